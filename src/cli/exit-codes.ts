/** Owns the exit codes: which fault ends with which, and what a mailing's state ends with (docs/exit-codes.md). */
import type { FaultKind } from '../fault.js';

export const EXIT = {
  done: 0,
  internal: 1,
  input: 2,
  refused: 3,
  inDoubt: 4,
  unfinished: 5,
  serverRefuses: 6,
  noCredentials: 7,
  state: 8,
  hangUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

const BY_KIND: Readonly<Partial<Record<FaultKind, number>>> = {
  cancelled: EXIT.interrupted,
  'unencrypted-declined': EXIT.interrupted,
  'too-early': EXIT.unfinished,
  'until-over': EXIT.unfinished,
  'server-unreachable': EXIT.unfinished,
  'server-refuses': EXIT.serverRefuses,
  'certificate-refused': EXIT.serverRefuses,
  'certificate-changed': EXIT.serverRefuses,
  'message-too-large': EXIT.serverRefuses,
  'profile-unknown': EXIT.noCredentials,
  'profile-missing': EXIT.noCredentials,
  'profile-damaged': EXIT.noCredentials,
  'sign-in-failed': EXIT.noCredentials,
  'sign-in-not-stored': EXIT.noCredentials,
  'password-missing': EXIT.noCredentials,
  'profile-file-no-password': EXIT.noCredentials,
  'keychain-absent': EXIT.noCredentials,
  'keychain-locked': EXIT.noCredentials,
  'keychain-timeout': EXIT.noCredentials,
  'keychain-failed': EXIT.noCredentials,
  'handover-key-missing': EXIT.noCredentials,
  'sealed-for-others': EXIT.noCredentials,
  'sealed-passphrase-wrong': EXIT.noCredentials,
  'mailing-exists': EXIT.state,
  'mailing-elsewhere': EXIT.state,
  'mailing-known': EXIT.state,
  'state-of-other-kind': EXIT.state,
  'state-of-other-content': EXIT.state,
  'mailing-not-begun': EXIT.state,
  'registry-damaged': EXIT.state,
  'state-in-use': EXIT.state,
  'state-damaged': EXIT.state,
  'state-newer': EXIT.state,
  'state-key-missing': EXIT.state,
  'state-key-wrong': EXIT.state,
  'state-copied': EXIT.state,
  'state-rolled-back': EXIT.state,
  'state-replaced': EXIT.state,
  'state-not-regular': EXIT.state,
  'state-unwritable': EXIT.state,
  'state-disk-full': EXIT.state,
  'state-write-failed': EXIT.state,
};

/** Every other fault is a matter of input: flags, project, roll, template. */
export function exitCodeOf(kind: FaultKind): number {
  return BY_KIND[kind] ?? EXIT.input;
}

export interface MailingState {
  readonly refused: number;
  readonly deferred: number;
  readonly inDoubt: number;
  readonly pending: number;
}

const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: EXIT.hangUp,
};

export function exitCodeOfSignal(signal: NodeJS.Signals): number {
  return SIGNALS[signal] ?? EXIT.interrupted;
}

/** Where several apply: doubts before unfinished before refused. */
export function exitCodeOfMailing(state: MailingState): number {
  if (state.inDoubt > 0) return EXIT.inDoubt;
  if (state.pending > 0 || state.deferred > 0) return EXIT.unfinished;
  return state.refused > 0 ? EXIT.refused : EXIT.done;
}
