/** Owns the errors that a user can meet: a kind and its details, never a sentence (src/i18n has those). */
import type { Target } from './advice/trouble.js';
import type { ReportKind } from './report/marker.js';

/** Every fault a run can end with, and what its sentence needs to know. Grouped by who raises it. */
export interface FaultDetails {
  // command line (src/cli)
  usage: { reason: string };
  'unknown-command': { command: string; suggestion: string | null };
  /** `command` is null where none was typed. */
  'unknown-option': { option: string; suggestion: string | null; command: string | null };
  'bad-option-value': { option: string; value: string; expected: string };
  'password-as-argument': { option: string };
  'needs-terminal': { question: string; flag: string };
  'insecure-tls-environment': { variable: string };
  cancelled: Record<string, never>;

  // project file (src/project)
  'project-not-found': { path: string };
  'project-unreadable': { path: string; reason: string };
  'project-syntax': { path: string; line: number; column: number; reason: string };
  'project-unknown-key': { path: string; line: number; key: string; suggestion: string | null };
  'project-duplicate-key': { path: string; line: number; key: string };
  'project-key-of-profile': { path: string; line: number; key: string };
  'project-key-later': { path: string; line: number; key: string };
  'project-bad-value': { path: string; line: number; key: string; value: string; expected: string };
  /** Values that `init` put there as examples; the keys of invite.yaml. */
  'project-examples': { path: string; keys: readonly string[] };
  'project-missing-value': { path: string; key: string; flag: string };

  // files of the project (roll, template)
  'file-not-found': { path: string; what: FileRole };
  'file-is-folder': { path: string; what: FileRole };
  'file-not-regular': { path: string; what: FileRole };
  'file-unreadable': { path: string; what: FileRole; reason: string };
  'file-too-large': { path: string; what: FileRole; bytes: number; limit: number };
  'roll-changed-while-running': { path: string; row: number | null };
  findings: { errors: number; warnings: number };
  'voters-not-expected': { expected: number; found: number };
  'approval-differs': { approved: string; found: string };
  'selection-empty': { selection: string };
  /** Lines of the roll; all that were chosen are accepted or refused. */
  'selection-done': { rows: readonly number[] };
  /** `--only` names every voter of the roll. */
  'selection-everybody': { count: number };
  /** `--retry-refused`, and nobody is open; so many are refused, with the row that was refused. */
  'retry-nobody': { unchanged: number };
  'voter-unknown': { ids: readonly string[] };
  /** `--only` names voters of the roll whom the list (`--not-voted`) does not name. */
  'voter-not-listed': { ids: readonly string[]; path: string };
  /** Lines of the roll on which no voter begins. */
  'row-unknown': { rows: readonly number[] };
  'too-many-tests': { what: 'rows' | 'addresses' | 'voters'; count: number; limit: number };
  /** A list of voters (`--not-voted`) that cannot be gone by; `row` is its physical line, null for the whole file. */
  'voter-list': { path: string; row: number | null; problem: ListProblem };
  'template-not-found': { path: string; builtIn: readonly string[] };
  'template-file-missing': { path: string; file: string };
  /** template.yaml says something else than "credentials: none". */
  'template-properties': { path: string };
  /** `files` is empty where two of the languages are one, in capitals and in small letters. */
  'template-languages-mixed': { path: string; files: readonly string[]; languages: readonly string[] };
  'folder-not-empty': { path: string };
  'folder-not-private': { path: string; reason: FolderExposure };
  'folder-is-file': { path: string };
  'report-exists': { path: string; report: ReportKind };
  /** `tested`: the test is over, and its result was shown. */
  'report-unwritable': { path: string; reason: string; tested: boolean; report: ReportKind };

