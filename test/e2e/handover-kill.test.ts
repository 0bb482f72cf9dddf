/** Owns the sealed hand-over killed at the moments at which it writes: never half a file, never a name without a profile. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Handover, startHandover } from '../support/handover.js';
import { describeWith } from '../support/require-debian.js';

const NEEDS = ['age', 'strace', 'gnome-keyring', 'dbus', 'libsecret-tools'] as const;

/** Kills the program at its n-th call of this kind. strace counts per thread: with one of them the n-th is the n-th. */
function killedAt(call: string, number: number) {
  const harm = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${number}`];
  return { wrapper: ['strace', '-f', '-qq', '-o', '/dev/null', ...harm], env: { UV_THREADPOOL_SIZE: '1' } };
}

describeWith(NEEDS, 'a hand-over killed halfway', () => {
  let side: Handover;
  beforeAll(async () => {
    side = await startHandover();
  });
  afterAll(() => side.stop());

  test.each([
    ['fsync', 'no file'],
    ['link', 'a whole file or none'],
  ])('while it seals, at its %s, leaves %s', async (call) => {
    const path = join(side.it.folder, `${call}.invite-profile.age`);
    const key = await side.recipient();
    const args = ['configure', call, ...side.host.flags, '--no-test', '--seal-for', key];
    expect((await side.atIt(args, killedAt(call, 1))).code).toBe(137);
    if (call === 'fsync') expect(existsSync(path)).toBe(false);
    if (existsSync(path)) expect(side.openedByAge(path)).toMatchObject({ name: call });
    // The same command goes on, and takes no leftover for the file.
    expect((await side.atIt([...args, '--force'])).code).toBe(0);
    expect(side.openedByAge(path)).toMatchObject({ name: call });
  });

  test('while it replaces a sealed file leaves the old one or the new one', async () => {
    const path = await side.seal('replaced', '--no-test');
    const before = readFileSync(path, 'utf8');
    const key = await side.recipient();
    const args = ['configure', 'replaced', ...side.host.flags, '--no-test', '--seal-for', key, '--force'];
    expect((await side.atIt(args, killedAt('fsync', 1))).code).toBe(137);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect((await side.atIt(args, killedAt('rename', 1))).code).toBe(137);
    expect(side.openedByAge(path)).toMatchObject({ name: 'replaced' });
  });

  // The first rename is that of the certificate, the second that of the list of names.
  test.each([1, 2])(
    'while it takes over, at its rename %i, leaves no name without a profile',
    async (number) => {
      const name = `taken-${number}`;
      const args = ['configure', '--import', await side.seal(name, '--no-test'), '--no-test', '--yes'];
      expect((await side.invite(args, killedAt('rename', number))).code).toBe(137);
      const names = (await side.invite(['configure', '--list'])).stdout.split('\n');
      if (names.includes(name)) expect(side.keyring.lookup(name)).not.toBeNull();
      expect((await side.invite(args)).code).toBe(0);
      expect((await side.invite(['configure', name, '--show'])).code).toBe(0);
    },
  );

  test('while the key is made leaves none, or one that is used from then on', async () => {
    const fresh = await startHandover();
    try {
      const args = ['configure', '--invite-it', '--json'];
      expect((await fresh.invite(args, killedAt('rename', 1))).code).toBe(137);
      const key = await fresh.recipient();
      expect(await fresh.recipient()).toBe(key);
      const path = await fresh.seal('after', '--no-test');
      expect((await fresh.invite(['configure', '--import', path, '--yes'])).code).toBe(0);
    } finally {
      await fresh.stop();
    }
  });
});
