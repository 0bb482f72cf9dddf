/** Owns the proof over real HTTP of what the preview page gives away, and to whom. */
import { copyFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY } from '../support/example-project.js';
import {
  nextState,
  type PreviewState,
  type PreviewTrial,
  previewTrial,
  type ShownVoter,
} from '../support/preview-trial.js';

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
    const { message, row, name } = await trial.json<ShownVoter>('voter?index=7');
    expect([row, name, message?.to]).toEqual([9, 'Željka Šimek', 'Željka Šimek <voter8@voters.example>']);
    expect(message?.subject).toBe('Einladung: Gremienwahl');
    expect(message?.text.text).toContain('Ihre Wähler-ID: 0000008\nIhr Kennwort:   ••••••');
    expect(message?.source?.text).toContain('Auto-Submitted: auto-generated\n');
  });

  // Why: the terminal said what was assumed in reading the roll, and the page did not.
  it('says how the roll was read, in the language of the page', async () => {
    expect(await trial.json('state?after=0&lang=de')).toMatchObject({
      readAs: 'utf-8, Trennzeichen „;“',
      columns: expect.arrayContaining(['ID: Mitgliedsnummer', 'Passwort: Passwort']),
      names: expect.arrayContaining(['Jürgen Šimek']),
    });
    expect(await trial.json('state?after=0&lang=en')).toMatchObject({ readAs: 'utf-8, delimiter ";"' });
  });

  it('shows the logo that the message carries', async () => {
    const logo = '<p>{{id}} {{password}}</p><img src="cid:logo" alt="Verein">';
    const own = await previewTrial({ parts: { html: logo } });
    copyFileSync('docs/screenshots/preview.png', join(own.project.folder, 'invitation', 'logo.png'));
    const { errors } = await nextState(own, 1);
    const { body } = await own.ask('frame?index=0&scheme=light');
    expect([errors, body]).toEqual([
      0,
      expect.stringContaining('<img src="data:image/png;base64,iVBORw0KGgoA'),
    ]);
    await own.stop();
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
  ])('attack 18: refuses a request %s', async (_name, path, options, status) => {
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
      (await trial.json<PreviewState>(`state?after=0&lang=${lang}`)).findings.find(({ row }) => row !== null)
        ?.message;
    expect(await shared('de')).toMatch(/^Die E-Mail-Adresse/);
    expect(await shared('en')).toMatch(/^The/);
  });
});
