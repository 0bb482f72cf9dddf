/** Owns the secrets that tests plant, and the search for them in everything that a run of tests has recorded. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formsOf } from './secrets.js';

/**
 * Secrets of mailboxes: never to be seen anywhere. The first voter's canary begins every password of a roll, those of
 * tokens every token that the tests' own identity provider issues.
 */
export const CANARIES = {
  voter: 'Wähl+Kanarie7',
  rig: 'Rig-Kennwort ü:9',
  script: 'Probe-Kennwort-Nr-1',
  trial: 'Probe-Kennwort+7',
  connection: 'Kn4rz!geheim-7',
  profile: 'canary-Zx9?kennwört',
  accessToken: 'canary-access-',
  refreshToken: 'canary-refresh-',
  clientSecret: 'canary-Client-Secret/7+x',
} as const;

export interface Leak {
  readonly file: string;
  /** "rig in form base64+1"; never the secret itself. */
  readonly what: string;
}

/** Every place below the folder where a canary stands in any of its forms. */
export function leaksBelow(folder: string): Leak[] {
  const needles = Object.entries(CANARIES).flatMap(([name, secret]) =>
    Object.entries(formsOf(secret)).map(([form, text]) => ({ what: `${name} in form ${form}`, text })),
  );
  return readdirSync(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return needles.filter((needle) => text.includes(needle.text)).map(({ what }) => ({ file, what }));
  });
}
