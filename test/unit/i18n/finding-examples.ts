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
    value: value.includes('@') ? value : null,
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
  'unknown-language': [{ value: 'Klingonisch' }],
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
  'bad-encoding': [{ encoding: 'utf-8', offset: 1203 }],
  'not-csv': (['zip', 'pdf', 'binary', 'record-too-long', 'too-many-columns'] as const).map((reason) => ({
    reason,
  })),
  'bad-workbook': (
    ['old-or-protected', 'binary-workbook', 'open-document', 'damaged', 'too-large'] as const
  ).map((reason) => ({ reason })),
  'several-sheets': [{ sheets: ['Mitglieder 2026', 'Legende'] }],
  'unknown-sheet': [
    { sheet: 'Mitglider', sheets: ['Mitglieder', 'Legende'], suggestion: 'Mitglieder' },
    { sheet: 'x', sheets: ['Tabelle1'], suggestion: null },
  ],
  'hidden-rows': [{ count: 1 }, { count: 12 }],
  'date-cell': [{ value: '2026-12-03' }],
  'cell-without-header': [{ position: 7 }],
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
  'unknown-partial': [{ partial: 'fusszeile', file: text }],
  'partial-cycle': [{ partial: 'contact' }],
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
  'roles-share-column': [{ roles: ['email', 'password'] }],
  'example-values': [{ keys: ['contact'] }, { keys: ['title', 'organiser', 'contact'] }],
  'test-voter-in-roll': [
    { what: 'id', realRow: 12 },
    { what: 'credentials', realRow: 12 },
  ],
  'message-too-large': [{ bytes: 12_000_000, limit: 10_240_000 }],
  'remote-resource': [
    { file: 'html.mustache:30', where: '<img src>', address: 'https://muster.example/logo.png' },
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
  'language-unused': [
    { language: 'en', reason: 'no-column' },
    { language: 'en', reason: 'no-voter' },
  ],
};
