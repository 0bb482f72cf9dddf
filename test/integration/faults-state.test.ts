/** Owns the faults of the state file: a full or failing disk, a power cut, a file moved, copied or damaged. */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeLine, GENESIS, JOURNAL_VERSION } from '../../src/delivery/record.js';
import { recover } from '../../src/delivery/recovery.js';
import { type DiskFault, failDisk } from '../support/failing-disk.js';
import { expectInvariants, expectRecovery, statesOf } from '../support/fault-invariants.js';
import { brief, FaultTrial } from '../support/fault-trial.js';
import type { Answer } from '../support/scripted-server.js';

let trial: FaultTrial;
beforeEach(async () => {
  trial = new FaultTrial();
  await trial.listen();
});
afterEach(() => trial.end());

/** The journal's calls of the first voters: 1 the run, 2 `committing`, 3 `accepted`, 4 `committing`, ... */
const COMMITTING = 4;
const ACCEPTED = 5;

describe('a disk that fails', () => {
  test.each<readonly [string, DiskFault, number]>([
    ['row 47: no room for `committing`', { call: 'write', how: 'ENOSPC', when: COMMITTING }, 1],
    ['row 47: `committing` cannot be written', { call: 'write', how: 'EIO', when: COMMITTING }, 1],
    ['row 48: no room for `accepted`', { call: 'write', how: 'ENOSPC', when: ACCEPTED }, 2],
    ['row 48: `accepted` cannot be written', { call: 'write', how: 'EIO', when: ACCEPTED }, 2],
    ['row 49: the fsync of `committing` fails', { call: 'sync', how: 'EIO', when: COMMITTING + 1 }, 1],
    ['row 49: the fsync of `accepted` fails', { call: 'sync', how: 'EIO', when: ACCEPTED + 1 }, 2],
  ])('%s: the run stops there, and no dot leaves any more', async (_name, fault, completed) => {
    const disk = await failDisk(trial.project.statePath, fault);
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 8, completed });
    // Once is enough: pages of a failed fsync may be lost though a second one succeeds.
    expect(disk.calls()).toBe(fault.when);
    disk.mend();
    // What is in the file now decides; a record whose fsync failed may be there or not.
    await expectRecovery(trial);
  });

  test.each([
    ['row 49: the n-th fsync fails, for every n', 'sync', 'EIO'],
    ['row 47: the n-th write finds no room, for every n', 'write', 'ENOSPC'],
  ] as const)('%s', { timeout: 60_000 }, async (_name, call, how) => {
    for (let when = 1; ; when += 1) {
      await trial.end();
      trial = new FaultTrial({ voters: 2 });
      await trial.listen();
      const disk = await failDisk(trial.project.statePath, { call, how, when });
      const run = await trial.begin();
      disk.mend();
      if (disk.calls() < when) break;
      expect([when, run.code]).toEqual([when, 8]);
      await expectRecovery(trial);
    }
  });

  test('row 50: a write is short, and the rest follows at once', async () => {
    const disk = await failDisk(trial.project.statePath, { call: 'write', how: 'short', when: COMMITTING });
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0, completed: 4 });
    expect(disk.calls()).toBeGreaterThan(COMMITTING);
    await expectInvariants(trial, run);
    expect(recover(readFileSync(trial.project.statePath)).kind).toBe('good');
  });
});

describe('a power cut', () => {
  /** State file and registry as they were when the third message's dot had arrived, and what was written next. */
  async function cutAtThirdDot(): Promise<{ synced: Buffer; next: Buffer }> {
    const memory = join(trial.household.folder, 'memory');
    let synced = Buffer.alloc(0);
    trial.script = {
      'end-of-data': () => {
        if (trial.completed.length === 3) {
          synced = readFileSync(trial.project.statePath);
          // What is being written just now has another name in a moment, and would not be found.
          const filter = (path: string): boolean => !/\.json\.[0-9a-f]+$/.test(path);
          cpSync(trial.household.configFolder, memory, { recursive: true, filter });
          trial.signal('SIGINT');
        }
        return '250 2.0.0 queued';
      },
    };
    await trial.begin();
    const after = readFileSync(trial.project.statePath);
    rmSync(trial.household.configFolder, { recursive: true });
    renameSync(memory, trial.household.configFolder);
    return { synced, next: after.subarray(synced.length) };
  }

  test.each([0, 1, 10, 200, -2, -1])(
    'row 39: %i bytes of the record that was not synced are on the disk',
    async (count) => {
      const { synced, next } = await cutAtThirdDot();
      expect(next.length).toBeGreaterThan(200);
      const torn = next.subarray(0, count < 0 ? next.length + count : count);
      writeFileSync(trial.project.statePath, Buffer.concat([synced, torn]));
      expect((await statesOf(trial))['in-doubt']).toEqual(['0000003']);
      await expectRecovery(trial);
    },
  );

  test.each([
    ['zeros', (bytes: Buffer) => bytes.fill(0)],
    ['flipped bits', (bytes: Buffer) => bytes.map((byte) => byte ^ 0xff)],
  ] as const)('row 39: %s are where the record was to be', async (_name, damage) => {
    const { synced, next } = await cutAtThirdDot();
    const torn = Buffer.from(damage(Buffer.from(next.subarray(0, 512))));
    writeFileSync(trial.project.statePath, Buffer.concat([synced, torn]));
    await expectRecovery(trial);
  });
});

