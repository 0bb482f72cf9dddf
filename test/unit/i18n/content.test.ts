import { describe, expect, it } from 'vitest';
import type { FaultDetails, FaultKind } from '../../../src/fault.js';
import type { FaultText } from '../../../src/i18n/fault-text.js';
import { asCalled } from '../../../src/i18n/program-name.js';
import { textOf } from '../../../src/i18n/text-of.js';
import { textsFor } from '../../../src/i18n/texts.js';

const state = { statePath: 'invite.state.jsonl' };
const server = {
  host: 'smtp.muster.example',
  port: 587,
  encryption: 'starttls',
  user: 'wahl@muster.example',
  sender: 'wahlbuero@muster.example',
  to: null,
} as const;

/** What a fault must tell; a pair where the languages differ. */
type Tell = string | readonly [german: string, english: string];
const WAYS_OUT: readonly Tell[] = ['INVITE_PASSWORD', '--password-file', '--password-stdin'];
const KEYCHAIN = [
  'keychain-absent',
  'keychain-locked',
  'keychain-timeout',
  'keychain-failed',
  'password-missing',
] as const;

const MUST_TELL: readonly (readonly [kind: FaultKind, details: object, tells: readonly Tell[]])[] = [
  ['needs-terminal', { question: 'Q', flag: '--accept-added 3' }, ['--accept-added 3', 'Q']],
  ['state-copied', state, ['--take-over', 'invite.state.jsonl']],
  [
    'mailing-known',
    { ...state, accepted: 1200, at: '2027-03-01T08:00' },
    [['1.200', '1,200'], '--mailing', '2027', ['Sicherung', 'backup']],
  ],
  [
    'state-rolled-back',
    state,
    [
      ['zweites Mal', 'second time'],
      ['neuere Zustandsdatei', 'newer state file'],
    ],
  ],
  [
    'too-early',
    { sendAt: '2027-03-01T08:00', now: '2027-02-27T09:00' },
    [['1. März 2027', '1 March 2027'], ['27. Februar 2027', '27 February 2027'], '--wait', '--now'],
  ],
  // Why: a time of a project in Berlin was told in UTC.
  [
    'election-over',
    { electionEnd: '2027-03-15T17:00:00Z', timezone: 'Europe/Berlin' },
    ['electionEnd', '18:00', ['15. März', '15 March']],
  ],
  [
    'certificate-refused',
    { ...server, kind: 'certificate-not-yet-valid', reason: '' },
    [['Uhr', 'clock'], 'smtp.muster.example:587'],
  ],
  ['certificate-refused', { ...server, kind: 'certificate-unknown-ca', reason: '' }, ['--ca-file']],
  ['certificate-refused', { ...server, kind: 'plain-expected', reason: '' }, ['starttls']],
  ['certificate-refused', { ...server, kind: 'tls-too-old', reason: '' }, ['TLS 1.2']],
  ...KEYCHAIN.map((kind) => [kind, { reason: 'r', name: 'n', seconds: 10 }, WAYS_OUT] as const),
  ['password-as-argument', { option: '--password' }, WAYS_OUT],
  [
    'unencrypted-not-allowed',
    { host: 'h.example' },
    [
      'h.example',
      ['Passwort des Postfachs', 'password of the mailbox'],
      ['Zugangsdaten aller', 'credentials of every'],
    ],
  ],
  [
    'server-refuses',
    { ...server, stage: 'auth', kind: 'smtp-auth-disabled', reply: '535 5.7.139 x' },
    ['Set-CASMailbox', '535 5.7.139 x'],
  ],
  ['file-unreadable', { path: 'p', what: 'roll', reason: 'EBUSY' }, ['EBUSY', 'Excel']],
  ['template-not-found', { path: 'p', builtIn: ['online-wahl'] }, ['online-wahl', 'subject.mustache']],
  ['approval-differs', { approved: 'aaa', found: 'bbb' }, ['aaa', '--approve bbb']],
];

