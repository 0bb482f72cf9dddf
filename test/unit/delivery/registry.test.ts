import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  judgeState,
  type KnownMailing,
  projectDigest,
  Registry,
  type RegistryEntry,
} from '../../../src/delivery/registry.js';
import { stateFolder } from './state-folder.js';

const ENTRY: RegistryEntry = {
  mailing: 'm',
  project: 'p',
  statePath: '/project/invite.state.jsonl',
  accepted: 7,
  begun: true,
  head: 'h2',
  at: '2027-03-01T07:00:00.000Z',
  device: '1',
  inode: '2',
};
const GONE: KnownMailing = { ...ENTRY, present: false };
const HERE = { mailing: 'm', identity: { device: '1', inode: '2' }, hashes: ['h1', 'h2', 'h3'] };
const PLACE = { project: 'p', statePath: ENTRY.statePath, takeOver: false };

describe('what the registry thinks of a state file', () => {
  it.each([
    ['where it was', {}, HERE, null],
    ['with more records since', {}, { ...HERE, hashes: ['h2', 'h4'] }, null],
    ['copied', {}, { ...HERE, identity: { device: '1', inode: '9' } }, 'state-copied'],
    // Why: a disk may have another number after a restart, and the mailing could not be resumed.
    ['on a disk with another number', {}, { ...HERE, identity: { device: '9', inode: '2' } }, null],
    [
      'copied to another disk',
      { statePath: '/elsewhere' },
      { ...HERE, identity: { device: '9', inode: '2' } },
      'state-copied',
    ],
    ['rolled back', {}, { ...HERE, hashes: ['h1'] }, 'state-rolled-back'],
    ['rolled back and taken over', { takeOver: true }, { ...HERE, hashes: [] }, 'state-rolled-back'],
    ['copied and taken over', { takeOver: true }, { ...HERE, identity: { device: '9', inode: '9' } }, null],
    ['of an unknown mailing', {}, { ...HERE, mailing: 'x' }, 'state-copied'],
    ['of an unknown mailing, taken over', { takeOver: true }, { ...HERE, mailing: 'x' }, null],
    ['missing', {}, null, 'mailing-known'],
    ['missing, in another folder', { statePath: '/elsewhere' }, null, 'mailing-known'],
    ['missing, of another election in its place', { project: 'q' }, null, 'mailing-known'],
    ['missing, of another election elsewhere', { project: 'q', statePath: '/elsewhere' }, null, null],
  ] as const)('%s', (_name, place, state, kind) => {
    expect(judgeState([GONE], { ...PLACE, ...place, state })?.kind ?? null).toBe(kind);
  });

  it('lets a mailing begin that never sent anything', () => {
    expect(judgeState([{ ...GONE, begun: false }], { ...PLACE, state: null })).toBeNull();
    expect(judgeState([], { ...PLACE, state: null })).toBeNull();
  });

  // Why: two copies of a project both waited for sendAt, neither had mailed anybody, and both began.
  it.each([
    ['of the same election, nothing mailed yet', {}, 'mailing-elsewhere'],
    ['of the same election, mailed in part', { begun: true }, 'mailing-elsewhere'],
    ['of another election in another place', { project: 'q' }, null],
  ] as const)('refuses to begin beside a state file %s', (_name, change, kind) => {
    const there = { ...GONE, statePath: '/copy/invite.state.jsonl', begun: false, present: true, ...change };
    const fault = judgeState([there], { ...PLACE, state: null });
    expect(fault?.kind ?? null).toBe(kind);
    if (fault) expect(fault.details).toEqual({ statePath: there.statePath });
  });

  it('names the file that is there rather than one that is gone', () => {
    const there = { ...GONE, statePath: '/copy', present: true };
    expect(judgeState([GONE, there], { ...PLACE, state: null })?.kind).toBe('mailing-elsewhere');
  });

  it('says how far the missing mailing was', () => {
    expect(judgeState([GONE], { ...PLACE, state: null })?.details).toEqual({
      statePath: ENTRY.statePath,
      accepted: 7,
      at: ENTRY.at,
    });
  });
});

