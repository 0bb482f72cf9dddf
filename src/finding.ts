/** Owns what a check of roll and template can find: kind, place and details, never a sentence. */

/** Details that each kind of finding carries for its sentence. */
export interface FindingDetails {
  // roll (src/voters)
  /** `hidden` counts the cells of the first line that look like somebody's data and are not told. */
  'missing-column': {
    role: string;
    headers: readonly string[];
    hidden: number;
    /** The header that is perhaps meant, with a typing error. */
    suggestion: string | null;
  };
  'missing-header': Record<string, never>;
  'ambiguous-column': { role: string; headers: readonly string[] };
  'duplicate-header': { header: string; first: number; second: number };
  'unusable-header': { header: string };
  'unnamed-column': { position: number };
  'id-is-address': Record<string, never>;
  'missing-id': Record<string, never>;
  'duplicate-id': { id: string; firstRow: number };
  'similar-id': { id: string; firstRow: number };
  'missing-email': Record<string, never>;
  /** `value` is only its first and last character, and null where no address is meant. */
  'invalid-email': { value: string | null; reason: AddressFault };
  'several-addresses': { value: string; count: number };
  'shared-address': { value: string; rows: readonly number[]; count: number };
  'control-character': { codePoint: string; position: number };
  'edge-character': { codePoint: string; position: number };
  'lost-character': { position: number };
  'damaged-number': { value: string };
  'error-value': { value: string };
  'lost-zeros': { lengths: readonly number[] };
  /** The address stands under `header` instead. */
  'swapped-columns': { header: string };
  /** `value` is masked in a column of secrets. */
  'foreign-placeholder': { value: string };
  'filler-value': { value: string };
  'unknown-language': { value: string };
  'equal-values': { count: number };
  'empty-values': { count: number; of: number; rows: readonly number[] };
  'ragged-row': { expected: number; found: number };
  'bad-quoting': { reason: 'quote-in-cell' | 'quote-not-closed' | 'text-after-quote' };
  /** `told`: a person or a byte order mark names it; `mixed`: most of the file is in it. */
  'bad-encoding': { encoding: string; offset: number; reason: 'told' | 'marked' | 'mixed' };
  /** Letters stored as UTF-8 and read as something else, before the file was saved; `value` masked in a column of secrets. */
  'garbled-letters': { value: string };
  /** No name confirms the encoding in which this cell was read. */
  'encoding-guessed': { encoding: string };
  /** A cell that cannot be what its column is for: `running-numbers` and `names` are no passwords, `codes` no names. */
  'wrong-column': { holds: 'codes' | 'names' | 'running-numbers'; count: number; of: number };
  /** An address of a page stands where the password belongs. */
  'link-as-password': Record<string, never>;
  'column-in-two-roles': { header: string; roles: readonly string[] };
  /** The headers stand in the row `row`, below a title. */
  'headers-below': { row: number };
  /** The row ends before its last cells, none of which is needed. */
  'short-row': { expected: number; found: number };
  /** `value` is masked in a column of secrets; `count` cells of `of` look like that. */
  'rewritten-value': { value: string; count: number; of: number };
  /** More than one voter in ten has the same one. */
  'partly-equal': { atLeast: number; of: number };
  /** A question mark stands where a letter was. */
  'question-mark': { value: string };
  /** The formula is masked in a column of secrets. */
  'formula-without-value': { formula: string };
  'number-format': { value: string };
  'number-among-texts': Record<string, never>;
  'merged-cells': { reference: string };
  'struck-rows': { rows: readonly number[]; count: number };
  /** The link of a cell leads to something else than it shows. */
  'link-target-differs': { value: string; target: string };
  'hidden-sheet': { sheets: readonly string[] };
  'not-csv': { reason: 'zip' | 'pdf' | 'html' | 'binary' | 'record-too-long' | 'too-many-columns' };
  'bad-workbook': {
    reason:
      | 'old-or-protected'
      | 'binary-workbook'
      | 'open-document'
      | 'damaged'
      | 'foreign-markup'
      | 'too-large';
  };
  'several-sheets': { sheets: readonly string[] };
  'unknown-sheet': { sheet: string; sheets: readonly string[]; suggestion: string | null };
  'hidden-rows': { count: number };
  /** Excel keeps a date or a time in the cell; `value` is how this program would write it. */
  'date-cell': { value: string };
  /** `position` counts columns from 1. */
  'cell-without-header': { position: number };
  /** "https://wahl.example@evil.example/" or a backslash: it leads elsewhere than it seems. */
  'misleading-link': { reason: 'userinfo' | 'backslash' };
  /** `usual` is the domain of most links; another one may be a credential, and is not told. */
  'other-link-domain': { usual: string; count: number };
  /** Letters of two scripts in one label, as in a false domain that looks like the right one. */
  'mixed-script-domain': { count: number };
  'link-in-name': Record<string, never>;
  'empty-roll': Record<string, never>;
  'cell-too-long': { length: number; limit: number };

