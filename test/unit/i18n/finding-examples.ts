/** Owns at least one example of every finding. */
import type { AddressFault, FindingDetails, FindingKind, TemplateSyntaxFault } from '../../../src/finding.js';

const headers = ['Mitgliedsnummer', 'Name', 'Mail privat'];
const text = 'text.mustache:12';

const ADDRESSES: Readonly<Record<AddressFault, string>> = {
  'no-at': 'anna.muster.example',
  'two-ats': 'anna@@muster.example',
  'empty-local-part': '@muster.example',
  'local-part-too-long': 'aaaa…@muster.example',
  'local-part-characters': 'anna(1)@muster.example',
  'local-part-dots': 'anna..m@muster.example',
  'non-ascii-local-part': 'änne@muster.example',
  'empty-domain': 'anna@',
  'domain-without-dot': 'anna@muster',
  'domain-characters': 'anna@mus_ter.example',
  'address-too-long': 'anna@muster.muster…',
  'invisible-characters': 'anna@muster.example',
};
const SYNTAX: Readonly<Record<TemplateSyntaxFault, string | null>> = {
  'unclosed-tag': null,
  'unclosed-section': 'title',
  'unopened-section': 'title',
  'stray-braces': null,
  'nested-too-deep': 'title',
  'section-splits-tag': 'link',
};

