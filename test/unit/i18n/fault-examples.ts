/** Owns at least one example of every fault, with the details that its sentence must get right. */
import { OWN_KINDS } from '../../../src/diagnosis/result.js';
import type { ConnectionValueFault, FaultDetails, FaultKind, FileRole } from '../../../src/fault.js';
import { problems } from '../../../src/i18n/de/problems.js';
import { SIGN_IN_KINDS } from '../../../src/oauth2/sign-in-error.js';

export const ROLES: readonly FileRole[] = [
  'project',
  'roll',
  'list',
  'template',
  'ca',
  'pin',
  'password',
  'sealed',
  'profile',
  'key',
  'state',
  'output',
];

const state = { statePath: 'wahl/invite.state.jsonl' };
const server = {
  host: 'smtp.muster.example',
  port: 587,
  encryption: 'starttls',
  user: 'wahl@muster.example',
  sender: 'wahlbuero@muster.example',
  to: null,
} as const;
const microsoft = { ...server, host: 'smtp.office365.com' };
const google = { ...server, host: 'smtp.gmail.com' };
const FINGERPRINT = Array(32).fill('A1').join(':');
const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const roll = 'wahl/voters.csv';
const file = 'wahl/invite.yaml';
const list = 'wahl/noch-nicht.csv';
const smtp = 'wahl/smtp.yaml';

const UNREACHABLE = [
  'host-not-found',
  'connection-refused',
  'connection-timeout',
  'network-unreachable',
  'connection-lost',
  'no-answer',
];
const CERTIFICATE = [
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-host',
  'certificate-self-signed',
  'certificate-unknown-ca',
  'tls-too-old',
  'plain-expected',
];
const CASES = [
  'token-refused',
  'login-unanswered',
  'password-login-off-by-default',
  'sender-throttled-licence',
  'smtp-auth-disabled-tenant',
];
/** Whatever a server can answer. */
const REFUSALS = Object.keys(problems).filter(
  (kind) => ![...OWN_KINDS, ...CASES].some((other) => other === kind),
);
const TENANT =
  '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.';
const LICENCE = '550 5.2.253 Sender throttled due to continuous invalid license errors.';

const VALUE_FAULTS: Readonly<Record<ConnectionValueFault, readonly [field: string, value: string]>> = {
  empty: ['user', ''],
  'too-long': ['user', 'x'],
  'control-characters': ['password', ''],
  'line-break': ['password', ''],
  'given-twice': ['host', 'smtp.muster.example'],
  'host-with-scheme': ['host', 'https://smtp.muster.example'],
  'host-with-port': ['host', 'smtp.muster.example:587'],
  'host-with-path': ['host', 'smtp.muster.example/mail'],
  'host-is-address': ['host', 'wahl@muster.example'],
  'host-with-blank': ['host', 'smtp muster.example'],
  'host-numbers': ['host', '192.0.2'],
  'host-characters': ['host', 'smtp!muster.example'],
  'port-not-a-number': ['port', 'smtp'],
  'port-range': ['port', '70000'],
  'encryption-unknown': ['encryption', 'ja'],
  'encryption-ambiguous': ['encryption', 'TLS'],
  'sender-address': ['sender', 'Wahlbüro'],
  'user-blank': ['user', 'wahl@muster .example'],
  'sender-several': ['sender', 'a@muster.example, b@muster.example'],
  'sender-quoting': ['sender', '"Wahlbüro <wahl@muster.example>'],
  'sender-name-characters': ['sender', 'Wahl büro'],
  'sender-name-too-long': ['sender', 'Wahlbüro'],
  'login-unknown': ['login', 'yahoo'],
  'login-unprotected': ['login', 'http://id.muster.example'],
  'flow-unknown': ['flow', 'implicit'],
  'flow-of-other-login': ['flow', 'device'],
  'of-other-login': ['tenant', 'muster.example'],
  'tenant-characters': ['tenant', 'Muster e. V.'],
  'client-id-characters': ['clientId', 'die Anwendung'],
  'scope-characters': ['scope', 'mail"send'],
  'not-a-service-account': ['keyFile', 'key.pem'],
  'ca-not-a-certificate': ['caFile', 'ca.txt'],
  'ca-with-private-key': ['caFile', 'ca.pem'],
  'ca-other-container': ['caFile', 'ca.p7b'],
};