describe('the digest of an election', () => {
  const parts = { organiser: 'o', title: 't', electionStart: null, mailing: null, statePath: '/a' };

  it.each([
    [{}, true],
    [{ statePath: '/b' }, true],
    [{ mailing: 'reminder' }, false],
    [{ title: 'other' }, false],
    [{ electionStart: '2027' }, false],
    [{ organiser: null, title: null }, false],
  ] as const)('with %o is the same: %s', (change, same) => {
    expect(projectDigest({ ...parts, ...change }) === projectDigest(parts)).toBe(same);
  });

  it('is of the path where nothing has a name', () => {
    const nameless = { ...parts, organiser: null, title: null };
    expect(projectDigest(nameless)).not.toBe(projectDigest({ ...nameless, statePath: '/b' }));
  });
});

describe('the registry on disk', () => {
  it('remembers, privately, and the last word counts', async () => {
    const folder = await stateFolder();
    const registry = new Registry(join(folder, 'config'));
    expect(await registry.entries()).toEqual([]);
    await registry.remember(ENTRY);
    await registry.remember({ ...ENTRY, accepted: 8 });
    await registry.remember({ ...ENTRY, mailing: 'n' });
    expect((await registry.entries()).map(({ accepted }) => accepted).sort()).toEqual([7, 8]);
    const file = join(folder, 'config', 'mailings', 'm.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'config', 'mailings'))).toEqual(['m.json', 'n.json']);
  });

  // Why: what was no entry was skipped, and the mailing it had remembered began a second time.
  it.each(['', '{', 'null', '[]', '{"mailing":"x"}', JSON.stringify({ ...ENTRY, accepted: '7' })])(
    'does not skip what is no entry: %s',
    async (text) => {
      const folder = await stateFolder();
      const registry = new Registry(folder);
      await registry.remember(ENTRY);
      await writeFile(join(folder, 'mailings', 'x.json'), text);
      await expect(registry.entries()).rejects.toMatchObject({ kind: 'registry-damaged' });
    },
  );

  it('knows whose file is there, and takes a place that it cannot look at for taken', async () => {
    const folder = await stateFolder();
    const registry = new Registry(join(folder, 'config'));
    const file = join(folder, 'invite.state.jsonl');
    await writeFile(file, '');
    const places = { a: file, b: join(folder, 'none'), c: join(file, 'below-a-file') };
    for (const [mailing, statePath] of Object.entries(places))
      await registry.remember({ ...ENTRY, mailing, statePath });
    const known = (await registry.entries()).map(({ mailing, present }) => [mailing, present]);
    expect(Object.fromEntries(known)).toEqual({ a: true, b: false, c: true });
  });

  it('lets one after the other begin, never two at once', async () => {
    const folder = await stateFolder();
    const steps: string[] = [];
    const begin = (name: string) =>
      new Registry(join(folder, 'config')).exclusively(ENTRY.at, async () => {
        steps.push(`${name} in`);
        await sleep(20);
        steps.push(`${name} out`);
      });
    await Promise.all(['a', 'b', 'c'].map(begin));
    expect(steps).toHaveLength(6);
    for (let index = 0; index < 6; index += 2)
      expect(steps[index + 1]).toBe(steps[index]?.replace('in', 'out'));
  });

  it('lets the next one begin when the work of the one before failed', async () => {
    const registry = new Registry(await stateFolder());
    const failing = registry.exclusively(ENTRY.at, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    let ran = false;
    await registry.exclusively(ENTRY.at, async () => {
      ran = true;
    });
    expect(ran).toBe(true);
  });

  it('says so where it cannot be read or written, instead of knowing nothing', async () => {
    const folder = await stateFolder();
    await writeFile(join(folder, 'mailings'), 'a file');
    const registry = new Registry(folder);
    await expect(registry.entries()).rejects.toMatchObject({ kind: 'state-unwritable' });
    await expect(registry.remember(ENTRY)).rejects.toMatchObject({ kind: 'state-unwritable' });
    const work = registry.exclusively(ENTRY.at, async () => {});
    await expect(work).rejects.toMatchObject({ kind: 'state-unwritable' });
  });
});
