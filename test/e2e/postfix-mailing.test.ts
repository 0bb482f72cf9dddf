/** Owns whole mailings through a real mail server: Postfix and Dovecot, TLS, login; judged by what arrived. */
import { writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { census, expectOneEach } from '../support/arrived.js';
import { Household } from '../support/cli.js';
import { makeProject, makeVoters, rollText } from '../support/example-project.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { arrivedAt, rigFlags } from '../support/rig-host.js';

const MANY = 2_000;
const BEGIN = ['send', 'project', '--new-mailing', '--yes'];
const FAST = ['--connections', '4', '--rate', '1000000/min'];

describeWith(RIG, 'a mailing through Postfix and Dovecot', () => {
  let rig: PostfixRig;
  let household: Household;
  beforeAll(async () => {
    rig = await startPostfix();
  });
  beforeEach(async () => {
    household = new Household();
    await rig.emptyMailbox();
  });
  afterEach(() => household.remove());
  afterAll(() => rig.stop());

  test.each(['starttls', 'ssl'] as const)(
    `reaches ${MANY} voters over %s, each exactly once with their own credentials and nobody else’s`,
    { timeout: 90_000 },
    async (port) => {
      const voters = makeVoters(MANY);
      makeProject(household, { voters });
      const run = await household.run([...BEGIN, ...FAST, ...rigFlags(rig, household, port)]);
      expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('2,000 voters accepted') });
      expectOneEach(await arrivedAt(rig), voters);
      const status = await household.run(['status', 'project', '--json']);
      expect(JSON.parse(status.stdout)).toMatchObject({
        voters: MANY,
        accepted: MANY,
        pending: 0,
        inDoubt: 0,
      });
      expect(run.milliseconds).toBeLessThan(60_000);
    },
  );

  test('books one refused address on its voter alone, exit 3, and does not try it again', async () => {
    const voters = makeVoters(10, { refusedEvery: 10 });
    makeProject(household, { voters });
    const flags = rigFlags(rig, household, 'starttls');
    const run = await household.run([...BEGIN, ...flags]);
    expect(run).toMatchObject({ code: 3, stdout: expect.stringContaining('1 voter was refused') });
    expectOneEach(await arrivedAt(rig), voters.slice(0, 9));

    const status = await household.run(['status', 'project']);
    expect(status.stdout).toMatch(/refused\s+1\n/);
    expect(status.stdout).toContain('550 5.1.1');
    expect(status.stdout).toContain('0000010');

    const again = await household.run(['send', 'project', '--yes', ...flags]);
    expect(again).toMatchObject({ code: 3 });
    expect(await arrivedAt(rig)).toHaveLength(9);
  });

  test('row 64: the server dies in the middle and comes back on its queue', { timeout: 90_000 }, async () => {
    const voters = makeVoters(60);
    makeProject(household, { voters });
    const flags = rigFlags(rig, household, 'ssl');
    const running = household.start([...BEGIN, '--json', '--rate', '600/min', ...flags]);
    await running.until(/(?:\{"event":"accepted".*\n){10}/);
    await rig.crash();
    await rig.restart();
    const { code } = await running.ended;
    const status = JSON.parse((await household.run(['status', 'project', '--json'])).stdout);
    const doubts = (status as { doubts: { id: string }[] }).doubts.map(({ id }) => id);
    expect(code).toBe(doubts.length > 0 ? 4 : 0);
    // One connection, one crash: no more than the message that was under way.
    expect(doubts.length).toBeLessThanOrEqual(1);
    const before = census(await arrivedAt(rig), voters);
    expect(before.several).toEqual([]);
    expect(before.none.filter((id) => !doubts.includes(id))).toEqual([]);
    if (doubts.length === 0) return;
    const resend = await household.run(['send', 'project', '--yes', '--in-doubt', 'resend', ...flags]);
    expect(resend.code).toBe(0);
    expect(census(await arrivedAt(rig), voters).none).toEqual([]);
  });

  test('reads a Windows-1252 roll with semicolons right: umlauts and š arrive as they were written', async () => {
    const voters = makeVoters(6).map((voter) => ({ ...voter, firstName: 'Björn', lastName: 'Šimšköß' }));
    const project = makeProject(household, { voters });
    writeFileSync(project.rollPath, iconv.encode(rollText(voters).slice(1), 'windows-1252'));
    const run = await household.run([...BEGIN, ...rigFlags(rig, household, 'ssl')]);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('windows-1252') });
    const messages = await arrivedAt(rig);
    expectOneEach(messages, voters);
    for (const { text } of messages) expect(text).toContain('Guten Tag Björn Šimšköß,');
  });

  test('keeps dots at the beginning of a line, alone and in pairs', async () => {
    makeProject(household, { voters: makeVoters(2) });
    await household.run([...BEGIN, ...rigFlags(rig, household, 'starttls')]);
    const [message] = await arrivedAt(rig);
    expect(message?.text).toContain('\n..Punkte am Anfang einer Zeile bleiben.\n.\n');
  });

  test.each([
    ['en', /line 4, column "Passwort"/],
    ['de', /Zeile 4, Spalte „Passwort“/],
  ] as const)(
    'stops before the first message at one empty password, and names the cell in %s',
    async (lang, place) => {
      const voters = makeVoters(10).map((voter, index) => (index === 2 ? { ...voter, password: '' } : voter));
      makeProject(household, { voters });
      const run = await household.run([...BEGIN, ...rigFlags(rig, household, 'ssl')], { lang });
      expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(place) });
      expect(await arrivedAt(rig)).toEqual([]);
    },
  );
});
