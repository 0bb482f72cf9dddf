/** Owns the flags of a run that its next one needs again, as they would be typed. */
import { RATE_UNITS } from '../option-values.js';
import type { CommonOptions, ConnectionOptions, ProjectOptions } from '../options.js';
import type { SendOptions } from './send-options.js';
import { quotedForShell } from './shell.js';

/** Mailbox, project and pace: what a project folder and a keychain can say instead. */
export type GivenOptions = ConnectionOptions &
  Omit<ProjectOptions, 'template' | 'testVoters'> &
  Pick<CommonOptions, 'lang'> &
  Pick<SendOptions, 'connections' | 'perConnection' | 'rate' | 'maxRefused' | 'wait' | 'until'>;

const PROJECT: readonly (keyof GivenOptions)[] = [
  ...(['voters', 'sheet', 'column', 'secret', 'encoding', 'delimiter', 'required', 'expectVoters'] as const),
  ...(['title', 'organiser', 'product', 'language', 'timezone'] as const),
  ...(['electionStart', 'electionEnd', 'sendAt'] as const),
  ...(['contactName', 'contactEmail', 'contactPhone', 'lang'] as const),
];
const RUN: readonly (keyof GivenOptions)[] = [
  ...(['profile', 'profileFile', 'host', 'port', 'encryption', 'user', 'sender', 'caFile'] as const),
  ...(['passwordFile', 'passwordStdin', 'login', 'flow', 'tenant', 'clientId', 'scope'] as const),
  ...(['keyFile', 'clientSecretFile', 'clientSecretStdin', 'allowUnencrypted'] as const),
  ...(['connections', 'perConnection', 'rate', 'maxRefused', 'wait', 'until'] as const),
];

/** Of the project alone: what also `status` takes. Words for a command line, quoted. */
export function projectFlags(options: GivenOptions, platform: NodeJS.Platform): string[] {
  return PROJECT.flatMap((key) => flagsOf(key, options, platform));
}

/** Of mailbox, pace and times. Words for a command line, quoted; a secret is never among them, for no flag takes one. */
export function runFlags(options: GivenOptions, platform: NodeJS.Platform): string[] {
  return RUN.flatMap((key) => flagsOf(key, options, platform));
}

function flagsOf(key: keyof GivenOptions, options: GivenOptions, platform: NodeJS.Platform): string[] {
  const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return valuesOf(key, options).flatMap((value) =>
    value === true ? [flag] : [flag, quotedForShell(value, platform)],
  );
}

function unitOf(limit: string): string | undefined {
  return Object.keys(RATE_UNITS).find((unit) => RATE_UNITS[unit] === limit);
}

function valuesOf(key: keyof GivenOptions, options: GivenOptions): (string | true)[] {
  const value = options[key];
  if (value === undefined || value === false) return [];
  if (value === true) return [true];
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object') return [String(value)];
  const parts = Object.entries(value);
  return parts.map(([name, one]) => (key === 'rate' ? `${one}/${unitOf(name)}` : `${name}=${one}`));
}
