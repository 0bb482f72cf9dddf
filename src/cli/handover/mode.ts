/** Owns which part of the sealed hand-over a `configure` is, and which options go with it; pure. */
import { Fault } from '../../fault.js';
import { type ConfigureOptions, seals, VALUE_OPTIONS } from '../configure/options.js';

export type HandoverMode = 'invite-it' | 'seal' | 'import';

/** What a sealed file says itself, or what seals one. */
const NOT_FOR_IMPORT = [...VALUE_OPTIONS, 'out'] as const;
const NOT_FOR_INVITE_IT = [
  ...NOT_FOR_IMPORT,
  ...['passphraseFile', 'passphraseStdin', 'allowUnencrypted'],
] as const;

/**
 * Null for every other `configure`. An option that would do nothing is refused: whoever gave it expects something. Throws
 * `usage`.
 */
export function handoverMode(options: ConfigureOptions): HandoverMode | null {
  const { sealFor, sealWithPassphrase, passphraseStdin, passwordStdin, clientSecretStdin } = options;
  const modes = modesIn(options);
  const { list, show, remove, rename, copy } = options;
  const others = [list, show, remove, rename, copy].filter(Boolean).length;
  if (modes.length > 1 || (modes.length === 1 && others > 0)) throw usage('handover-alone');
  if (sealFor !== undefined && sealWithPassphrase) throw usage('seal-key-or-passphrase');
  if (passphraseStdin && (passwordStdin || clientSecretStdin)) throw usage('stdin-twice');
  if (passphraseStdin && options.passphraseFile !== undefined) throw usage('passphrase-twice');
  const mode = modes[0] ?? null;
  refuseIdle(mode, options);
  return mode;
}

function modesIn(options: ConfigureOptions): HandoverMode[] {
  return [
    ...(options.inviteIt ? (['invite-it'] as const) : []),
    ...(seals(options) ? (['seal'] as const) : []),
    ...(options.import !== undefined ? (['import'] as const) : []),
  ];
}

function refuseIdle(mode: HandoverMode | null, options: ConfigureOptions): void {
  const given = (name: keyof ConfigureOptions): boolean => Boolean(options[name]);
  const passphrase = given('passphraseFile') || given('passphraseStdin');
  if (mode === 'import' && NOT_FOR_IMPORT.some(given)) throw usage('import-takes-no-values');
  if (mode === 'invite-it' && NOT_FOR_INVITE_IT.some(given)) throw usage('invite-it-takes-no-values');
  if (mode === 'seal' && passphrase && !options.sealWithPassphrase) throw usage('passphrase-without-use');
  if (mode === null && (passphrase || given('out') || given('force'))) throw usage('handover-option-alone');
}

function usage(reason: string): Fault {
  return new Fault('usage', { reason });
}