  // template (src/message); `file` is file and line, as in "text.mustache:12"
  /** `file` is the first place, `more` counts the others; `needed` where no voter may go without it. */
  'placeholder-without-value': {
    placeholder: string;
    file: string;
    more: number;
    of: 'role' | 'project';
    needed: boolean;
    suggestion: string | null;
  };
  'placeholder-left-out': { placeholder: string; of: 'role' | 'project'; suggestion: string | null };
  'unknown-placeholder': { placeholder: string; file: string; suggestion: string | null };
  /** `value` as it stands in the template: "«Vorname»". */
  'foreign-placeholder-in-text': { value: string; file: string };
  'ambiguous-placeholder': { placeholder: string; file: string };
  'empty-placeholder': { placeholder: string; file: string; needed: boolean };
  'required-placeholder-missing': { placeholder: string; file: string };
  'template-syntax': { file: string; reason: TemplateSyntaxFault; tag: string | null };
  'template-file-empty': { file: string };
  'unescaped-placeholder': { placeholder: string; file: string };
  'changed-delimiters': { file: string };
  'unknown-partial': { partial: string; file: string };
  'partial-cycle': { partial: string };
  'partials-too-deep': { partial: string; file: string; limit: number };
  'partials-too-large': { partial: string; limit: number };
  'template-control-character': { file: string; codePoint: string };
  'secret-in-subject': { placeholder: string };
  'credential-not-allowed': { placeholder: string; file: string };
  'subject-lines': { lines: number };
  'subject-too-long': { length: number; limit: number };
  'placeholder-in-attribute': { placeholder: string; attribute: string; file: string };
  'unsafe-link': { placeholder: string; file: string; of: 'cell' | 'project' };
  'message-too-large': { bytes: number; limit: number };

  // the project (src/cli): values that `init` put there as examples; the keys of invite.yaml
  'example-values': { keys: readonly string[] };

  // the roll of test voters beside the real one (src/cli/send)
  'test-voter-in-roll': { what: 'id' | 'password' | 'link'; realRow: number };

  // lint (src/message/lint): what harms readers, though nothing is missing
  /** `where` is tag and attribute: "<img src>". */
  'remote-resource': { file: string; where: string; address: string };
  /** `what` is tag, or tag and attribute: "<script>", "<p onclick>". */
  'html-not-allowed': { file: string; what: string };
  'html-malformed': { file: string; fault: HtmlFault };
  /** `address` is constant: of the template, not of a cell. */
  'link-not-allowed': { file: string; address: string };
  /** `host` gets the secret with the click; null for a mailbox or a telephone. */
  'secret-in-link': { placeholder: string; file: string; host: string | null };
  'data-image': { file: string; where: string };
  /** Sites ("wahl.example") or mailboxes, as `a` shows and `href` means. */
  'link-leads-elsewhere': { file: string; shown: string; leads: string };
  /** `found` is null where there is no `lang`. */
  'html-language': { file: string; found: string | null; language: string };
  'image-without-alt': { file: string };
  'low-contrast': { file: string; colour: string; background: string; ratio: number; needed: number };
  'call-number': { file: string };
  'credential-in-preview': { placeholder: string; file: string; characters: number };
  'html-clipped': { file: string; bytes: number; limit: number };
  /** `rows` are the first two with one mailbox and one subject; `count` all that come second. */
  'same-subject': { rows: readonly [number, number]; count: number };
  'voting-domain-unnamed': { domain: string; file: string };
  /** `id` is what follows `cid:`. */
  'logo-missing': { file: string; id: string };
  'logo-unused': { name: string };
  'several-logos': { names: readonly string[] };
  'logo-format': { name: string; content: 'png' | 'jpg' | 'gif' | 'other' };
  'logo-too-large': { name: string; bytes: number; limit: number };
  /** `value` is the cell, or the project's language where there is none; `languages` are the template's. */
  'language-without-template': { value: string; languages: readonly string[] };
  'language-ignored': { language: string; count: number };
  'language-unused': { language: string; reason: 'no-column' | 'no-voter' };
}

export type FindingKind = keyof FindingDetails;

/** Why a template cannot be read: `{{x`, `{{#x}}` without end, `{{/x}}` without start, a lone `}}`, half a tag. */
export type TemplateSyntaxFault =
  | 'unclosed-tag'
  | 'unclosed-section'
  | 'unopened-section'
  | 'stray-braces'
  | 'nested-too-deep'
  | 'section-splits-tag';

/** Why programs would read a piece of HTML differently. */
export type HtmlFault = 'attribute-twice' | 'attribute-quotes' | 'tag-not-closed' | 'comment' | 'too-deep';

/** Why an address cannot be used as one recipient (RFC 5321 4.1.2, narrowed to what every host takes). */
export type AddressFault =
  | 'no-at'
  | 'two-ats'
  | 'empty-local-part'
  | 'local-part-too-long'
  | 'local-part-characters'
  | 'local-part-dots'
  | 'non-ascii-local-part'
  | 'empty-domain'
  | 'domain-without-dot'
  | 'domain-characters'
  | 'address-too-long'
  | 'invisible-characters';

/**
 * One finding. `row` is the physical line, from 1, on which the record starts; `column` the header as written.
 * An error forbids sending; a warning does not.
 */
export type Finding = {
  [K in FindingKind]: {
    readonly severity: 'error' | 'warning';
    readonly kind: K;
    readonly row: number | null;
    readonly column: string | null;
    readonly details: FindingDetails[K];
  };
}[FindingKind];
