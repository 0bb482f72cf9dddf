/**
 * Owns the simulation: whole mailings through random faults, each from one seed, all in virtual time.
 * SIMULATION_SEED=17 repeats one seed and prints what happened; SIMULATION_FIRST and SIMULATION_SEEDS choose others.
 */
import { describe, expect, it } from 'vitest';
import { simulate } from '../support/simulation/mailing.js';

const FIRST = Number(process.env['SIMULATION_FIRST'] ?? 1);
const SEEDS = Number(process.env['SIMULATION_SEEDS'] ?? 4_000);
const ONE = process.env['SIMULATION_SEED'];
const PER_TEST = 1_000;

const blocks = Array.from({ length: Math.ceil(SEEDS / PER_TEST) }, (_, block) => FIRST + block * PER_TEST);

if (ONE === undefined)
  describe('a mailing through cuts, replies, crashes, failed writes and restarts', allSeeds);
else describe('one seed', oneSeed);

function allSeeds(): void {
  it.each(blocks)(
    'loses nobody, mails nobody twice unasked, and finishes: seeds from %i on',
    async (first) => {
      let kills = 0;
      let doubts = 0;
      const last = Math.min(first + PER_TEST, FIRST + SEEDS);
      for (let seed = first; seed < last; seed += 1) {
        const findings = await simulate(seed);
        if (findings.violations.length > 0)
          expect.fail(`SIMULATION_SEED=${seed} repeats this:\n${findings.story.join('\n')}`);
        kills += findings.kills;
        doubts += findings.doubts;
      }
      // Seeds in which little happens prove little.
      expect(kills).toBeGreaterThan((last - first) / 2);
      expect(doubts).toBeGreaterThan((last - first) / 10);
    },
    120_000,
  );
}

function oneSeed(): void {
  it(`${ONE}`, async () => {
    const { violations, story } = await simulate(Number(ONE));
    console.info(story.join('\n'));
    expect(violations).toEqual([]);
  });
}

it('the same seed tells the same story', async () => {
  for (const seed of [1, 2, 3]) expect(await simulate(seed)).toEqual(await simulate(seed));
});
