import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { proveWritable, replaceFile } from '../../../src/atomic-file.js';
import { systemClock } from '../../../src/delivery/clock.js';
import { createPseudonyms, keyFingerprint } from '../../../src/delivery/pseudonym.js';
import { StopRequest } from '../../../src/delivery/stop-request.js';
import { type Invitee, WorkQueue } from '../../../src/delivery/work-queue.js';
import { invitee } from '../../support/delivery-world.js';
import { stateFolder } from './state-folder.js';

const KEY = Buffer.alloc(32, 1);
const pseudonyms = createPseudonyms(KEY);

describe('a pseudonym', () => {
  it('is another one for every label, key and text', () => {
    const bytes = Buffer.from('x');
    const other = createPseudonyms(Buffer.alloc(32, 2));
    const made = [
      pseudonyms.voter('x'),
      pseudonyms.voter('x '),
      pseudonyms.row('x'),
      pseudonyms.message(bytes),
      pseudonyms.input('x', ''),
      pseudonyms.input('', 'x'),
      pseudonyms.messageId('x', '', 'd').slice(1, 33),
      pseudonyms.messageId('', 'x', 'd').slice(1, 33),
      other.voter('x'),
    ];
    expect(new Set(made).size).toBe(made.length);
    for (const digest of made) expect(digest).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not run two texts together', () => {
    expect(pseudonyms.input('ab', 'c')).not.toBe(pseudonyms.input('a', 'bc'));
    expect(pseudonyms.messageId('1', '1:x', 'd')).not.toBe(pseudonyms.messageId('11', ':x', 'd'));
    expect(pseudonyms.voter('ü')).not.toBe(pseudonyms.voter('u\u0308'));
  });

  it('is the same every time, whoever asks', () => {
    expect(createPseudonyms(Buffer.alloc(32, 1)).voter('x')).toBe(pseudonyms.voter('x'));
    expect(pseudonyms.messageId('m', 'x', 'a.example')).toMatch(/^<[0-9a-f]{32}@a\.example>$/);
  });

  it('tells nothing of the key by its fingerprint', () => {
    expect(keyFingerprint(KEY)).not.toBe(keyFingerprint(Buffer.alloc(32, 2)));
    expect(keyFingerprint(KEY)).not.toContain(KEY.toString('hex').slice(0, 8));
  });
});

describe('the queue', () => {
  async function* source(list: readonly Invitee[]) {
    yield* list;
  }

  async function drain(queue: WorkQueue, now: number): Promise<string[]> {
    const names: string[] = [];
    for (let due = await queue.next(now); due; due = await queue.next(now))
      names.push(`${due.invitee.id}@${due.at}`);
    return names;
  }

  it('gives the roll in its order, deferred ones last and earliest first', async () => {
    const list = [invitee('v1', 900), invitee('v2'), invitee('v3', 500), invitee('v4', 100)];
    expect(await drain(new WorkQueue(source(list)), 100)).toEqual(['v2@100', 'v4@100', 'v3@500', 'v1@900']);
  });

  // Why: a clock that was set back two days between two runs left deferred voters waiting for two days.
  it('lets nobody wait longer than a deferral can be', async () => {
    const now = 1_000_000;
    expect(await drain(new WorkQueue(source([invitee('v1', now + 172_800_000)])), now)).toEqual([
      `v1@${now + 3_600_000}`,
    ]);
  });

  it('gives whoever must be tried again first', async () => {
    const queue = new WorkQueue(source([invitee('v1'), invitee('v2')]));
    const first = await queue.next(0);
    if (first) queue.again(first.invitee);
    queue.defer(invitee('v9'), 7);
    expect(await drain(queue, 0)).toEqual(['v1@0', 'v2@0', 'v9@7']);
    expect(await queue.next(0)).toBeNull();
  });

  it('gives nobody twice to two who ask at once', async () => {
    const queue = new WorkQueue(source([invitee('v1'), invitee('v2'), invitee('v3')]));
    const all = await Promise.all([queue.next(0), queue.next(0), queue.next(0), queue.next(0)]);
    expect(all.map((due) => due?.invitee.id ?? null)).toEqual(['v1', 'v2', 'v3', null]);
  });
});

describe('the wish to stop', () => {
  it('drains once and aborts twice', () => {
    const stop = new StopRequest();
    const state = () => [stop.draining.aborted, stop.aborting.aborted];
    expect(state()).toEqual([false, false]);
    stop.ask();
    expect(state()).toEqual([true, false]);
    stop.ask();
    stop.ask();
    expect(state()).toEqual([true, true]);
  });
});

describe('the clock of the system', () => {
  it('sleeps, and wakes early when told to', async () => {
    const begun = systemClock.monotonic();
    await systemClock.sleep(30);
    expect(systemClock.monotonic() - begun).toBeGreaterThanOrEqual(25);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10);
    await systemClock.sleep(60_000, controller.signal);
    await systemClock.sleep(60_000, controller.signal);
    expect(systemClock.monotonic() - begun).toBeLessThan(10_000);
  });

  it('does not take a very long wait for none', async () => {
    const controller = new AbortController();
    let woke = false;
    void systemClock.sleep(1e12, controller.signal).then(() => {
      woke = true;
    });
    await systemClock.sleep(20);
    expect(woke).toBe(false);
    controller.abort();
  });
});

describe('replacing a file', () => {
  it('leaves the whole new content, private, and nothing beside it', async () => {
    const folder = join(await stateFolder(), 'new');
    const path = join(folder, 'a.json');
    await replaceFile(path, 'one');
    await replaceFile(path, 'two');
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['two', ['a.json']]);
    expect([(await stat(path)).mode & 0o777, (await stat(folder)).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('gives a file that is to be handed on the rights that were asked for', async () => {
    const path = join(await stateFolder(), 'report.md');
    const before = process.umask(0o027);
    await replaceFile(path, 'one', 0o666).finally(() => process.umask(before));
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('proves that it could be done, and leaves nothing behind', async () => {
    const folder = await stateFolder();
    await proveWritable(join(folder, 'a.md'));
    expect(await readdir(folder)).toEqual([]);
    await expect(proveWritable(join(folder, 'missing', 'a.md'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('leaves the old content where it fails', async () => {
    const folder = await stateFolder();
    await writeFile(join(folder, 'file'), 'x');
    await expect(replaceFile(join(folder, 'file', 'a.json'), 'y')).rejects.toThrow();
    await replaceFile(join(folder, 'b'), 'old');
    await expect(replaceFile(join(folder), 'y')).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['b', 'file']);
  });
});
