import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { transpileModule } from 'typescript';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A rig that outlives a killed test run holds ports and fills /tmp, so its daemons hang on a lifeline. */
let folder: string;
let elsewhere: string;
let pids: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daemon-'));
  mkdirSync(join(folder, 'log'));
  elsewhere = mkdtempSync(join(tmpdir(), 'owner-'));
});
afterEach(() => {
  for (const pid of pids.filter(lives)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  rmSync(elsewhere, { recursive: true, force: true });
});

const SOURCE = new URL('../support/postfix/daemon.ts', import.meta.url);
/** A daemon with a child of its own, which ignores SIGTERM and writes down who it is. */
const STUBBORN = `trap '' TERM; sleep 300 & echo "$$ $!" > pids.new; mv pids.new pids; wait`;

test.each([
  ['is killed', 'SIGKILL', ''],
  ['ends by a signal', 'SIGTERM', ''],
  ['ends by itself', null, 'process.exit(0);'],
] as const)(
  'when the test run %s, daemon, its children and folder are gone',
  async (_how, signal, ending) => {
    // The daemon may be quicker than its owner, who ties it to the lifeline only then.
    const held = `await until(() => existsSync(pids)); writeFileSync(pids + '.held', '');`;
    const owner = startOwner(`${held} ${ending}`);
    pids = await stubbornPids();
    if (signal) {
      await expect.poll(() => existsSync(join(folder, 'pids.held'))).toBe(true);
      owner.kill(signal);
    }
    await expect.poll(() => pids.filter(lives)).toEqual([]);
    await expect.poll(() => existsSync(folder)).toBe(false);
  },
);

test.each([
  ['stop', 'await daemon.stop(0.2)'],
  ['kill', 'await daemon.kill()'],
])('%s ends a daemon that ignores SIGTERM, with its children, and leaves the folder', async (_name, act) => {
  startOwner(`await until(() => existsSync(pids)); ${act}; writeFileSync(pids + '.ended', '');`);
  pids = await stubbornPids();
  await expect.poll(() => existsSync(join(folder, 'pids.ended'))).toBe(true);
  expect(pids.filter(lives)).toEqual([]);
  await sleep(400);
  expect(existsSync(folder)).toBe(true);
});

function startOwner(body: string) {
  const compiled = transpileModule(readFileSync(SOURCE, 'utf8'), {
    compilerOptions: { module: 99, target: 99 },
  }).outputText;
  writeFileSync(join(elsewhere, 'daemon.mjs'), compiled);
  const script = `
    import { existsSync, writeFileSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { startDaemon } from './daemon.mjs';
    const pids = ${JSON.stringify(join(folder, 'pids'))};
    const until = async (isTrue) => { while (!isTrue()) await sleep(10); };
    const command = ${JSON.stringify(`cd ${folder}; ${STUBBORN}`)};
    const daemon = startDaemon('/bin/sh', ['-c', command], ${JSON.stringify(folder)});
    const clock = setInterval(() => {}, 1000);
    ${body}
    if (existsSync(pids + '.ended')) clearInterval(clock);`;
  writeFileSync(join(elsewhere, 'owner.mjs'), script);
  return spawn(process.execPath, [join(elsewhere, 'owner.mjs')], { stdio: 'inherit' });
}

async function stubbornPids(): Promise<number[]> {
  const file = join(folder, 'pids');
  while (!existsSync(file)) await sleep(10);
  return readFileSync(file, 'utf8').trim().split(' ').map(Number);
}

/** A dead process whose parent has not asked for it yet does not live. */
function lives(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