describe('a file that is not what it was', () => {
  /** Does this to the state file while the second voter's address is on its way. */
  const meanwhile =
    (act: () => void): Answer =>
    (_line, count) => {
      if (count === 2) act();
      return '250 2.1.5 ok';
    };

  test.each<readonly [string, () => void]>([
    ['row 52: moved during the run', () => renameSync(trial.project.statePath, aside())],
    [
      'row 52: replaced by a copy during the run',
      () => {
        renameSync(trial.project.statePath, aside());
        copyFileSync(aside(), trial.project.statePath);
      },
    ],
  ])('%s: no dot leaves any more, and the file put back is gone on with', async (_name, act) => {
    trial.script = { RCPT: meanwhile(act) };
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 8, completed: 1 });
    renameSync(aside(), trial.project.statePath);
    await expectInvariants(trial, run);
    await expectRecovery(trial);
  });

  test('row 52: deleted during the run: no dot leaves any more, and nothing begins anew', async () => {
    trial.script = { RCPT: meanwhile(() => rmSync(trial.project.statePath)) };
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 8, completed: 1 });
    for (const wish of [{}, { newMailing: true }])
      expect(brief(await trial.send(wish))).toMatchObject({ code: 8, completed: 0 });
  });

  test('row 53: on a second machine, whose registry does not know it', async () => {
    await trial.begin({ limit: 2 });
    rmSync(trial.household.configFolder, { recursive: true });
    const run = await trial.send();
    expect(brief(run)).toMatchObject({ code: 8, completed: 0 });
    await expectInvariants(trial, run);
    expect(brief(await trial.send({ takeOver: true }))).toMatchObject({ code: 0, completed: 2 });
  });

  test.skipIf(process.platform === 'win32')(
    'row 51: readable by everybody: its rights are taken back',
    async () => {
      await trial.begin({ limit: 2 });
      chmodSync(trial.project.statePath, 0o644);
      await expectRecovery(trial);
      expect(statSync(trial.project.statePath).mode & 0o777).toBe(0o600);
    },
  );

  test('row 50: one byte is flipped in the middle: refused, and the file stays as it is', async () => {
    await trial.begin({ limit: 3 });
    const bytes = readFileSync(trial.project.statePath);
    const damaged = Buffer.from(bytes);
    const middle = Math.floor(bytes.length / 2);
    damaged.writeUInt8(bytes.readUInt8(middle) ^ 0x01, middle);
    writeFileSync(trial.project.statePath, damaged);
    const run = await trial.send();
    expect(brief(run)).toMatchObject({ code: 8, completed: 0 });
    expect(readFileSync(trial.project.statePath)).toEqual(damaged);
    writeFileSync(trial.project.statePath, bytes);
    await expectRecovery(trial);
  });

  test('row 65: written by a later version: refused, and the file stays as it is', async () => {
    await trial.begin({ limit: 2 });
    const recovery = recover(readFileSync(trial.project.statePath));
    if (recovery.kind === 'damaged') throw new Error('damaged');
    let head = GENESIS;
    const lines = recovery.records.map((record, index) => {
      const newer = record.t === 'header' ? { ...record, v: JOURNAL_VERSION + 1 } : record;
      const { line, hash } = encodeLine(newer as typeof record, index + 1, head);
      head = hash;
      return `${line}\n`;
    });
    writeFileSync(trial.project.statePath, lines.join(''));
    const before = readFileSync(trial.project.statePath);
    const run = await trial.send();
    expect(brief(run)).toMatchObject({ code: 8, completed: 0 });
    expect(run.stdout).toContain('state-newer');
    expect(readFileSync(trial.project.statePath)).toEqual(before);
  });

  const aside = () => join(trial.project.folder, 'aside.jsonl');
});
