/**
 * Owns the hunt for a password through every command that knows one: a server that says it back in every form it can
 * think of, at every point, while the command talks, talks much, or speaks JSON.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CANARIES } from '../support/canaries.js';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { CANARY, makeProject, makeVoters } from '../support/example-project.js';
import {
  type ConnectionScript,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.js';
import { formsOf } from '../support/secrets.js';

const USER = 'wahl@muster.example';
const PASSWORD = CANARIES.profile;
const FORMS = Object.values(formsOf(PASSWORD)).join(' | ');
const LOGINS = [`\0${USER}\0${PASSWORD}`, `${USER}\0${USER}\0${PASSWORD}`]
  .flatMap((login) => [Buffer.from(login).toString('base64'), Buffer.from(login).toString('base64url')])
  .join(' | ');
/** What a careless or hostile server may add to any reply. */
const ECHO = `${FORMS} | ${LOGINS} | \u001b]0;${PASSWORD}\u0007 | ${PASSWORD.slice(0, 8)}\t${PASSWORD.slice(8)}`;

const SERVERS: readonly (readonly [string, ConnectionScript])[] = [
  ['in its greeting', { greeting: `554 5.7.1 ${ECHO}` }],
  ['among its extensions', { EHLO: `250-scripted.example\n250-X-${ECHO}\n250 AUTH PLAIN LOGIN` }],
  ['when it refuses the login', { AUTH: (line) => `535 5.7.8 ${line} ${ECHO}` }],
  ['when it welcomes', { AUTH: (line) => `235 2.7.0 ${line} ${ECHO}` }],
  ['when it refuses the sender', { MAIL: `550 5.7.1 ${ECHO}` }],
  ['when it refuses a recipient', { RCPT: `550 5.1.1 ${ECHO}` }],
  ['when it takes a message', { 'end-of-data': `250 2.0.0 ${ECHO}` }],
  ['when it refuses a message', { 'end-of-data': `554 5.7.1 ${ECHO}` }],
  ['where nobody understands it', { EHLO: { raw: `${ECHO}\r\n` } }],
];
const WISHES = [[], ['--verbose'], ['--json'], ['--json', '--verbose']];

let household: Household;
let server: ScriptedServer;
beforeEach(() => {
  household = new Household();
  household.secrets.add(PASSWORD);
  makeProject(household, { voters: makeVoters(2) });
});
afterEach(async () => {
  await server.close();
  household.remove();
});

/** runHere and remove() look for every secret of the household, in every form, in all that was printed or written. */
async function tryAll(script: ConnectionScript): Promise<void> {
  server = await startScriptedServer({ script });
  writeFileSync(
    join(household.folder, 'smtp.yaml'),
    `host: 127.0.0.1\nport: ${server.port}\nencryption: none\nuser: ${USER}\nsender: ${USER}\n`,
  );
  const mailbox = ['--profile-file', 'smtp.yaml', '--host', '127.0.0.1', '--password-stdin'];
  const options = { input: `${PASSWORD}\n` };
  for (const [index, wishes] of WISHES.entries()) {
    const state = `invite.try-${index}.jsonl`;
    const reports = ['md', 'html', 'json'].flatMap((form) => ['--report', `report-${index}.${form}`]);
    await runHere(household, ['test-connection', ...mailbox, ...wishes, ...reports], options);
    await runHere(household, ['test-connection', ...mailbox, ...wishes, '--capacity'], options);
    const send = ['send', 'project', ...mailbox, '--yes', '--state', state, ...wishes];
    await runHere(household, [...send, '--new-mailing'], options);
    await runHere(household, ['status', 'project', '--state', state, ...wishes]);
    const own = ['send', 'project', ...mailbox, '--yes', '--test-to', 'me@muster.example', ...wishes];
    await runHere(household, own, options);
  }
}

describe('attack 13: the password comes back in every form', () => {
  test.each(SERVERS)('%s, and nobody sees it', { timeout: 60_000 }, async (_where, script) => {
    await tryAll(script);
    const written = readdirSync(household.folder).filter((name) => /^report-|jsonl$/.test(name));
    expect(written.length).toBeGreaterThan(0);
    for (const name of written)
      expect(readFileSync(join(household.folder, name), 'utf8')).not.toContain(PASSWORD.slice(0, 9));
  });
});

describe('attack 12: the credentials of voters are masked', () => {
  beforeEach(async () => {
    server = await startScriptedServer({});
  });

  test.each(WISHES.map((wishes) => [wishes]))(
    'in what the commands without a server print %j',
    async (wishes) => {
      for (const args of [
        ['preview', 'project'],
        ['preview', 'project', '--voter', '0000001'],
        ['preview', 'project', '--widest'],
        ['preview', 'project', '--out', `shown-${wishes.length}${wishes.join('')}`],
        ['send', 'project', '--dry-run'],
        ['send', 'project', '--sandbox'],
        ['status', 'project', '--sandbox'],
        ['request', 'project'],
        ['status', 'project'],
        ['preview', 'nowhere'],
        ['preview', 'project', '--required', 'nonsense'],
      ])
        await runHere(household, [...args, ...wishes]);
    },
  );

  test('and where a cell of the roll is what is wrong', async () => {
    const roll = join(household.folder, 'project', 'voters.csv');
    const sound = readFileSync(roll, 'utf8');
    const breaks: readonly ((text: string) => string)[] = [
      (text) => text.replace(`${CANARY}-`, `${CANARY}\u0007-`),
      (text) => text.replace('voter1@', 'voter1@@'),
      (text) => text.replace(/;Wähl/, ';"Wähl'),
      (text) => text.replace('0000002', '0000001'),
      (text) => text.replace(/\n0000002.*/, '\n0000002;a'),
    ];
    for (const broken of breaks) {
      writeFileSync(roll, broken(sound));
      for (const wishes of WISHES) await runHere(household, ['preview', 'project', ...wishes]);
    }
  });

  test('but for --reveal, which is asked for', async () => {
    household.secrets.clear();
    const { stdout } = await runHere(household, ['preview', 'project', '--reveal']);
    expect(stdout).toContain(CANARY);
  });
});
