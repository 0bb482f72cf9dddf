/** Owns the sealed hand-over at a terminal: a made passphrase is shown once, a typed one never, and a slip is asked again. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Handover, startHandover } from '../support/handover.js';
import { describeWith } from '../support/require-debian.js';

const DOWN = '\u001b[B';
const TYPED = 'blaue Tassen fliegen leise';

describeWith(['gnome-keyring', 'dbus', 'libsecret-tools'], 'a hand-over at a terminal', () => {
  let side: Handover;
  beforeAll(async () => {
    side = await startHandover();
  });
  afterAll(() => side.stop());

  const sealing = (name: string, lang: 'de' | 'en') =>
    side.it.start(['configure', name, ...side.host.flags, '--no-test', '--seal-with-passphrase'], {
      terminal: true,
      lang,
    });

  test.each([
    [
      'en',
      /Which passphrase/,
      /only this once: (\S+)/,
      /Passphrase of the sealed/,
      /does not open/,
      /Name of/,
      /store it as/,
    ],
    [
      'de',
      /Welche Passphrase/,
      /dieses eine Mal gezeigt: (\S+)/,
      /Passphrase der vers/,
      /öffnet die Datei nicht/,
      /Name dieses/,
      /Dieses Postfach/,
    ],
  ] as const)(
    'in %s the made passphrase opens what it sealed, after a slip too',
    async (lang, which, shown, ask, wrong, name, take) => {
      const made = sealing(lang, lang);
      await made.until(which);
      made.type('\r');
      const run = await made.ended;
      expect(run.code).toBe(0);
      const passphrase = shown.exec(run.stdout)?.[1] ?? '';
      side.manager.secrets.add(passphrase);

      const path = join(side.it.folder, `${lang}.invite-profile.age`);
      const options = { terminal: true, lang, env: side.keyring.env } as const;
      const taking = side.manager.start(['configure', '--import', path, '--no-test'], options);
      await taking.until(ask);
      taking.type('etwas anderes\r');
      // The question once more: typed before it, the passphrase would be echoed by the terminal itself.
      await taking.until(new RegExp(`${wrong.source}.*${ask.source}`, 's'));
      taking.type(`${passphrase}\r`);
      await taking.until(name);
      taking.type('\r');
      await taking.until(take);
      taking.type(lang === 'de' ? 'j\r' : 'y\r');
      expect((await taking.ended).code).toBe(0);
      expect(JSON.parse(side.keyring.lookup(lang) ?? '{}')).toMatchObject({ password: side.password });
    },
    120_000,
  );

  test('a passphrase of one’s own is asked twice, unseen, and refused while it is weak', async () => {
    side.it.secrets.add(TYPED);
    const running = sealing('own', 'en');
    await running.until(/Which passphrase/);
    running.type(DOWN);
    await running.until(/❯/);
    running.type('\r');
    await running.until(/Passphrase/);
    running.type('kurz\r');
    await running.until(/too short/);
    running.type(`${'\u007f'.repeat(4)}${TYPED}\r`);
    await running.until(/once more/);
    running.type('etwas anderes\r');
    await running.until(/not the same/);
    running.type(`${'\u007f'.repeat(13)}${TYPED}\r`);
    const run = await running.ended;
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('Sealed: ') });
    expect(run.stdout).not.toMatch(/only this once/);
  }, 120_000);

  test('a no, and Ctrl-C, take nothing over, exit 130', async () => {
    const path = await side.seal('declined', '--no-test');
    for (const answer of ['n\r', '\u0003']) {
      const options = { terminal: true, env: side.keyring.env } as const;
      const running = side.manager.start(['configure', 'declined', '--import', path], options);
      await running.until(/store it as profile/);
      running.type(answer);
      expect((await running.ended).code).toBe(130);
      expect(side.keyring.lookup('declined')).toBeNull();
    }
  }, 120_000);
});
