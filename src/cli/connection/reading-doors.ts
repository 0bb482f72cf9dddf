/** Owns the doors through which a connection's secrets come: private files, standard input, the identity provider. */
import { readCaFile } from '../../profile/ca-file.js';
import type { ConnectionDoors } from '../../profile/connection.js';
import { readKeyFile, readPasswordFile, readPasswordStream } from '../../profile/password-file.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import type { Context } from '../context.js';
import { tokensFor } from './tokens-for.js';

/** `profiles` is where a stored sign-in keeps what the provider exchanges. */
export function readingDoors(context: Context, profiles: ProfileStore): ConnectionDoors {
  const { stdin } = context;
  const uid = ownUserId(context);
  return {
    readCaFile,
    readPasswordFile: (path, source) => readPasswordFile(path, uid, source),
    readPasswordStdin: (source) => readPasswordStream(stdin, source),
    readKeyFile: (path, source) => readKeyFile(path, uid, source),
    tokensFor: (order) => tokensFor(context, profiles, order),
  };
}

/** To whom a file with a secret must belong; null on Windows, which has no such numbers. */
export function ownUserId({ platform }: Pick<Context, 'platform'>): number | null {
  return platform === 'win32' ? null : (process.getuid?.() ?? null);
}
