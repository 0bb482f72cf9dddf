/** Owns the lock on a state file: an endpoint of the system that dies with its process. */
import { createHash } from 'node:crypto';
import { lstat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.js';
import type { FileIdentity } from './journal-file.js';

export interface Lock {
  release(): Promise<void>;
}

const PROBE_DEADLINE = 2_000;
/** Milliseconds; far more than another process needs between its probe and its `unlink`. */
const SETTLING = 100;

/**
 * Takes the lock or throws `state-in-use` with the holder's process number and start time, where it tells them. One
 * process per file on a machine: Linux an abstract socket, Windows a named pipe, elsewhere a socket file that a dead
 * holder leaves and the next one removes.
 */
export async function takeLock(statePath: string, identity: FileIdentity, startedAt: string): Promise<Lock> {
  const name = endpointName(identity, process.platform, tmpdir());
  const server = createServer((socket) => {
    socket.on('error', () => {});
    const answer = JSON.stringify({ pid: process.pid, since: startedAt });
    // Not left to the other side to close: a stopped prober must not keep us from giving the lock up.
    socket.end(answer, () => socket.destroy());
  });
  if (!(await listens(server, name.path))) {
    const holder = await askHolder(name.path);
    if (holder !== 'nobody' || !name.leavesFile) throw inUse(statePath, holder);
    await unlink(name.path).catch(() => {});
    if (!(await listens(server, name.path))) throw inUse(statePath, await askHolder(name.path));
    if (!(await isStillOurs(name.path))) throw inUse(statePath, 'silent');
  }
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Whether a process holds the lock on the file just now; it is not taken. */
export async function isLocked(identity: FileIdentity): Promise<boolean> {
  return (await askHolder(endpointName(identity, process.platform, tmpdir()).path)) !== 'nobody';
}

/** Device and inode name the file whatever path leads to it. */
export function endpointName(
  identity: FileIdentity,
  platform: NodeJS.Platform,
  temporaryFolder: string,
): { path: string; leavesFile: boolean } {
  const name = `invite-${createHash('sha256').update(`${identity.device}:${identity.inode}`).digest('hex').slice(0, 32)}`;
  if (platform === 'linux') return { path: `\0${name}`, leavesFile: false };
  if (platform === 'win32') return { path: `\\\\.\\pipe\\${name}`, leavesFile: false };
  return { path: join(temporaryFolder, `${name}.sock`), leavesFile: true };
}

function listens(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ path, exclusive: true }, () => resolve(true));
  });
}

/** Two that found the same dead socket: the later `unlink` may have removed the earlier one's new socket. */
async function isStillOurs(path: string): Promise<boolean> {
  const before = await lstat(path).catch(() => null);
  await sleep(SETTLING);
  const after = await lstat(path).catch(() => null);
  return before !== null && before.ino === after?.ino;
}

interface Holder {
  readonly pid: number;
  readonly since: string;
}

/** `silent`: somebody holds it and does not answer, as a stopped process; `nobody`: its process is gone. */
type Answer = Holder | 'silent' | 'nobody';

function askHolder(path: string): Promise<Answer> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ path });
    const give = (holder: Answer): void => {
      socket.destroy();
      resolve(holder);
    };
    socket.setTimeout(PROBE_DEADLINE, () => give('silent'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) =>
      give(code === 'ECONNREFUSED' || code === 'ENOENT' ? 'nobody' : 'silent'),
    );
    socket.on('data', (chunk) => {
      answer += String(chunk);
      if (answer.length > 1_000) give('silent');
    });
    socket.on('end', () => give(parseHolder(answer)));
  });
}

/** A time that is no time is somebody else's text, and not shown. */
function parseHolder(answer: string): Answer {
  try {
    const { pid, since } = JSON.parse(answer) as Partial<Holder>;
    const whole = Number.isInteger(pid) && typeof since === 'string' && !Number.isNaN(Date.parse(since));
    return whole ? { pid: pid as number, since } : 'silent';
  } catch {
    return 'silent';
  }
}

function inUse(statePath: string, holder: Answer): Fault {
  const { pid, since } = typeof holder === 'string' ? { pid: null, since: null } : holder;
  return new Fault('state-in-use', { statePath, pid, since });
}
