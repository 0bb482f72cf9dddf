/** Owns the proof that a mailing leaves nothing outside its own places, as the system's calls show it. */
import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { describeWith } from '../support/require-debian.js';

describeWith(['strace'], 'a mailing under strace', () => {
  let household: Household;
  let host: MailHost;
  beforeEach(async () => {
    household = new Household();
    host = await startMailHost(household);
    makeProject(household, { voters: makeVoters(2) });
  });
  afterEach(async () => {
    await host.close();
    household.remove();
  });

  test('attack 16: creates files in the project and the settings alone, none in a temporary folder', async () => {
    const trace = join(household.folder, 'calls.txt');
    const temporary = join(household.folder, 'tmp');
    mkdirSync(temporary);
    const wrapper = ['strace', '-f', '-qq', '-s', '300', '-e', 'trace=open,openat,creat,rename', '-o', trace];
    const run = await household.run(['send', 'project', '--new-mailing', '--yes', ...host.flags], {
      wrapper,
      env: { TMPDIR: temporary },
    });
    expect(run).toMatchObject({ code: 0 });
    const created = [
      ...readFileSync(trace, 'utf8').matchAll(/open(?:at)?\([^"\n]*"([^"\n]+)", [A-Z_|]*O_CREAT/g),
    ].map(([, path = '']) => path);
    expect(created.some((path) => path.includes('invite.state.jsonl'))).toBe(true);
    const own = ['project', 'config'].map((name) => `${realpathSync(join(household.folder, name))}/`);
    expect(created.filter((path) => !own.some((folder) => path.startsWith(folder)))).toEqual([]);
  });
});