export const FINDINGS: { readonly [K in FindingKind]: readonly FindingDetails[K][] } = {
  'missing-column': [
    { role: 'email', headers, hidden: 0, suggestion: null },
    { role: 'secrets', headers, hidden: 0, suggestion: null },
    { role: 'email', headers: [], hidden: 4, suggestion: null },
    { role: 'email', headers: ['Name', 'E-Mial'], hidden: 1, suggestion: 'E-Mial' },
  ],
  'missing-header': [{}],
  'ambiguous-column': [{ role: 'email', headers: ['E-Mail', 'Mail privat'] }],
  'duplicate-header': [{ header: 'Name', first: 2, second: 5 }],
  'unusable-header': [{ header: '#Nr' }],
  'unnamed-column': [{ position: 4 }],
  'id-is-address': [{}],
  'missing-id': [{}],
  'duplicate-id': [{ id: '00815', firstRow: 3 }],
  'similar-id': [{ id: 'a-17', firstRow: 3 }],
  'missing-email': [{}],
  'invalid-email': Object.entries(ADDRESSES).map(([reason, value]) => ({
    value: value.includes('@') ? `${value[0]}••••${value.at(-1)}` : null,
    reason: reason as AddressFault,
  })),
  'several-addresses': [{ value: 'a@muster.example; b@muster.example', count: 2 }],
  'shared-address': [{ value: 'familie@muster.example', rows: [3, 4], count: 2 }],
  'control-character': [{ codePoint: 'U+000A', position: 7 }],
  'edge-character': [{ codePoint: 'U+200B', position: 1 }],
  'lost-character': [{ position: 4 }],
  'damaged-number': [{ value: '1,23E+12' }],
  'error-value': [{ value: '#NV' }, { value: '#####' }],
  'lost-zeros': [{ lengths: [4, 5] }],
  'swapped-columns': [{ header: 'Mitgliedsnummer' }],
  'foreign-placeholder': [{ value: '{{Vorname}}' }],
  'filler-value': [{ value: 'n/a' }],
  'unknown-language': [{ value: 'K••••h' }],
  'equal-values': [{ count: 120 }],
  'empty-values': [
    { count: 120, of: 120, rows: [2, 3] },
    { count: 2, of: 120, rows: [4, 9] },
  ],
  'ragged-row': [
    { expected: 6, found: 1 },
    { expected: 6, found: 7 },
  ],
  'bad-quoting': (['quote-in-cell', 'quote-not-closed', 'text-after-quote'] as const).map((reason) => ({
    reason,
  })),
  'bad-encoding': [
    { encoding: 'utf-8', offset: 1203, reason: 'told' },
    { encoding: 'utf-8', offset: 1203, reason: 'mixed' },
  ],
  'garbled-letters': [{ value: 'JÃ¶rg' }],
  'encoding-guessed': [{ encoding: 'macintosh' }],
  'wrong-column': [
    { holds: 'codes', count: 40, of: 42 },
    { holds: 'names', count: 40, of: 42 },
    { holds: 'running-numbers', count: 42, of: 42 },
  ],
  'link-as-password': [{}],
  'column-in-two-roles': [{ header: 'E-Mail', roles: ['email', 'password'] }],
  'headers-below': [{ row: 3 }],
  'short-row': [{ expected: 6, found: 5 }],
  'rewritten-value': [{ value: '••••', count: 1, of: 42 }],
  'partly-equal': [{ atLeast: 12, of: 42 }],
  'question-mark': [{ value: 'J?rgen' }],
  'formula-without-value': [{ formula: '="Mei"&"er"' }],
  'number-format': [{ value: '12' }],
  'number-among-texts': [{}],
  'merged-cells': [{ reference: 'C2:C3' }],
  'struck-rows': [{ rows: [3, 4], count: 2 }],
  'link-target-differs': [{ value: 'anna@muster.example', target: 'mailto:bert@muster.example' }],
  'hidden-sheet': [{ sheets: ['Mitglieder 2027'] }],
  'not-csv': (['zip', 'pdf', 'binary', 'record-too-long', 'too-many-columns'] as const).map((reason) => ({
    reason,
  })),
  'bad-workbook': (
    [
      'old-or-protected',
      'binary-workbook',
      'open-document',
      'damaged',
      'foreign-markup',
      'too-large',
    ] as const
  ).map((reason) => ({ reason })),
  'several-sheets': [{ sheets: ['Mitglieder 2026', 'Legende'] }],
  'unknown-sheet': [
    { sheet: 'Mitglider', sheets: ['Mitglieder', 'Legende'], suggestion: 'Mitglieder' },
    { sheet: 'x', sheets: ['Tabelle1'], suggestion: null },
  ],
  'hidden-rows': [{ count: 1 }, { count: 12 }],
  'date-cell': [{ value: '2026-12-03' }],
  'cell-without-header': [{ position: 7 }],
  'misleading-link': [{ reason: 'userinfo' }, { reason: 'backslash' }],
  'other-link-domain': [
    { usual: 'wahl.muster.example', count: 1 },
    { usual: 'wahl.muster.example', count: 3 },
  ],
  'mixed-script-domain': [{ count: 1 }, { count: 2 }],
  'link-in-name': [{}],
  'empty-roll': [{}],
  'cell-too-long': [{ length: 20_000, limit: 10_000 }],

  'placeholder-without-value': [
    { placeholder: 'link', file: text, more: 0, of: 'role', needed: false, suggestion: null },
    { placeholder: 'password', file: text, more: 1, of: 'role', needed: true, suggestion: null },
    { placeholder: 'password', file: text, more: 1, of: 'role', needed: true, suggestion: 'Paswort' },
    { placeholder: 'contact.phone', file: text, more: 7, of: 'project', needed: false, suggestion: null },
  ],
  'placeholder-left-out': [
    { placeholder: 'link', of: 'role', suggestion: null },
    { placeholder: 'link', of: 'role', suggestion: 'Wahlinlk' },
    { placeholder: 'contact.phone', of: 'project', suggestion: null },
  ],
  'unknown-placeholder': [
    { placeholder: 'Vornahme', file: text, suggestion: 'Vorname' },
    { placeholder: 'xyz', file: 'subject.mustache', suggestion: null },
  ],
  'foreign-placeholder-in-text': [{ value: '«Vorname»', file: text }],
  'ambiguous-placeholder': [{ placeholder: 'title', file: text }],
  'empty-placeholder': [
    { placeholder: 'link', file: text, needed: false },
    { placeholder: 'password', file: text, needed: true },
  ],
  'required-placeholder-missing': [{ placeholder: 'password', file: 'html.mustache' }],
  'template-syntax': Object.entries(SYNTAX).map(([reason, tag]) => ({
    file: text,
    reason: reason as TemplateSyntaxFault,
    tag,
  })),
  'template-file-empty': [{ file: 'text.mustache' }],
  'unescaped-placeholder': [{ placeholder: 'Name', file: 'html.mustache:3' }],
  'changed-delimiters': [{ file: text }],
  'unknown-partial': [
    { partial: 'teile/fuss', file: text },
    { partial: 'fusszeile', file: text },
  ],
  'partial-cycle': [{ partial: 'contact' }],
  'partials-too-deep': [{ partial: 'contact', file: text, limit: 50 }],
  'partials-too-large': [{ partial: 'contact', limit: 4_000_000 }],
  'template-control-character': [{ file: text, codePoint: 'U+001B' }],
  'secret-in-subject': [{ placeholder: 'password' }],
  'credential-not-allowed': [{ placeholder: 'password', file: text }],
  'subject-lines': [{ lines: 2 }],
  'subject-too-long': [{ length: 240, limit: 200 }],
  'placeholder-in-attribute': [{ placeholder: 'link', attribute: 'onclick', file: 'html.mustache:30' }],
  'unsafe-link': [
    { placeholder: 'link', file: 'html.mustache:30', of: 'cell' },
    { placeholder: 'contact.email', file: 'html.mustache:12', of: 'project' },
  ],
  'example-values': [{ keys: ['contact'] }, { keys: ['title', 'organiser', 'contact'] }],
  'test-voter-in-roll': [
    { what: 'id', realRow: 12 },
    { what: 'password', realRow: 12 },
    { what: 'link', realRow: 12 },
  ],
  'message-too-large': [{ bytes: 12_000_000, limit: 10_240_000 }],
  'remote-resource': [
    { file: 'html.mustache:30', where: '<img src>', address: 'https://muster.example/logo.png' },
  ],
  'html-not-allowed': [{ file: 'html.mustache:30', what: '<p onclick>' }],
  'html-malformed': (
    ['attribute-twice', 'attribute-quotes', 'tag-not-closed', 'comment', 'too-deep'] as const
  ).map((fault) => ({ file: 'html.mustache:30', fault })),
  'link-not-allowed': [{ file: 'html.mustache:30', address: 'http://wahl.muster.example/' }],
  'secret-in-link': [
    { placeholder: 'password', file: 'html.mustache:30', host: 'klick.werbung.example' },
    { placeholder: 'password', file: 'html.mustache:30', host: null },
  ],
  'data-image': [{ file: 'html.mustache:30', where: '<img src>' }],
  'link-leads-elsewhere': [
    { file: 'html.mustache:30', shown: 'wahl.muster.example', leads: 'klick.werbung.example' },
  ],
  'html-language': [
    { file: 'html.mustache:2', found: null, language: 'de' },
    { file: 'html.mustache:2', found: 'en', language: 'de' },
  ],
  'image-without-alt': [{ file: 'html.mustache:30' }],
  'low-contrast': [
    { file: 'html.mustache:30', colour: '#999999', background: '#ffffff', ratio: 2.8, needed: 4.5 },
  ],
  'call-number': [{ file: 'html.mustache:30' }],
  'credential-in-preview': [{ placeholder: 'password', file: 'text.mustache:3', characters: 150 }],
  'html-clipped': [{ file: 'html.mustache', bytes: 130_000, limit: 100_000 }],
  'same-subject': [
    { rows: [3, 4], count: 1 },
    { rows: [3, 4], count: 12 },
  ],
  'voting-domain-unnamed': [{ domain: 'wahl.muster.example', file: 'text.mustache' }],
  'logo-missing': [
    { file: 'html.mustache:30', id: 'logo' },
    { file: 'html.mustache:30', id: 'wappen' },
  ],
  'logo-unused': [{ name: 'logo.png' }],
  'several-logos': [{ names: ['logo.gif', 'logo.png'] }],
  'logo-format': [
    { name: 'logo.svg', content: 'other' },
    { name: 'logo.png', content: 'jpg' },
  ],
  'logo-too-large': [
    { name: 'logo.png', bytes: 80_000, limit: 50_000 },
    { name: 'logo.png', bytes: 900_000, limit: 200_000 },
  ],
  'language-without-template': [{ value: 'fr', languages: ['de', 'en'] }],
  'language-ignored': [
    { language: 'de', count: 1 },
    { language: 'de', count: 2_000 },
  ],
  'language-unused': [
    { language: 'en', reason: 'no-column' },
    { language: 'en', reason: 'no-voter' },
  ],
};
