/** Owns the proof that the preview page of the built program ends with a real Ctrl+C, without a terminal. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Household } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';

let household: Household;
beforeEach(() => {
  household = new Household();
});
afterEach(() => household.remove());

describe('preview --serve', () => {
  it('answers until it is interrupted, and ends with 0', async () => {
    const { folder } = makeProject(household, { voters: makeVoters(3) });
    const running = household.start(['preview', folder, '--serve', '--json']);
    await running.until(/"page":"http:[^"]+"/);
    const { page, ok } = JSON.parse(running.printed().split('\n')[0] ?? '');
    expect(ok).toBe(true);
    const state = await fetch(new URL('state?after=0', page));
    expect([state.status, ((await state.json()) as { voters: number }).voters]).toEqual([200, 3]);
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });
});
