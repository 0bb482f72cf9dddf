/** Owns the lock on a state file: an endpoint of the system that dies with its process, so none is ever stale. */
import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../fault.js';
import type { FileIdentity } from './journal-file.js';

export interface Lock {
  release(): Promise<void>;
}

const PROBE_DEADLINE = 2_000;

/**
 * Takes the lock or throws `state-in-use` with the holder's process number and start time. One process per file on
 * a machine: Linux an abstract socket, Windows a named pipe, elsewhere a socket file that a dead holder leaves and
 * the next one removes.
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
    if (holder || !name.leavesFile) throw inUse(statePath, holder);
    await unlink(name.path).catch(() => {});
    if (!(await listens(server, name.path))) throw inUse(statePath, await askHolder(name.path));
  }
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
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

interface Holder {
  readonly pid: number;
  readonly since: string;
}

function askHolder(path: string): Promise<Holder | null> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ path });
    const give = (holder: Holder | null): void => {
      socket.destroy();
      resolve(holder);
    };
    socket.setTimeout(PROBE_DEADLINE, () => give(null));
    socket.on('error', () => give(null));
    socket.on('data', (chunk) => {
      answer += String(chunk);
      if (answer.length > 1_000) give(null);
    });
    socket.on('end', () => give(parseHolder(answer)));
  });
}

function parseHolder(answer: string): Holder | null {
  try {
    const { pid, since } = JSON.parse(answer) as Partial<Holder>;
    return Number.isInteger(pid) && typeof since === 'string' ? { pid: pid as number, since } : null;
  } catch {
    return null;
  }
}

function inUse(statePath: string, holder: Holder | null): Fault {
  return new Fault('state-in-use', { statePath, pid: holder?.pid ?? null, since: holder?.since ?? null });
}
