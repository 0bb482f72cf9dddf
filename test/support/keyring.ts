/** Owns a real keyring for tests: a D-Bus session of its own, its environment, and what can be done to its service. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WRAPPER = join(ROOT, 'test', 'support', 'with-keyring.sh');
/** Debian packages by one program of each. */
const NEEDED: Readonly<Record<string, string>> = {
  'dbus-run-session': 'dbus-daemon',
  'dbus-send': 'dbus-bin',
  'gnome-keyring-daemon': 'gnome-keyring',
  'secret-tool': 'libsecret-tools',
};

export interface Keyring {
  /** Environment of the session: HOME, XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS and PATH. */
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  lock(): void;
  /** Stops the service in its tracks: it keeps its name on the bus and never answers. */
  freeze(): void;
  /** `secret-tool lookup`, the desktop's own view; null where it finds nothing. */
  lookup(account: string): string | null;
  stop(): Promise<void>;
}

/** Debian packages that are missing for these tests, empty where all are there. */
export function missingPackages(): string[] {
  return Object.entries(NEEDED)
    .filter(([program]) => !isInPath(program))
    .map(([, name]) => name);
}

/** Starts a session; `kind` says whether it has an unlocked keyring or only the service without a collection. */
export async function startKeyring(kind: 'login' | 'none'): Promise<Keyring> {
  const script = 'console.log(JSON.stringify(process.env)); process.stdin.resume()';
  const session = spawn(WRAPPER, [process.execPath, '-e', script], {
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], KEYRING: kind },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { PATH, HOME, XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS } = await environmentOf(session);
  const env = { PATH, HOME, XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS };
  let frozen: number | null = null;
  return {
    env,
    home: HOME ?? '',
    lock: () => {
      const path = 'array:objpath:/org/freedesktop/secrets/collection/login';
      dbusSend(env, 'org.freedesktop.secrets', '/org/freedesktop/secrets', 'Secret.Service.Lock', path);
    },
    freeze: () => {
      frozen = servicePid(env);
      process.kill(frozen, 'SIGSTOP');
    },
    lookup: (account) => lookup(env, account),
    stop: async () => {
      if (frozen !== null) process.kill(frozen, 'SIGCONT');
      await end(session);
    },
  };
}

/** The keychain's child as plain JavaScript, compiled by itself; its one import is found from there. */
export function compileKeychainChild(): string {
  const folder = join(ROOT, 'node_modules', '.cache', 'keychain-test');
  const source = readFileSync(join(ROOT, 'src', 'profile', 'keychain-child.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `keychain-child-${process.pid}.mjs`);
  writeFileSync(path, outputText);
  return path;
}

function isInPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function environmentOf(session: ChildProcess): Promise<NodeJS.ProcessEnv> {
  return new Promise((resolve, reject) => {
    if (!session.stdout) throw new Error('the session has no output');
    createInterface({ input: session.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    session.once('exit', (code) => reject(new Error(`the D-Bus session ended with ${code}`)));
    session.once('error', reject);
  });
}

function dbusSend(env: NodeJS.ProcessEnv, to: string, path: string, method: string, ...args: string[]) {
  const all = ['--session', '--print-reply', `--dest=${to}`, path, `org.freedesktop.${method}`, ...args];
  return execFileSync('dbus-send', all, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The daemon says that it runs before it owns its name; on a busy machine that takes a while. */
function servicePid(env: NodeJS.ProcessEnv, tries = 100): number {
  try {
    return ownerOfService(env);
  } catch (error) {
    if (tries <= 1) throw error;
    execFileSync('sleep', ['0.1']);
    return servicePid(env, tries - 1);
  }
}

function ownerOfService(env: NodeJS.ProcessEnv): number {
  const service = 'string:org.freedesktop.secrets';
  const reply = dbusSend(env, 'org.freedesktop.DBus', '/', 'DBus.GetConnectionUnixProcessID', service);
  const pid = Number(/uint32 (\d+)/.exec(reply)?.[1]);
  if (!(pid > 1)) throw new Error(`no process owns the secret service: ${reply}`);
  return pid;
}

function lookup(env: NodeJS.ProcessEnv, account: string): string | null {
  try {
    const args = ['lookup', 'service', 'invite', 'account', account];
    return execFileSync('secret-tool', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}

function end(session: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    session.once('exit', () => resolve());
    session.stdin?.end();
  });
}