export const FAULTS: { readonly [K in FaultKind]: readonly FaultDetails[K][] } = {
  usage: [
    { reason: 'again-alone' },
    { reason: 'retry-new-mailing' },
    { reason: 'not-voted-unnamed' },
    { reason: 'turnout-without-list' },
    { reason: 'report-without-plan' },
    ...['fingerprint-with-ca-file', 'fingerprint-untested', 'fingerprint-unencrypted'].map((reason) => ({
      reason,
    })),
    ...['no-command', 'too-many-arguments', 'missing argument.'].map((reason) => ({ reason })),
    ...['handover-alone', 'seal-key-or-passphrase', 'stdin-twice', 'passphrase-twice'].map((reason) => ({
      reason,
    })),
    ...['import-takes-no-values', 'invite-it-takes-no-values', 'passphrase-without-use'].map((reason) => ({
      reason,
    })),
    { reason: 'handover-option-alone' },
    ...['seal-person-with-secret', 'copy-of-person'].map((reason) => ({ reason })),
    ...['test-alone', 'test-twice', 'test-voters-alone', 'rows-without-test', 'address-check-unnamed'].map(
      (reason) => ({ reason }),
    ),
  ],
  'unknown-command': [
    { command: 'sned', suggestion: 'send' },
    { command: 'x', suggestion: null },
  ],
  'unknown-option': [
    { option: '--vorschau', suggestion: null, command: null },
    { option: '--mailling', suggestion: '--mailing', command: 'send' },
  ],
  'bad-option-value': [
    { option: '--rate', value: 'schnell', expected: 'rate' },
    { option: '--lang', value: 'fr', expected: 'de | en' },
    { option: '--column', value: 'email', expected: 'role-to-header' },
    { option: '--delimiter', value: 'x', expected: 'delimiter' },
    { option: '--connections', value: '99999999', expected: 'connections' },
    { option: '--election-end', value: '2027-03-01T08:00', expected: 'after-sending' },
    { option: '--fingerprint', value: 'AB:CD', expected: 'fingerprint' },
    { option: '--seal-for', value: 'age1ql3z7hjy', expected: 'age-recipient' },
    { option: '--report', value: 'bericht.pdf', expected: 'report-file' },
    { option: '--profile', value: '', expected: 'value' },
    { option: '--our-address', value: 'smtp.muster.example', expected: 'ip-network' },
    { option: '--our-address', value: '127.0.0.1', expected: 'ip-reachable' },
    { option: '--our-address', value: '203.0.113.7/24', expected: '203.0.113.7 | 203.0.113.0/24' },
    { option: '--dns', value: 'ns.muster.example', expected: 'dns-server' },
    { option: '--dkim-selector', value: 'a b', expected: 'dkim-selector' },
  ],
  'password-as-argument': [{ option: '--password' }],
  'needs-terminal': [{ question: 'Jetzt 3.000 Nachrichten senden?', flag: '--yes' }],
  'insecure-tls-environment': [{ variable: 'NODE_TLS_REJECT_UNAUTHORIZED' }],
  cancelled: [{}],

  'project-not-found': [{ path: 'wahl' }],
  'project-unreadable': [
    { path: file, reason: 'EACCES' },
    { path: file, reason: 'UTF-8' },
  ],
  'project-syntax': [{ path: file, line: 3, column: 8, reason: 'Nested mappings are not allowed.' }],
  'project-unknown-key': [
    { path: file, line: 3, key: 'votrs', suggestion: 'voters' },
    { path: file, line: 3, key: 'farbe', suggestion: null },
  ],
  'project-duplicate-key': [{ path: file, line: 9, key: 'title' }],
  'project-key-of-profile': [{ path: file, line: 9, key: 'password' }],
  'project-key-later': [{ path: file, line: 3, key: 'testVoters' }],
  'project-bad-value': [
    { path: file, line: 7, key: 'electionStart', value: '"morgen"', expected: 'local-time' },
    { path: 'wahl', line: 0, key: 'expectVoters', value: '-3', expected: 'whole-number' },
    { path: file, line: 3, key: 'organiser', value: '', expected: 'text' },
    { path: file, line: 9, key: 'pace', value: '5', expected: 'pace' },
  ],
  'project-examples': [
    { path: 'project/invite.yaml', keys: ['organiser'] },
    { path: 'project/invite.yaml', keys: ['title', 'organiser', 'contact'] },
  ],
  'project-missing-value': [{ path: file, key: 'voters', flag: '--voters' }],

  'file-not-found': ROLES.map((what) => ({ path: 'wahl/datei', what })),
  'file-is-folder': [{ path: 'wahl', what: 'roll' }],
  'file-not-regular': [
    { path: 'wahl/pipe', what: 'roll' },
    { path: '/dev/fd/63', what: 'password' },
  ],
  'file-unreadable': [
    { path: roll, what: 'roll', reason: 'EBUSY' },
    { path: 'ausgabe', what: 'output', reason: 'EACCES' },
    { path: 'kennwort.txt', what: 'password', reason: 'UTF-8' },
    { path: 'ca.pem', what: 'ca', reason: 'EACCES' },
    { path: roll, what: 'roll', reason: 'the device has left.' },
  ],
  'file-too-large': [{ path: roll, what: 'roll', bytes: 1_234_000_000, limit: 1_000_000_000 }],
  'roll-changed-while-running': [
    { path: roll, row: 12 },
    { path: roll, row: null },
  ],
  findings: [
    { errors: 1, warnings: 0 },
    { errors: 3, warnings: 2 },
    { errors: 1200, warnings: 1 },
  ],
  'voters-not-expected': [
    { expected: 3000, found: 2998 },
    { expected: 1, found: 2 },
    { expected: 2, found: 1 },
  ],
  'approval-differs': [{ approved: 'a1b2c3d4', found: 'e5f6a7b8' }],
  'selection-done': [{ rows: [5] }, { rows: [5, 7, 12] }],
  'selection-everybody': [{ count: 1200 }],
  'selection-empty': [{ selection: '--only 00815' }],
  'retry-nobody': [{ unchanged: 0 }, { unchanged: 1 }, { unchanged: 4 }],
  'voter-not-listed': [
    { ids: ['00815'], path: list },
    { ids: ['1', '2'], path: list },
  ],
  'not-voted-missing': [{ statePath: 'wahl/invite.erinnerung.jsonl' }],
  'not-voted-foreign': [{ statePath: 'wahl/invite.erinnerung.jsonl' }],
  'not-voted-template': [state],
  'voter-list': [
    ...(['workbook', 'no-text', 'encoding', 'quoting', 'no-headers', 'header', 'empty'] as const).map(
      (what) => ({
        path: list,
        row: null,
        problem: { what },
      }),
    ),
    ...(['old', 'future'] as const).map((what) => ({ path: list, row: null, problem: { what } })),
    { path: list, row: null, problem: { what: 'mixed', header: 'voted' } },
    ...(['no-id', 'changed'] as const).map((what) => ({ path: list, row: 17, problem: { what } })),
    {
      path: list,
      row: 1,
      problem: { what: 'no-column', header: 'Mitgliedsnummer', headers: ['Name', 'Ort'] },
    },
    { path: list, row: 1, problem: { what: 'no-column', header: '', headers: [] } },
    { path: list, row: 1, problem: { what: 'several-columns', header: 'ID', headers: ['Nr', 'Nummer'] } },
    { path: list, row: 4, problem: { what: 'ragged', expected: 1, found: 3 } },
    { path: list, row: 1004, problem: { what: 'twice', firstRow: 1003 } },
    { path: list, row: 4, problem: { what: 'unknown', rows: [4], count: 1 } },
    { path: list, row: 4, problem: { what: 'unknown', rows: [4, 5, 6, 7, 8], count: 1200 } },
    { path: list, row: null, problem: { what: 'everybody', count: 3000 } },
  ],
  'voter-unknown': [{ ids: ['00815'] }, { ids: ['1', '2', '3', '4', '5', '6', '7'] }],
  'row-unknown': [{ rows: [1] }, { rows: [3, 9] }],
  'too-many-tests': [
    { what: 'rows', count: 21, limit: 20 },
    { what: 'addresses', count: 6, limit: 5 },
    { what: 'voters', count: 3000, limit: 20 },
  ],
  'template-not-found': [
    { path: 'vorlage', builtIn: ['live-voting', 'online-wahl'] },
    { path: 'vorlage', builtIn: [] },
  ],
  'template-file-missing': [{ path: 'wahl/templates/invitation', file: 'subject.mustache' }],
  'template-properties': [{ path: 'vorlage/template.yaml' }],
  'template-languages-mixed': [
    {
      path: 'wahl/templates/invitation',
      files: ['html.mustache', 'subject.mustache'],
      languages: ['de', 'en'],
    },
    { path: 'wahl/templates/invitation', files: [], languages: ['DE', 'de'] },
  ],
  'folder-not-empty': [{ path: 'wahl' }],
  'folder-not-private': (['link', 'not-a-folder', 'other-owner', 'open-to-others'] as const).map(
    (reason) => ({
      path: 'ausgabe',
      reason,
    }),
  ),
  'folder-is-file': [{ path: 'wahl.csv' }],
  'report-exists': [
    { path: 'bericht.md', report: 'test-connection' },
    { path: 'plan.html', report: 'plan' },
  ],
  'report-unwritable': [
    { path: 'berichte/bericht.html', reason: 'ENOENT', tested: false, report: 'test-connection' },
    { path: 'bericht.json', reason: 'ENOSPC', tested: true, report: 'test-connection' },
    { path: 'plan.html', reason: 'EACCES', tested: false, report: 'plan' },
    { path: 'plan.json', reason: 'ENOSPC', tested: true, report: 'plan' },
  ],

  'profile-unknown': [
    { name: 'musterverband', known: [] },
    { name: 'musterverband', known: ['acme'] },
    { name: 'musterverband', known: ['acme', 'probe'] },
    { name: 'musterverband', known: [], environmentUnused: { what: 'project', path: file, line: 8 } },
    { name: 'musterverband', known: [], environmentUnused: { what: 'project', path: file, line: null } },
    { name: 'musterverband', known: [], environmentUnused: { what: 'variable', name: 'INVITE_PROFILE' } },
    { name: 'musterverband', known: [], environmentUnused: { what: 'command-line' } },
  ],
  'profile-name-invalid': [{ name: 'Muster Verband' }],
  'profile-exists': [{ name: 'musterverband' }],
  'profile-missing': [{}],
  'profile-damaged': [{ name: 'musterverband' }],
  'profile-newer': [{ name: 'musterverband', version: 2 }],
  'profile-file-syntax': [{ path: smtp, line: 3, column: 5, reason: 'Nested mappings are not allowed' }],
  'profile-file-key': [
    { path: smtp, line: 6, key: 'password', problem: 'secret', suggestion: null },
    { path: smtp, line: 4, key: 'host', problem: 'twice', suggestion: null },
    { path: smtp, line: 6, key: 'login', problem: 'sign-in', suggestion: null },
    { path: smtp, line: 2, key: 'hosts', problem: 'unknown', suggestion: 'host' },
    { path: smtp, line: 2, key: 'farbe', problem: 'unknown', suggestion: null },
  ],
  'profile-file-value': [
    { path: smtp, line: 1, key: '', value: '', expected: 'profile-values' },
    { path: smtp, line: 5, key: 'user', value: '4711', expected: 'quoted-text' },
    { path: smtp, line: 8, key: 'limits.perMinute', value: 'viele', expected: 'whole-number' },
    { path: smtp, line: 8, key: 'limits', value: '', expected: 'pace' },
  ],
  'profile-file-incomplete': [
    { path: smtp, missing: ['port'] },
    { path: smtp, missing: ['port', 'sender'] },
  ],
  'profile-file-fingerprint': [
    { path: smtp, caFile: null },
    { path: smtp, caFile: 'wahl/server.pem' },
  ],
  'profile-file-unbound': [
    { path: smtp, host: server.host, needed: 'INVITE_HOST', password: 'INVITE_PASSWORD' },
    { path: smtp, host: server.host, needed: '--host', password: '--password-file' },
  ],
  'profile-file-differs': [
    { path: smtp, key: 'host', source: 'INVITE_HOST', given: server.host, found: 'smtp.fremd.example' },
    { path: smtp, key: 'port', source: '--port', given: '465', found: '587' },
  ],
  'profile-file-sign-in': [
    { path: smtp, named: ['INVITE_CLIENT_SECRET'] },
    { path: smtp, named: ['--login', '--client-id'] },
  ],
  'profile-file-no-password': [{ path: smtp, host: server.host }],
  'profile-list-damaged': [{ path: 'config/profiles.json' }],
  'profile-list-unusable': [{ path: 'config/profiles.json', reason: 'EACCES' }],
  'profile-flags-mixed': [{ flags: ['--host'] }, { flags: ['--host', '--port'] }],
  'environment-incomplete': [
    { present: ['INVITE_HOST'], missing: ['INVITE_PORT', 'INVITE_USER'] },
    { present: ['INVITE_HOST', 'INVITE_USER'], missing: ['INVITE_PORT'] },
  ],
  'flags-incomplete': [
    { present: ['--host'], missing: ['--port', '--user'] },
    { present: ['--host', '--user'], missing: ['--port'] },
  ],
  'connection-value-invalid': Object.entries(VALUE_FAULTS).map(([expected, [field, value]]) => ({
    field,
    value,
    expected: expected as ConnectionValueFault,
    source: field === 'password' ? 'INVITE_PASSWORD' : field === 'port' ? null : `--${field}`,
  })),
  'password-missing': [{ name: 'musterverband' }],
  'password-empty': [{ source: '--password-file' }],
  'password-too-long': [{ bytes: 3000, limit: 2560 }],
  'password-file-open': [
    { path: 'kennwort.txt', what: 'password', mode: '0644' },
    { path: 'wort.txt', what: 'passphrase', mode: '0644' },
  ],
  'password-file-foreign': [{ path: 'kennwort.txt', uid: 1001 }],
  'keychain-absent': [{ reason: 'Cannot autolaunch D-Bus without X11 $DISPLAY' }],
  'keychain-locked': [{ name: 'musterverband' }, { name: 'hand-over key' }],
  'keychain-timeout': [{ seconds: 10 }, { seconds: 1 }],
  'keychain-failed': [{ reason: 'SIGSEGV' }],
  'unencrypted-declined': [{ host: 'smtp.muster.example' }],
  'unencrypted-not-allowed': [{ host: 'smtp.muster.example' }],
  'ca-file-changed': [{ path: 'ca.pem' }],
  'sign-in-needs-terminal': [{}],
  'sign-in-not-stored': [{}],
  'sign-in-failed': [
    ...SIGN_IN_KINDS.flatMap((kind) => [
      { ...server, login: 'oauth2' as const, kind, issuer: 'https://id.muster.example', reason: '' },
    ]),
    {
      ...microsoft,
      login: 'oauth2',
      kind: 'sign-in-secret-refused',
      issuer: 'https://login.microsoftonline.com/muster.example/v2.0',
      reason: 'invalid_client: AADSTS7000222: The provided client secret keys are expired.',
    },
    {
      ...google,
      login: 'oauth2',
      kind: 'sign-in-consent-missing',
      issuer: 'https://accounts.google.com',
      reason: 'unauthorized_client: Client is unauthorized to retrieve access tokens using this method.',
    },
  ],

  'sealed-not-age': [{ path: 'acme.invite-profile.age' }],
  'sealed-damaged': [{ path: 'acme.invite-profile.age' }],
  'sealed-not-a-profile': [{ path: 'acme.invite-profile.age' }],
  'sealed-newer': [{ path: 'acme.invite-profile.age', version: 2 }],
  'sealed-for-others': [{ path: 'acme.invite-profile.age', recipient: RECIPIENT }],
  'sealed-passphrase-wrong': [{ path: 'acme.invite-profile.age' }],
  'handover-key-missing': [{ recipient: RECIPIENT }, { recipient: null }],
  'identity-as-argument': [{}],
  'passphrase-weak': [
    { reason: 'too-short', source: '--passphrase-file' },
    { reason: 'too-uniform', source: '--passphrase-stdin' },
    { reason: 'guessable', source: '--passphrase-file' },
  ],

  'mailing-not-begun': [state],
  'mailing-exists': [state],
  'mailing-elsewhere': [state],
  'mailing-known': [
    { ...state, accepted: 1200, at: '2027-03-01T09:30:00+01:00' },
    { ...state, accepted: 1, at: '2027-03-01T09:30:00+01:00' },
  ],
  'mailing-name-invalid': [{ name: '../erinnerung' }],
  'again-not-needed': [{ row: 12 }],
  'again-in-doubt': [
    { row: 12, otherAddress: false },
    { row: 12, otherAddress: true },
  ],
  'registry-damaged': [{ path: '/home/anna/.config/invite/mailings/0a1b.json' }],
  'state-in-use': [
    { ...state, pid: 4711, since: '2027-03-01T08:00:00+01:00' },
    { ...state, pid: null, since: null },
  ],
  'state-damaged': [{ ...state, line: 1204 }],
  'state-of-other-kind': [
    { ...state, rehearsal: true },
    { ...state, rehearsal: false },
  ],
  'state-of-other-content': [
    { ...state, credentialFree: true },
    { ...state, credentialFree: false },
  ],
  'state-newer': [{ ...state, version: 2 }],
  'state-key-missing': [{ keyPath: 'wahl/invite.state.key' }],
  'state-key-wrong': [{ keyPath: 'wahl/invite.state.key' }],
  'state-copied': [state],
  'state-rolled-back': [state],
  'state-replaced': [state],
  'state-not-regular': [{ path: state.statePath }],
  'state-unwritable': [{ path: state.statePath, reason: 'EROFS' }],
  'state-disk-full': [{ path: state.statePath }],
  'state-write-failed': [{ path: state.statePath, reason: 'EIO' }],
  'inputs-changed': [
    {
      differences: [
        { what: 'added', count: 12, flag: '--accept-added 12' },
        { what: 'removed', count: 2, flag: '--accept-removed 2' },
        { what: 'rows', count: 7, rows: [3, 17, 20, 31, 44, 45, 60], flag: '--accept-changed rows' },
        { what: 'template', flag: '--accept-changed template' },
        { what: 'sender', flag: '--accept-changed sender' },
        { what: 'host', flag: '--accept-changed host' },
      ],
      rehearsal: false,
    },
    {
      differences: [{ what: 'rows', count: 1, rows: [3], flag: '--accept-changed rows' }],
      rehearsal: true,
    },
    { differences: [{ what: 'added', count: 1, flag: '--accept-added 1' }], rehearsal: false },
    { differences: [{ what: 'removed', count: 1, flag: '--accept-removed 1' }], rehearsal: false },
  ],
  'too-early': [{ sendAt: '2027-03-01T07:00:00Z', now: '2027-02-28T08:15:00Z', timezone: 'Europe/Berlin' }],
  'election-over': [{ electionEnd: '2027-03-15T17:00:00Z', timezone: 'Europe/Berlin' }],
  'until-over': [
    { until: '2027-03-01T17:00:00Z', start: null, timezone: 'Europe/Berlin' },
    { until: '2027-03-01T17:00:00Z', start: '2027-03-01T18:00:00Z', timezone: 'Europe/Berlin' },
  ],
  'message-differs': [{ row: 731 }],

  'server-unreachable': [
    ...UNREACHABLE.map((reason) => ({ ...server, stage: 'connect', reason })),
    { ...server, host: '2001:db8::1', port: 465, stage: 'greeting', reason: 'no-answer' },
    { ...microsoft, stage: 'auth', reason: 'connection-lost' },
    { ...server, stage: 'somewhere', reason: 'something-new' },
  ],
  'server-refuses': [
    ...REFUSALS.map((kind) => ({ ...server, stage: 'auth', kind, reply: null })),
    { ...server, stage: 'auth', kind: 'login-refused', reply: '535 5.7.8 Authentication failed.' },
    {
      ...server,
      login: 'oauth2',
      stage: 'auth',
      kind: 'login-refused',
      reply: '535 5.7.8 Error: authentication failed',
    },
    { ...server, login: 'oauth2', stage: 'auth', kind: 'oauth2-not-offered', reply: null },
    { ...microsoft, stage: 'auth', kind: 'login-refused', reply: '535 5.7.3 Authentication unsuccessful' },
    {
      ...google,
      stage: 'auth',
      kind: 'app-password-needed',
      reply: '534 5.7.9 Application-specific password required.',
    },
    { ...microsoft, stage: 'auth', kind: 'app-password-needed', reply: null },
    { ...microsoft, stage: 'auth', kind: 'smtp-auth-disabled', reply: TENANT },
    { ...microsoft, stage: 'auth', kind: 'sign-in-blocked', reply: null },
    { ...google, stage: 'auth', kind: 'sign-in-blocked', reply: null },
    { ...microsoft, stage: 'auth', kind: 'auth-mechanism-refused', reply: null },
    { ...microsoft, stage: 'mail-from', kind: 'login-missing', reply: null },
    { ...microsoft, stage: 'end-of-data', kind: 'sender-refused', reply: null },
    { ...google, stage: 'end-of-data', kind: 'sender-refused', reply: null },
    { ...microsoft, stage: 'end-of-data', kind: 'sender-throttled', reply: LICENCE },
    { ...server, stage: 'starttls', kind: 'starttls-not-offered', reply: null },
    { ...server, stage: 'starttls', kind: 'starttls-refused', reply: '454 4.7.0 not now' },
    { ...server, stage: 'end-of-data', kind: 'something-new', reply: '554 5.0.0 No.' },
  ],
  'certificate-refused': [
    ...CERTIFICATE.map((kind) => ({ ...server, kind, reason: kind })),
    {
      ...server,
      kind: 'certificate-wrong-host',
      reason: "Host: smtp.muster.example. is not in the cert's altnames",
    },
    { ...server, kind: 'certificate-odd', reason: 'ERR_SSL_UNKNOWN' },
  ],
  'certificate-changed': [
    { ...server, pin: FINGERPRINT, seen: FINGERPRINT.replaceAll('A', 'B') },
    { ...server, pin: FINGERPRINT, seen: null },
  ],
  'message-too-large': [{ bytes: 12_000_000, limit: 10_240_000 }],
  'smtputf8-missing': [{ rows: [12] }, { rows: [1, 2, 3, 4, 5, 6, 7] }],

  'sandbox-directory-unusable': [
    ...(['link', 'not-a-folder', 'other-owner', 'open-to-others'] as const).map((reason) => ({
      path: 'wahl/.invite-sandbox',
      reason,
      detail: null,
    })),
    { path: 'wahl/.invite-sandbox', reason: 'not-writable', detail: 'EACCES' },
  ],
  'sandbox-not-started': [{ reason: 'EADDRINUSE' }],
  'preview-not-started': [
    { port: 8080, reason: 'EADDRINUSE' },
    { port: 80, reason: 'EACCES' },
    { port: null, reason: 'EMFILE' },
  ],
};
