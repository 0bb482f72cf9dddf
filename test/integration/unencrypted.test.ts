import { afterAll, describe, expect, it } from 'vitest';
import { run as testConnection } from '../../src/cli/commands/test-connection.js';
import { systemDoors } from '../../src/diagnosis/system-doors.js';
import { Household } from '../support/cli.js';
import { commandContext, exitCode, printed } from '../support/command-context.js';
import { NO_NAMES, SHORT } from '../support/connection-test.js';

const household = new Household();
const passwordFile = household.passwordFile('Kn4rz!geheim-7');
afterAll(() => household.remove());

/** Nothing is found at that name: what is said must be said before anything is connected. */
const doors = {
  ...systemDoors,
  dns: NO_NAMES,
  lookup: () => Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' })),
};

async function tested(language: 'de' | 'en', options: object) {
  const { terminal, stdout, stderr } = printed();
  const connectionTest = { doors, deadlines: SHORT };
  const context = commandContext(terminal, household, language, { connectionTest });
  const values = { host: 'relay.muster.example', port: '25', encryption: 'none', user: 'wahl', passwordFile };
  const sender = 'wahl@muster.example';
  const code = await exitCode(context, 'test-connection', () =>
    testConnection(context, undefined, { ...values, sender, ...options }),
  );
  return { code, stdout: stdout(), stderr: stderr() };
}

describe('a test without encryption', () => {
  it.each([
    ['de', /NICHT VERSCHLÜSSELT: Passwort und Einladungen sind unterwegs lesbar/],
    ['en', /NOT ENCRYPTED: password and invitations can be read on the way/],
  ] as const)('in %s is allowed by its flag alone, and says so', async (language, words) => {
    const refused = await tested(language, {});
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('--allow-unencrypted');
    const allowed = await tested(language, { allowUnencrypted: true });
    expect(allowed).toMatchObject({ code: 6, stderr: expect.stringMatching(words) });
  });

  it('says nothing of the kind where the connection is encrypted', async () => {
    const { code, stderr } = await tested('en', { encryption: 'ssl', allowUnencrypted: true });
    expect({ code, stderr }).toEqual({ code: 6, stderr: '' });
  });
});
