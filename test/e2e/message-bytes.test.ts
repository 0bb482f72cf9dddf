/** Owns the proof that the file of `preview --out` is the message that arrives, byte for byte but for three things. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { run as preview } from '../../src/cli/commands/preview.js';
import { Household } from '../support/cli.js';
import { commandContext, printed } from '../support/command-context.js';
import { makeProject, makeVoters, TEXT } from '../support/example-project.js';
import { SENDER } from '../support/mail-host.js';
import { asSubmitted } from '../support/postfix/mailbox.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { rigFlags } from '../support/rig-host.js';

/** What is right only once a voter is mailed: when, under which name, and the boundary that derives from it. */
const ON_PURPOSE = [/^Message-ID: <[^>]+>\r$/gm, /^Date: .+\r$/gm, /--invite-[0-9a-f]{32}-Part_1/g];
const HOSTILE = `${TEXT}\n${'a'.repeat(3000)}\n.${'ä'.repeat(1500)}\n=20=\nFrom x\n\tTab \n..\n`;

describeWith(RIG, 'what preview writes and what arrives', () => {
  let rig: PostfixRig;
  let household: Household;
  beforeAll(async () => {
    rig = await startPostfix();
  });
  beforeEach(() => {
    household = new Household();
    household.mayHoldSecrets.push(/out\/\d{6}\.(?:txt|html)$/);
  });
  afterEach(() => household.remove());
  afterAll(() => rig.stop());

  test('are the same bytes, but for Message-ID, date and boundary', async () => {
    const settings = { contact: '{ name: "Büro, Wahlen", email: buero@muster.example }' };
    const voters = makeVoters(8);
    const project = makeProject(household, { voters, settings });
    project.writeText(HOSTILE);
    // In this process: --reveal shows credentials on purpose, and every run of a household is searched for them.
    const context = commandContext(printed({ reveal: true }).terminal, household, 'en');
    expect(await preview(context, project.folder, { out: 'out', reveal: true, sender: SENDER })).toBe(0);
    const flags = rigFlags(rig, household, 'ssl');
    const run = await household.run(['send', 'project', '--new-mailing', '--yes', ...flags]);
    expect(run.code).toBe(0);

    const arrived = (await rig.messages()).map((message) => asSubmitted(message).toString('latin1'));
    const shown = emlFiles(join(household.folder, 'out'));
    expect(shown).toHaveLength(voters.length);
    expect(arrived.map(withoutThem).toSorted()).toEqual(shown.map(withoutThem).toSorted());
    for (const message of [...arrived, ...shown])
      expect(ON_PURPOSE.map((pattern) => message.match(pattern)?.length)).toEqual([1, 1, 4]);
    expect(
      new Set(arrived.flatMap((message) => message.match(/^Message-ID: .*@muster\.example>/m))),
    ).toHaveLength(8);
  });
});

function emlFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return names.map((name) => readFileSync(join(folder, name), 'latin1'));
}

function withoutThem(message: string): string {
  return ON_PURPOSE.reduce((text, pattern) => text.replaceAll(pattern, '(differs)'), message);
}
