/** Owns what is kept of a server's replies: never anything of a voter, however the server quotes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { type ExampleProject, makeProject } from '../support/example-project.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';

const TOKENS = ['Zq7Lw9Xk', 'ab12CD34ef'] as const;
const LINK = `https://wahl.example/v/${TOKENS[0]}?token=${TOKENS[1]}`;

let household: Household;
let project: ExampleProject;
let host: ScriptedHost;

beforeEach(async () => {
  household = new Household();
  project = makeProject(household, { voters: [], settings: { required: '[id, link]' } });
  const rows = [
    'Mitgliedsnummer;E-Mail;Link',
    `1;anna@voters.example;${LINK}`,
    '2;b@voters.example;https://x.example/',
  ];
  writeFileSync(project.rollPath, `${rows.join('\r\n')}\r\n`);
  project.writeText('Ihre Wähler-ID: {{id}}\nIhr Link: {{link}}\n');
  writeFileSync(`${project.folder}/invitation/html.mustache`, '<p>{{id}} {{link}}</p>\n');
});
afterEach(async () => {
  await host.server.close();
  household.remove();
});

// Why: only the whole cell was removed, and filters quote a link without its scheme, or the token in it alone.
test.each([
  ['without its scheme', LINK.replace('https://', '')],
  ['from its path on', LINK.replace('https://wahl.example', '')],
  ['by its tokens', `${TOKENS[0]} and ${TOKENS[1]}`],
])('a link that a filter quotes %s is in no record and in no event', async (_how, quoted) => {
  for (const token of TOKENS) household.secrets.add(token);
  host = await startScriptedHost(household, () => ({
    'end-of-data': () =>
      host.server.completed.length === 1 ? `554 5.7.1 ${quoted} is listed` : '250 2.0.0 ok',
  }));
  const run = await household.run(['send', 'project', '--new-mailing', '--yes', '--json', ...host.flags]);
  expect(run.code).toBe(3);
  expect(run.stdout).toMatch(/"event":"refused".*\[…\].* is listed/);
  const kept = `${readFileSync(project.statePath, 'utf8')}${run.stdout}${run.stderr}`;
  for (const token of TOKENS) expect(kept).not.toContain(token);
});