  // profiles and the keychain (src/profile)
  'profile-unknown': { name: string; known: readonly string[] } & BesideEnvironment;
  'profile-name-invalid': { name: string };
  'profile-exists': { name: string };
  'profile-missing': Record<string, never>;
  'profile-damaged': { name: string } & BesideEnvironment;
  'profile-flags-mixed': { flags: readonly string[] };
  'environment-incomplete': { present: readonly string[]; missing: readonly string[] };
  'profile-newer': { name: string; version: number };
  'profile-file-syntax': { path: string; line: number; column: number; reason: string };
  'profile-file-key': {
    path: string;
    line: number;
    key: string;
    problem: 'unknown' | 'twice' | 'secret' | 'sign-in';
    suggestion: string | null;
  };
  'profile-file-value': { path: string; line: number; key: string; value: string; expected: string };
  'profile-file-incomplete': { path: string; missing: readonly string[] };
  /** `caFile` is null where none is named, else the file in which no certificate has the fingerprint. */
  'profile-file-fingerprint': { path: string; caFile: string | null };
  /** `needed` is the flag or variable that must name the host beside the password, which came from `password`. */
  'profile-file-unbound': { path: string; host: string; needed: string; password: string };
  'profile-file-differs': { path: string; key: string; source: string; given: string; found: string };
  /** Flags or variables. */
  'profile-file-sign-in': { path: string; named: readonly string[] };
  'profile-file-no-password': { path: string; host: string };
  'profile-list-damaged': { path: string };
  'profile-list-unusable': { path: string; reason: string };
  'flags-incomplete': { present: readonly string[]; missing: readonly string[] };
  'connection-value-invalid': {
    field: string;
    value: string;
    expected: ConnectionValueFault;
    /** Flag or variable; null at a question, where everybody sees it. */
    source: string | null;
  };
  'password-missing': { name: string } & BesideEnvironment;
  'password-empty': { source: string };
  'password-too-long': { bytes: number; limit: number };
  'password-file-open': { path: string; what: FileRole; mode: string };
  'password-file-foreign': { path: string; uid: number };
  'keychain-absent': { reason: string } & BesideEnvironment;
  'keychain-locked': { name: string } & BesideEnvironment;
  'keychain-timeout': { seconds: number } & BesideEnvironment;
  'keychain-failed': { reason: string } & BesideEnvironment;
  'unencrypted-not-allowed': { host: string };
  'unencrypted-declined': { host: string };
  /** No access token: `kind` is one of `SignInKind`, `reason` what the identity provider said, perhaps nothing. */
  'sign-in-failed': Target & { kind: string; issuer: string; reason: string };
  /** A person's sign-in was asked for where none is kept. */
  'sign-in-needs-terminal': Record<string, never>;
  'sign-in-not-stored': Record<string, never>;
  'ca-file-changed': { path: string };

  // the sealed hand-over (src/profile/sealed)
  'sealed-not-age': { path: string };
  'sealed-damaged': { path: string };
  'sealed-not-a-profile': { path: string };
  'sealed-newer': { path: string; version: number };
  /** `recipient` is the key of this computer. */
  'sealed-for-others': { path: string; recipient: string };
  'sealed-passphrase-wrong': { path: string };
  /** `recipient` is the key that there was, null where none was ever made here. */
  'handover-key-missing': { recipient: string | null };
  'identity-as-argument': Record<string, never>;
  'passphrase-weak': { reason: WeakPassphrase; source: string };

  // the guards of a mailing and the journal (src/delivery)
  'mailing-not-begun': { statePath: string };
  'mailing-exists': { statePath: string };
  'mailing-elsewhere': { statePath: string };
  'mailing-known': { statePath: string; accepted: number; at: string };
  'mailing-name-invalid': { name: string };
  'registry-damaged': { path: string };
  'state-in-use': { statePath: string; pid: number | null; since: string | null };
  'state-damaged': { statePath: string; line: number };
  'state-of-other-kind': { statePath: string; rehearsal: boolean };
  /** `credentialFree`: what this run would mail is. */
  'state-of-other-content': { statePath: string; credentialFree: boolean };
  'state-newer': { statePath: string; version: number };
  'state-key-missing': { keyPath: string };
  'state-key-wrong': { keyPath: string };
  'state-copied': { statePath: string };
  'state-rolled-back': { statePath: string };
  'state-replaced': { statePath: string };
  'state-not-regular': { path: string };
  'state-unwritable': { path: string; reason: string };
  'state-disk-full': { path: string };
  'state-write-failed': { path: string; reason: string };
  'inputs-changed': { differences: readonly InputDifference[]; rehearsal: boolean };
  /** Times in UTC, told in the project's time zone. */
  'too-early': { sendAt: string; now: string; timezone: string };
  'election-over': { electionEnd: string; timezone: string };
  /** `start`: when the mailing would begin; null for now. */
  'until-over': { until: string; start: string | null; timezone: string };
  /** A mailing to those who have not voted, without `--not-voted`; and any other with it. */
  'not-voted-missing': { statePath: string };
  'not-voted-foreign': { statePath: string };
  /** The reminder's template is that of the mailing with this state file. */
  'not-voted-template': { statePath: string };
  'message-differs': { row: number };
  'again-not-needed': { row: number };
  'again-in-doubt': { row: number; otherAddress: boolean };

  // the mail server (src/smtp)
  'server-unreachable': Target & { stage: string; reason: string };
  'server-refuses': Target & { stage: string; kind: string; reply: string | null };
  /** Fingerprints (SHA-256); `seen` is null where it could not be read. */
  'certificate-changed': Target & { pin: string; seen: string | null };
  'certificate-refused': Target & { kind: string; reason: string };
  'message-too-large': { bytes: number; limit: number };
  'smtputf8-missing': { rows: readonly number[] };

