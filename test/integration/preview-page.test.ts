/** Owns the proof over real HTTP of what the preview page gives away, to whom, and how it keeps up with its files. */
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CANARY, makeVoters } from '../support/example-project.js';
import { type PreviewTrial, previewTrial } from '../support/preview-trial.js';

interface State {
  readonly version: number;
  readonly voters: number;
  readonly errors: number;
  readonly widest: number | null;
  readonly fingerprint: string | null;
  readonly findings: readonly { severity: string; row: number | null; place: string; message: string }[];
  readonly problem: { message: string; hints: readonly string[] } | null;
}
interface Shown {
  readonly row: number;
  readonly missing: boolean;
  readonly index: number | null;
  readonly name: string;
  readonly findings: readonly { message: string }[];
  readonly message: {
    subject: string;
    to: string;
    text: { text: string };
    source: { text: string } | null;
  } | null;
}

/** Until the page would show another reading. */
async function nextState(trial: PreviewTrial, after: number): Promise<State> {
  for (let tries = 0; tries < 300; tries += 1) {
    const state = await trial.json<State>(`state?after=${after}`);
    if (state.version > after && state.findings !== undefined) return state;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('never read again');
}

describe('the preview page', () => {
  let trial: PreviewTrial;
  beforeAll(async () => {
    trial = await previewTrial();
  });
  afterAll(() => trial.stop());

  it('is at a secret path of 127.0.0.1', () => {
    expect(trial.url.hostname).toBe('127.0.0.1');
    expect(trial.url.pathname).toMatch(/^\/[A-Za-z0-9_-]{32}\/$/);
  });

  it('is a document without any voter, which may load nothing from elsewhere', async () => {
    const { body, headers } = await trial.ask();
    expect(body).not.toMatch(/0000001|voters\.example|Gremienwahl/);
    expect(body).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-/);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('gives no credential away, in whatever form it is asked', async () => {
    const paths = ['state?after=0', 'voters?from=0&q=', 'voter?index=7', 'frame?index=7&scheme=light'];
    const bodies = await Promise.all(paths.map(async (path) => (await trial.ask(path)).body));
    expect(bodies.filter((body) => body.includes('Kanarie'))).toEqual([]);
    expect(bodies[2]).toContain('••••••');
    expect(bodies[2]).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 12));
    const found = await trial.json<{ total: number }>(`voters?from=0&q=${encodeURIComponent(CANARY)}`);
    expect(found.total).toBe(0);
  });

  it('shows a voter as a mail program would, and the message as it goes over the wire', async () => {
    const { message, row, name } = await trial.json<Shown>('voter?index=7');
    expect([row, name, message?.to]).toEqual([9, 'Željka Šimek', 'Željka Šimek <voter8@voters.example>']);
    expect(message?.subject).toBe('Einladung: Gremienwahl');
    expect(message?.text.text).toContain('Ihre Wähler-ID: 0000008\nIhr Kennwort:   ••••••');
    expect(message?.source?.text).toContain('Auto-Submitted: auto-generated\n');
  });

  it('boxes the invitation in', async () => {
    const { headers } = await trial.ask('frame?index=0&scheme=dark');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy.slice(0, 3)).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      'img-src data: cid:',
    ]);
    expect(policy.at(-1)).toBe('sandbox');
  });

  it('never hands out more than a page of the list', async () => {
    const list = await trial.json<{ total: number; voters: object[] }>('voters?from=0&q=voter');
    expect([list.total, list.voters.length]).toEqual([120, 50]);
  });

  it.each([
    ['of another Host', '', { headers: { Host: 'evil.test' } }, 403],
    ['of localhost.evil', '', { headers: { Host: 'localhost.evil' } }, 403],
    ['of localhost', '', { headers: { Host: 'localhost' } }, 403],
    ['from another Origin', 'state?after=0', { headers: { Origin: 'http://evil.test' } }, 403],
    ['from a frame without origin', 'voter?index=0', { headers: { Origin: 'null' } }, 403],
    [
      'begun by another site',
      'frame?index=0&scheme=light',
      { headers: { 'Sec-Fetch-Site': 'cross-site' } },
      403,
    ],
    ['by POST', 'state?after=0', { method: 'POST' }, 405],
    ['by DELETE', '', { method: 'DELETE' }, 405],
    ['for a file', 'invite.yaml', {}, 404],
    ['for a way out', '..%2f..%2fetc%2fpasswd', {}, 404],
    ['for a voter that is not there', 'frame?index=120&scheme=light', {}, 404],
    ['without the token', '/state?after=0', {}, 404],
    ['with half the token', '/abcdefghijklmnop/', {}, 404],
  ])('refuses a request %s', async (_name, path, options, status) => {
    const reply = await trial.ask(path, options);
    expect([reply.status, reply.body]).toEqual([status, `${status}\n`]);
  });

  it('is nowhere but on loopback', async () => {
    const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const others = ['127.0.0.2', ...all.filter(({ internal }) => !internal).map(({ address }) => address)];
    for (const host of others) {
      const found = await new Promise<string>((resolve) => {
        const socket = connect({ host, port: Number(trial.url.port) }, () => {
          socket.destroy();
          resolve('somebody');
        });
        socket.on('error', () => resolve('nobody'));
      });
      expect(`${host}: ${found}`).toBe(`${host}: nobody`);
    }
  });

  it('speaks of findings in the language that it is asked in', async () => {
    const shared = async (lang: string) =>
      (await trial.json<State>(`state?after=0&lang=${lang}`)).findings[0]?.message;
    expect(await shared('de')).toMatch(/^Die E-Mail-Adresse/);
    expect(await shared('en')).toMatch(/^The/);
  });
});

