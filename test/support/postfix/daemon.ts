/** Owns a daemon of the rig: its process group, and the promise that it ends when the test run does. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Daemon {
  readonly program: string;
  hasEnded(): boolean;
  /** Asks with SIGTERM, waits up to `seconds`, then kills the whole group. */
  stop(seconds?: number): Promise<void>;
  /** SIGKILL to the whole group at one instant, as when the machine goes down. */
  kill(): Promise<void>;
}

/** Starts a program that stays in the foreground, as leader of its own process group, in the rig's `folder`. */
export function startDaemon(program: string, args: readonly string[], folder: string): Daemon {
  const output = openSync(join(folder, 'log', 'daemons.log'), 'a');
  const child = spawn(program, args, { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  // An error event without a listener would end the test run; that there is no pid is said below.
  child.on('error', () => {});
  if (child.pid === undefined) throw new Error(`cannot start ${program}`);
  const group = child.pid;
  child.unref();
  const line = lifeline(group, folder);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const kill = async () => {
    killGroup(group);
    line.release();
    await groupEnded(group);
  };
  const stop = async (seconds = 5) => {
    if (!hasEnded()) child.kill('SIGTERM');
    const deadline = Date.now() + seconds * 1000;
    while (!hasEnded() && Date.now() < deadline) await sleep(10);
    await kill();
  };
  return { program, hasEnded, stop, kill };
}

/**
 * A shell that waits for the end of this process, however it comes (also SIGKILL), then kills the group and
 * removes the folder: the kernel closes our end of its stdin. `release` ends the shell alone.
 */
function lifeline(group: number, folder: string): { release(): void } {
  const script = 'read -r _; kill -s KILL -- "-$1"; sleep 0.2; rm -rf -- "$2"';
  const shell = spawn('sh', ['-c', script, 'rig-lifeline', String(group), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return { release: () => void shell.kill('SIGKILL') };
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function groupEnded(group: number): Promise<void> {
  while (groupLives(group)) await sleep(5);
}

/** From /proc, not by a signal: a process 1 that reaps late leaves dead members behind for seconds. */
function groupLives(group: number): boolean {
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      // proc(5): "pid (program) state ppid pgrp ..."; the program's name may hold anything.
      const [state, , pgrp] = readFileSync(`/proc/${entry}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(pgrp) === group && state !== 'Z' && state !== 'X';
    } catch {
      return false;
    }
  });
}