  // the sandbox (src/sandbox)
  'sandbox-directory-unusable': {
    path: string;
    reason: FolderExposure | 'not-writable';
    detail: string | null;
  };
  'sandbox-not-started': { reason: string };

  // the preview page (src/preview); `port` is null where any would do
  'preview-not-started': { port: number | null; reason: string };
}

export type FaultKind = keyof FaultDetails;

/** Who named a profile that cannot be had; `line` is null where the file does not show it plainly. */
export type ProfileNamedBy =
  | { readonly what: 'command-line' }
  | { readonly what: 'variable'; readonly name: string }
  | { readonly what: 'project'; readonly path: string; readonly line: number | null };

/** Set where a complete environment would have been used, had nobody named the profile. */
export interface BesideEnvironment {
  readonly environmentUnused?: ProfileNamedBy;
}

/** Why a folder must not hold credentials. */
export type FolderExposure = 'link' | 'not-a-folder' | 'other-owner' | 'open-to-others';

/** Which of the project's files a file fault speaks of. */
export type FileRole =
  | 'project'
  | 'roll'
  | 'list'
  | 'template'
  | 'ca'
  | 'pin'
  | 'password'
  | 'client-secret'
  | 'passphrase'
  | 'sealed'
  | 'key'
  | 'profile'
  | 'state'
  | 'output';

/** Why a passphrase is too weak to seal a file; the sentences stand in src/i18n/{en,de}/faults/handover.ts. */
export type WeakPassphrase = 'too-short' | 'too-uniform' | 'guessable';

/** Why a value of a connection cannot be used; the sentences stand in src/i18n/{en,de}/faults/connection-value.ts. */
export type ConnectionValueFault =
  | 'empty'
  | 'too-long'
  | 'control-characters'
  | 'line-break'
  | 'given-twice'
  | 'host-with-scheme'
  | 'host-with-port'
  | 'host-with-path'
  | 'host-is-address'
  | 'host-with-blank'
  | 'host-numbers'
  | 'host-characters'
  | 'port-not-a-number'
  | 'port-range'
  | 'encryption-unknown'
  | 'encryption-ambiguous'
  | 'sender-address'
  | 'user-blank'
  | 'sender-several'
  | 'sender-quoting'
  | 'sender-name-characters'
  | 'sender-name-too-long'
  | 'ca-not-a-certificate'
  | 'ca-with-private-key'
  | 'ca-other-container'
  | 'login-unknown'
  | 'login-unprotected'
  | 'flow-unknown'
  | 'flow-of-other-login'
  | 'of-other-login'
  | 'tenant-characters'
  | 'client-id-characters'
  | 'scope-characters'
  | 'not-a-service-account';

/** What is wrong with a list of voters. */
export type ListProblem =
  | {
      readonly what:
        | 'workbook'
        | 'no-text'
        | 'encoding'
        | 'quoting'
        | 'no-headers'
        | 'header'
        | 'empty'
        | 'no-id'
        | 'changed'
        /** Older than a day, or of the future, when the reminder goes out and nobody can be asked. */
        | 'old'
        | 'future';
    }
  /** `header` is the roll's own for that column, `headers` those of the list that may be shown. */
  | {
      readonly what: 'no-column' | 'several-columns';
      readonly header: string;
      readonly headers: readonly string[];
    }
  /** Its cells say of some voters yes and of others no: an export of everybody, be it not of the whole roll. */
  | { readonly what: 'mixed'; readonly header: string }
  | { readonly what: 'ragged'; readonly expected: number; readonly found: number }
  | { readonly what: 'twice'; readonly firstRow: number }
  /** IDs that the roll does not have: the first lines, and how many there are. */
  | { readonly what: 'unknown'; readonly rows: readonly number[]; readonly count: number }
  /** It names every voter of the roll. */
  | { readonly what: 'everybody'; readonly count: number };

/** One way in which the inputs of a resumed mailing differ from what its journal knows. */
export type InputDifference =
  | { readonly what: 'added' | 'removed'; readonly count: number; readonly flag: string }
  | { readonly what: 'rows'; readonly count: number; readonly rows: readonly number[]; readonly flag: string }
  | { readonly what: 'template' | 'columns' | 'sender' | 'host'; readonly flag: string };

/** An expected failure: what happened, as data. The command line turns it into words and an exit code. */
export class Fault<K extends FaultKind = FaultKind> extends Error {
  readonly kind: K;
  readonly details: FaultDetails[K];

  constructor(kind: K, details: FaultDetails[K], options?: { cause?: unknown }) {
    super(kind, options);
    this.name = 'Fault';
    this.kind = kind;
    this.details = details;
  }
}