describe('a preview', () => {
  let trial: PreviewTrial;
  afterEach(() => trial.stop());

  it('shows credentials with --reveal, and warns', async () => {
    trial = await previewTrial({ options: { reveal: true } });
    expect((await trial.ask('voter?index=7')).body).toContain(CANARY);
    expect(trial.stderr()).toContain('The page shows every voter’s credentials.');
    expect((await trial.ask()).body).toContain('data-word="revealed"');
  });

  it('ends with 0 at Ctrl+C, and the page with it', async () => {
    trial = await previewTrial();
    expect(await trial.stop()).toBe(0);
    expect(trial.stderr()).toContain('The preview page has ended.');
    await expect(trial.ask()).rejects.toThrow('ECONNREFUSED');
  });

  it('opens at the voter of --voter, and at the widest with --widest', async () => {
    trial = await previewTrial({ options: { voter: '0000005' } });
    expect(trial.url.hash).toBe('#6');
    await trial.stop();
    const voters = makeVoters(5).map((voter, index) =>
      index === 4 ? { ...voter, lastName: 'von und zu Musterhausen-Beispiel' } : voter,
    );
    trial = await previewTrial({ voters, options: { widest: true } });
    expect(trial.url.hash).toBe('#6');
    expect((await trial.json<State>('state?after=0')).widest).toBe(4);
  });

  it('keeps up with roll, template and invite.yaml', async () => {
    trial = await previewTrial();
    trial.project.writeRoll(makeVoters(3));
    const second = await nextState(trial, 1);
    expect(second.voters).toBe(3);
    trial.writePart('subject', 'Neu: {{election.title}}');
    const third = await nextState(trial, second.version);
    expect((await trial.json<Shown>('voter?index=0')).message?.subject).toBe('Neu: Gremienwahl');
    trial.project.writeSettings({ title: 'Andere Wahl' });
    await nextState(trial, third.version);
    expect((await trial.json<Shown>('voter?index=0')).message?.subject).toBe('Neu: Andere Wahl');
  });

  it.each<[string, (trial: PreviewTrial) => void, RegExp]>([
    ['a roll that is gone', ({ project }) => rmSync(project.rollPath), /voters\.csv/],
    [
      'a template without its text',
      ({ project }) => rmSync(join(project.folder, 'invitation', 'text.mustache')),
      /text/,
    ],
    [
      'a broken invite.yaml',
      ({ project }) => writeFileSync(join(project.folder, 'invite.yaml'), 'title: ['),
      /invite\.yaml/,
    ],
    ['an unknown key', ({ project }) => project.writeSettings({ titel: 'x' }), /titel/],
  ])('outlives %s, says so, and shows what it had', async (_name, damage, message) => {
    trial = await previewTrial();
    damage(trial);
    const state = await nextState(trial, 1);
    expect(state.problem?.message).toMatch(message);
    expect(state.problem?.hints.length).toBeGreaterThan(0);
    expect(state.voters).toBe(120);
    trial.writePart('text', '{{id}} {{password}}');
    trial.project.writeSettings({});
    trial.project.writeRoll(makeVoters(2));
    let mended = state;
    while (mended.problem !== null || mended.voters !== 2) mended = await nextState(trial, mended.version);
    expect(mended.fingerprint).toMatch(/^[0-9a-f]{4}-/);
  });

  it('shows a roll with errors: the voters that are sound, and the line of each that is not', async () => {
    const wrong = [{}, { email: 'nobody' }, { password: '' }];
    const voters = makeVoters(3).map((voter, index) => ({ ...voter, ...wrong[index] }));
    trial = await previewTrial({ voters });
    const state = await trial.json<State>('state?after=0');
    expect([state.errors, state.fingerprint]).toEqual([2, null]);
    expect(state.findings.map(({ severity, row }) => [severity, row])).toEqual([
      ['error', 3],
      ['error', 4],
    ]);
    const lost = await trial.json<Shown>('voter?row=3');
    expect([lost.missing, lost.index, lost.findings.length]).toEqual([true, 1, 1]);
    const empty = await trial.json<Shown>('voter?row=4');
    expect([empty.missing, empty.findings.length]).toEqual([false, 1]);
    expect(empty.message?.text.text).toContain('Ihre Wähler-ID: 0000003');
  });

  it('shows a template with errors as findings, and no invitation', async () => {
    trial = await previewTrial({ parts: { text: '{{passwort}}' } });
    expect((await trial.json<State>('state?after=0')).errors).toBeGreaterThan(0);
    expect((await trial.json<Shown>('voter?index=0')).message).toBeNull();
    expect((await trial.ask('frame?index=0&scheme=light')).status).toBe(404);
  });

  it('takes the port of --port, and says what to do where it is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(previewTrial({ options: { port } })).rejects.toThrow(/ended with 2: .*--port/s);
    await new Promise((resolve) => taken.close(resolve));
    trial = await previewTrial({ options: { port } });
    expect(trial.url.port).toBe(String(port));
  });

  it.each([
    [{ voter: '0000001', widest: true }, '--voter'],
    [{ serve: false, port: 4711 }, '--port'],
    [{ voter: 'nobody' }, 'nobody'],
  ])('refuses %j', async (options, word) => {
    await expect(previewTrial({ options })).rejects.toThrow(new RegExp(`ended with 2: .*${word}`, 's'));
    trial = await previewTrial();
  });
});
