import { describe, expect, it } from 'vitest';
import { wrap } from '../../../src/ui/wrap.js';

const words = 'aaaa bbbb cccc dddd eeee ffff gggg hhhh';

describe('wrap', () => {
  it.each([
    ['leaves a line that fits', 'kurz', 40, ['kurz']],
    ['leaves a line of exactly the width', 'x'.repeat(40), 40, ['x'.repeat(40)]],
    ['breaks at blanks', words, 30, ['aaaa bbbb cccc dddd eeee ffff', 'gggg hhhh']],
    [
      'indents under the first word of a hint',
      `  → ${words}`,
      34,
      ['  → aaaa bbbb cccc dddd eeee ffff', '    gggg hhhh'],
    ],
    ['keeps a word that is longer than the line', `${'x'.repeat(50)} y`, 40, ['x'.repeat(50), 'y']],
    ['gives up on a terminal too narrow to read', words, 10, [words]],
  ])('%s', (_, line, width, lines) => {
    expect(wrap(line, width)).toEqual(lines);
  });

  // Why: further lines of the plan and of the connection test began in the first column, below the labels.
  it.each([
    [
      'a line of the plan',
      '  Columns    id = Mitgliedsnummer, email = E-Mail, firstName = Vorname',
      50,
      ['  Columns    id = Mitgliedsnummer, email = E-Mail,', '             firstName = Vorname'],
    ],
    [
      'a stage of the connection test',
      '✓ passed  Encrypt (TLS)     12 ms  TLSv1.3, certificate for "localhost" by "Rig CA"',
      70,
      [
        '✓ passed  Encrypt (TLS)     12 ms  TLSv1.3, certificate for',
        '                                   "localhost" by "Rig CA"',
      ],
    ],
    [
      'a value without room, under the first word',
      '✓ passed  Encrypt (TLS)     12 ms  TLSv1.3, certificate for "localhost"',
      50,
      ['✓ passed  Encrypt (TLS)     12 ms  TLSv1.3,', '  certificate for "localhost"'],
    ],
  ])('indents %s', (_, line, width, lines) => {
    expect(wrap(line, width)).toEqual(lines);
  });

  // Why: the terminal broke a fingerprint within a pair, and it is compared pair by pair on the telephone.
  it.each([
    ['  fingerprint  ', '               '],
    ['    Fingerprint of the certificate (SHA-256): ', '    '],
  ])('breaks a fingerprint in its middle, behind "%s"', (label, indent) => {
    const half = 'AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89';
    const lines = wrap(`${label}${half}:${half}`, 80);
    expect(lines.slice(-2).map((line) => line.replace(label, indent))).toEqual([
      `${indent}${half}:`,
      `${indent}${half}`,
    ]);
    expect(wrap(`${label}${half}:${half}`, 160)).toHaveLength(1);
  });

  // Why: what was copied from two lines was run as two commands.
  it.each([
    'npx invite send --in-doubt resend',
    'invite configure mended --ca-file FILE',
    'invite status "meine wahl" --mailing erinnerung --sandbox',
    'npx invite sandbox --folder project/.invite-sandbox',
    'npx invite --help',
    // Why: whoever copied it ran its first line alone, for everybody instead of five.
    "npx invite send 'meine wahl' --sender 'Wahl Büro <wahl@muster.example>' --limit 5",
    "invite send --only 'O'\\''X y' --in-doubt resend",
    'npx invite request "meine wahl" --our-address 203.0.113.7',
    'npx -y -p ./wahlpost-invite-0.1.0.tgz invite test-connection --host HOST --sender "NAME <ADDRESS>"',
    'chmod 600 password.txt',
    'Set-CASMailbox wahl@muster.example -SmtpClientAuthenticationDisabled $false',
    'npm install',
  ])('never breaks the command %s', (command) => {
    for (let words = 0; words < 12; words += 1) {
      for (const after of ['', ' (gefunden) oder weiter mit mehr Text']) {
        const line = `  → ${'wort '.repeat(words)}Danach: ${command}${after}`;
        for (let width = 30; width <= 80; width += 7) {
          const lines = wrap(line, width);
          expect(lines.filter((one) => one.includes(command))).toHaveLength(1);
          expect(lines.join(' ').replace(/ +/g, ' ')).toBe(line.replace(/ +/g, ' '));
        }
      }
    }
  });

  it('breaks prose behind a command', () => {
    expect(wrap('Danach: npx invite send --in-doubt accept (gefunden) oder warten', 50)).toEqual([
      'Danach: npx invite send --in-doubt accept',
      '(gefunden) oder warten',
    ]);
  });

  it('does not count colour codes', () => {
    const line = `\u001b[31m${'x'.repeat(38)}\u001b[39m y`;
    expect(wrap(line, 40)).toEqual([line]);
  });

  it('loses no character but the blanks it breaks at', () => {
    expect(wrap(`  → ${words}`, 34).join(' ').replace(/ +/g, ' ')).toBe(` → ${words}`);
  });
});
