/** Owns the build before the end-to-end tests: once per run, and only where src is newer than dist. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOCK_FOLDER = join(ROOT, 'node_modules', '.cache');
const LOCK = join(LOCK_FOLDER, 'build-once.lock');
const LONGEST_BUILD = 120_000;

/** Vitest's globalSetup for the projects that start the built program (bin/invite.js). Throws where tsc fails. */
export default async function buildOnce(): Promise<void> {
  await takeLock();
  try {
    if (needsBuild(sourceFiles(), builtFiles())) build();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** A file below src or dist: its path there without extension, and its time of change in milliseconds. */
export interface BuildFile {
  readonly name: string;
  readonly changed: number;
}

/** True where a source has no output that is as young, or an output has no source any more. */
export function needsBuild(sources: readonly BuildFile[], outputs: readonly BuildFile[]): boolean {
  const built = new Map(outputs.map(({ name, changed }) => [name, changed]));
  if (sources.some(({ name, changed }) => (built.get(name) ?? -1) < changed)) return true;
  return built.size !== sources.length;
}

function sourceFiles(): BuildFile[] {
  return filesBelow('src', '.ts').filter(({ name }) => !name.endsWith('.d'));
}

function builtFiles(): BuildFile[] {
  return filesBelow('dist', '.js');
}

function filesBelow(folder: string, extension: string): BuildFile[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(extension))
    .map((path) => ({
      name: path.slice(0, -extension.length),
      changed: statSync(join(ROOT, folder, path)).mtimeMs,
    }));
}

/** tsc writes its output even where it finds errors; young and wrong, that would pass for built the next time. */
function build(): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  try {
    execFileSync(npm, ['run', 'build'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  } catch (error) {
    rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
    throw error;
  }
}

/** Two test runs in one checkout must not build into the same folder at the same moment. */
async function takeLock(): Promise<void> {
  mkdirSync(LOCK_FOLDER, { recursive: true });
  const deadline = Date.now() + LONGEST_BUILD;
  while (!createLock()) {
    if (!holderLives()) rmSync(LOCK, { force: true });
    else if (Date.now() > deadline)
      throw new Error(`another test run has been building for too long: ${LOCK}`);
    else await sleep(100);
  }
}

function createLock(): boolean {
  try {
    const file = openSync(LOCK, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderLives(): boolean {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    // An empty lock belongs to a run between its two system calls.
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
