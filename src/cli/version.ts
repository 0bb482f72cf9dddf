/** Owns the package's own name and version, read from its package.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from './context.js';

interface PackageFacts {
  readonly name: string;
  readonly version: string;
}

export function packageFacts(): PackageFacts {
  return JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as PackageFacts;
}
