/** Owns what a test needs from the system: Debian packages, root; CI must have them, a laptop need not. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

/** One program of each package that tests use; its presence stands for the package. */
const PROGRAMS = {
  postfix: 'postfix',
  'dovecot-core': 'dovecot',
  openssl: 'openssl',
  swaks: 'swaks',
  'gnome-keyring': 'gnome-keyring-daemon',
  dbus: 'dbus-run-session',
  'libsecret-tools': 'secret-tool',
  'dnsmasq-base': 'dnsmasq',
  strace: 'strace',
  spamassassin: 'spamassassin',
  python3: 'python3',
  chromium: 'chromium',
  tmux: 'tmux',
  age: 'age',
} as const;

export type Need = keyof typeof PROGRAMS | 'root';

/** All that startPostfix needs. */
export const RIG: readonly Need[] = ['root', 'postfix', 'dovecot-core', 'openssl'];

/**
 * `describe` for tests that need more than Node. Where something is missing, the tests are skipped under a name
 * that says what; with CI=true they run and fail, so that no check is lost unnoticed.
 */
export function describeWith(needs: readonly Need[], name: string, tests: () => void): void {
  const missing = needs.filter((need) => !isPresent(need));
  if (missing.length === 0 || process.env['CI'] === 'true') describe(name, tests);
  else describe.skip(`${name} (skipped, missing here: ${missing.join(', ')})`, tests);
}

/** Directories of programs only root needs are not in every PATH. */
function isPresent(need: Need): boolean {
  if (need === 'root') return process.getuid?.() === 0;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => isProgram(join(folder, PROGRAMS[need])));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