describe.each(['de', 'en'] as const)('the sentence in %s', (language) => {
  it.each(MUST_TELL)('of %s %j says what it must', (kind, details, tells) => {
    const { message, hints } = faultText(language, kind, details);
    const whole = [message, ...hints].join('\n');
    for (const tell of tells)
      expect(whole).toContain(typeof tell === 'string' ? tell : tell[language === 'de' ? 0 : 1]);
  });

  it('lists every difference of a resumed mailing with its flag', () => {
    const differences: FaultDetails['inputs-changed']['differences'] = [
      { what: 'added', count: 12, flag: '--accept-added 12' },
      { what: 'rows', count: 30, rows: [3, 4, 5, 6, 7, 8], flag: '--accept-changed rows' },
      { what: 'sender', flag: '--accept-changed sender' },
    ];
    const { message, hints } = faultText(language, 'inputs-changed', {
      differences,
      rehearsal: true,
    });
    expect(hints[0]).toMatch(/: npx invite send --sandbox$/);
    expect(message).toContain('12');
    expect(message).toContain('3, 4, 5, 6, 7');
    expect(message).toContain('25');
    for (const { flag } of differences)
      expect(hints.filter((hint) => hint.endsWith(`: ${flag}`))).toHaveLength(1);
    expect(hints.at(-1)).toContain('--accept-added 12 --accept-changed rows --accept-changed sender');
  });

  it('shows no way round the end of the election', () => {
    const { hints } = faultText(language, 'election-over', {
      electionEnd: '2027-03-15T18:00',
      timezone: 'Europe/Berlin',
    });
    expect(hints).toHaveLength(1);
    expect(hints[0]).not.toContain('--');
  });

  it('never offers to take over an older state file', () => {
    expect(faultText(language, 'state-rolled-back', state).hints.join('\n')).not.toContain('--take-over');
  });

  // Why: `sandbox --folder voters.csv` advised to delete the roll.
  it.each(['link', 'not-a-folder', 'other-owner', 'open-to-others', 'not-writable'])(
    'never advises to delete or rename what is no rehearsal (%s)',
    (reason) => {
      const text = faultText(language, 'sandbox-directory-unusable', {
        path: 'voters.csv',
        reason,
        detail: null,
      });
      expect(text.hints.join('\n')).not.toMatch(/lösch|benenn|delete|rename|remove/i);
      expect(text.hints.join('\n')).toMatch(/npx invite sandbox --folder (ORDNER|FOLDER)/);
      if (reason === 'not-a-folder') expect(text.message).toMatch(/ist eine Datei|is a file/);
    },
  );

  it('never quotes a password that a check refused', () => {
    const details = { field: 'password', value: '', expected: 'line-break', source: 'INVITE_PASSWORD' };
    expect(faultText(language, 'connection-value-invalid', details).message).not.toMatch(/leer\)|\(empty\)/);
  });
});

describe('a table of texts', () => {
  it.each(['constructor', '__proto__', 'toString', '', 'b'])('has no entry %j that nobody wrote', (kind) => {
    expect(textOf({ a: 'A' }, kind)).toBeNull();
  });

  it('has the entries that it has', () => {
    expect(textOf({ a: 'A' }, 'a')).toBe('A');
  });
});

describe('the name of the program', () => {
  const text = {
    message: 'Run npx invite send.',
    hints: ['npx invite send', 'mynpx invited', 'npx inviteX'],
  };

  it('is put in as the reader called it', () => {
    expect(asCalled(text, 'invite')).toEqual({
      message: 'Run invite send.',
      hints: ['invite send', 'mynpx invited', 'npx inviteX'],
    });
  });

  it('is taken literally', () => {
    expect(asCalled(text, '$& $1').hints[0]).toBe('$& $1 send');
  });

  it('leaves no "npx invite" in any text', () => {
    const { message, hints } = asCalled(faultText('de', 'mailing-exists', state), 'invite');
    expect([message, ...hints].join('\n')).not.toContain('npx');
    expect(hints.join('\n')).toContain('invite send --mailing NAME --new-mailing');
  });
});

function faultText(language: 'de' | 'en', kind: FaultKind, details: object): FaultText {
  const render = textsFor(language).faults[kind] as (details: object) => FaultText;
  return render(details);
}
