/** Owns those attacks of docs/attacks.md that belong to no single part: a hostile roll, a proxy, a stranger's package. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { CANARY, makeProject, makeVoters, rollText } from '../support/example-project.js';
import { startScriptedHost } from '../support/scripted-host.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let household: Household;
beforeEach(() => {
  household = new Household();
});
afterEach(() => household.remove());

/** The texts of all invitations, written without credentials. */
async function textsOf(lastNames: readonly string[], html?: string): Promise<string[]> {
  const voters = makeVoters(lastNames.length).map((voter, index) => ({
    ...voter,
    lastName: lastNames[index] ?? '',
  }));
  const project = makeProject(household, { voters });
  writeFileSync(project.rollPath, rollText(voters));
  if (html !== undefined) writeFileSync(join(project.folder, 'invitation', 'html.mustache'), html);
  const run = await runHere(household, ['preview', 'project', '--out', 'shown']);
  expect(run).toMatchObject({ code: 0 });
  const shown = join(household.folder, 'shown');
  return readdirSync(shown)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(shown, name), 'utf8'));
}

test('attack 6: a cell that looks like a placeholder is an error, or stays what it is', async () => {
  const names = ['{{#email}}x{{/email}}', '{{>signature}}', '{{=<% %>=}}<%password%>'];
  const texts = await textsOf(names);
  names.forEach((name, index) => {
    expect(texts[index]).toContain(name);
    expect(texts[index]).not.toContain(CANARY);
  });
  for (const name of ['{{password}}', '{{{id}}}']) {
    makeProject(household, { voters: makeVoters(1).map((voter) => ({ ...voter, lastName: name })) });
    expect(await runHere(household, ['preview', 'project'])).toMatchObject({ code: 2 });
  }
});

test('attack 7: the voter with the longest name is the one that --widest shows', async () => {
  const phishing = 'Please vote at https://wahl.evil.test/login instead, the old page is broken';
  await textsOf(['Groß', phishing, 'Ünal']);
  const { stdout } = await runHere(household, ['preview', 'project', '--widest']);
  expect(stdout).toContain('line 3');
  expect(stdout).toContain('wahl.evil.test');
});

test('attack 20: composing a message opens no connection, whatever its HTML refers to', async () => {
  let connections = 0;
  const listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const { port } = listener.address() as { port: number };
  const refers = `<p>{{firstName}} {{lastName}} {{id}} {{password}} <a href="https://127.0.0.1:${port}/a">x</a></p>`;
  await textsOf(['Groß', 'Ünal'], refers);
  expect(connections).toBe(0);
  await new Promise((done) => listener.close(done));
});

test('attack 33: no package of the lock file runs a script when it is installed, each has a checksum', () => {
  const said = execFileSync(process.execPath, [join(ROOT, 'scripts/check-lockfile.js')], {
    encoding: 'utf8',
  });
  expect(said).toMatch(/\d+ packages, each with a checksum/);
});

test('attack 37: a proxy in the environment is not asked: the mail server sees this computer', async () => {
  let asked = 0;
  const proxy = createServer((socket) => {
    asked += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(proxy.address() as { port: number }).port}`;
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
  const env = Object.fromEntries([...names, 'npm_config_proxy'].map((name) => [name, url]));
  const before = { ...process.env };
  Object.assign(process.env, env);
  const host = await startScriptedHost(household, () => ({}));
  const run = await runHere(household, ['test-connection', ...host.flags, '--json'], { env });
  expect(JSON.parse(run.stdout)).toMatchObject({ ok: true });
  expect(asked).toBe(0);
  process.env = before;
  await host.server.close();
  await new Promise((done) => proxy.close(done));
});
