/** Owns how this program was called, so that hints name a command that works where the reader is. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { word } from '../i18n/format.js';
import { PACKAGE_FOLDER } from './context.js';
import { packageFacts } from './version.js';

/**
 * "npx invite" only inside a checkout of this package or a folder that depends on it: anywhere else npx would ask
 * the registry for a package of that name, and it belongs to somebody else. Where npx itself fetched this package, the
 * name is what brings it once more: the tarball or package behind `-p`, else the package's full name.
 */
export function programName(env: NodeJS.ProcessEnv, cwd: string, installed: string = PACKAGE_FOLDER): string {
  if (env['npm_command'] !== 'exec') return 'invite';
  if (isOurs(cwd)) return 'npx invite';
  if (!/[/\\]_npx[/\\]/.test(installed)) return 'invite';
  const named = word(env['npm_config_package'] ?? '', '');
  return named === '' ? `npx -y ${packageFacts().name}` : `npx -y -p ${named} invite`;
}

function isOurs(folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', '.bin', 'invite'))) return true;
  const file = join(folder, 'package.json');
  if (existsSync(file)) return nameIn(file) === packageFacts().name;
  const parent = dirname(folder);
  return parent !== folder && isOurs(parent);
}

function nameIn(file: string): unknown {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name;
  } catch {
    return null;
  }
}
