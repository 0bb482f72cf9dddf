/** Owns the search for secrets: in what a run printed, in its command lines, and in every file it may have written. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Household, Run } from './cli.js';

/** Fails with the places (never the secret itself) where a secret of the household stands in any of its forms. */
export function expectNoSecrets(run: Run, household: Household): void {
  expect(placesOfSecrets(run, household)).toEqual([]);
}

/** "stderr: form base64+1 of secret 3" and the like. */
export function placesOfSecrets(run: Run, household: Household): string[] {
  const forms = [...household.secrets].flatMap((secret, index) =>
    Object.entries(formsOf(secret)).map(([form, text]) => ({
      form: `form ${form} of secret ${index}`,
      text,
    })),
  );
  const haystacks = [
    { name: 'stdout', text: run.stdout },
    { name: 'stderr', text: run.stderr },
    ...run.commandLines.map((text) => ({ name: 'a command line', text })),
    ...filesOf(household),
  ];
  return haystacks.flatMap(({ name, text }) =>
    forms.filter((form) => text.includes(form.text)).map(({ form }) => `${name}: ${form}`),
  );
}

/** Base64 depends on where in the encoded bytes the secret begins: three alignments, the edges left off. */
export function formsOf(secret: string): Record<string, string> {
  const bytes = Buffer.from(secret);
  const base64 = (before: number) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const partial = (before + bytes.length) % 3 === 0 ? 0 : 1;
    return text.slice(Math.ceil((before * 8) / 6), text.length - partial);
  };
  return {
    plain: secret,
    latin1: bytes.toString('latin1'),
    reversed: [...secret].reverse().join(''),
    json: JSON.stringify(secret).slice(1, -1),
    url: encodeURIComponent(secret),
    'base64+0': base64(0),
    'base64+1': base64(1),
    'base64+2': base64(2),
    'base64url+0': base64(0).replaceAll('+', '-').replaceAll('/', '_'),
    'base64url+1': base64(1).replaceAll('+', '-').replaceAll('/', '_'),
    'base64url+2': base64(2).replaceAll('+', '-').replaceAll('/', '_'),
    'ASCII-only JSON': asciiJson(secret),
    HTML: secret.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign),
    'quoted-printable': escaped(bytes, '=', (byte) => byte < 0x20 || byte > 0x7e || byte === 0x3d),
    'percent-encoded': escaped(bytes, '%', () => true),
    hexadecimal: bytes.toString('hex'),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(bytes: Buffer, sign: string, isEscaped: (byte: number) => boolean): string {
  const shown = (byte: number) => `${sign}${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return [...bytes].map((byte) => (isEscaped(byte) ? shown(byte) : String.fromCharCode(byte))).join('');
}

/** As Python and PHP write JSON. */
function asciiJson(secret: string): string {
  const json = JSON.stringify(secret).slice(1, -1);
  return json.replace(
    /[^\u0000-\u007f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Everything below the household but what holds secrets rightly, and what is not ours (packages npm linked). */
export function filesOf({ folder, mayHoldSecrets }: Household): { name: string; text: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => !name.includes('node_modules') && !mayHoldSecrets.some((pattern) => pattern.test(name)))
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    .map((name) => ({ name, text: contentOf(join(folder, name)) }));
}

/** A program that still runs may remove what it had only for a moment. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
