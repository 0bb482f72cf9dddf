/** Owns the proof that a client secret stays hidden where an identity provider repeats the request that it refuses. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type LocalProvider, startIdentityProvider } from '../support/identity-provider.js';
import { type ScriptedServer, startScriptedServer } from '../support/scripted-server.js';

const USER = 'wahl@muster.example';
/** As Microsoft makes them, and worse: each sign is written otherwise in one form or another. */
const SECRET = "abC8Q~dEf.gHi_JkL-'mN(oP)";

let provider: LocalProvider;
let server: ScriptedServer;
const household = new Household();
beforeAll(async () => {
  provider = await startIdentityProvider({ user: USER });
  server = await startScriptedServer({ extensions: ['AUTH XOAUTH2'], bare: true });
});
afterEach(() => {
  provider.grants.length = 0;
});
afterAll(async () => {
  await Promise.all([provider.close(), server.close()]);
  household.remove();
});

test.each(['client_secret_post', 'client_secret_basic'] as const)('sent by %s', async (echo) => {
  provider.wish = { user: USER, echo };
  const file = join(household.folder, 'secret.txt');
  writeFileSync(file, SECRET, { mode: 0o600 });
  const run = await runHere(household, [
    ...['test-connection', '--host', '127.0.0.1', '--port', String(server.port), '--encryption', 'none'],
    ...['--allow-unencrypted', '--user', USER, '--sender', USER, '--login', provider.issuer],
    ...['--client-id', 'app', '--client-secret-file', file, '--verbose'],
    ...['--report', 'result.json', '--report', 'result.md', '--report', 'result.html'],
  ]);
  expect(run.code).not.toBe(0);
  const files = ['json', 'md', 'html'].map((end) =>
    readFileSync(join(household.folder, `result.${end}`), 'utf8'),
  );
  const all = [run.stdout, run.stderr, ...files];
  expect(all.join()).toContain('not understood');
  for (const text of all) {
    expect(text).not.toMatch(/abC8Q|JkL|oP\)|%28oP|mN/);
    for (const [, encoded = ''] of text.matchAll(/Basic ([\w+/=]{8,})/g))
      expect(Buffer.from(encoded, 'base64').toString()).not.toMatch(/abC8Q|JkL/);
  }
});
