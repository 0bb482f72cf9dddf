/** Owns the English sentences for findings in the template of the invitation. */
import type { TemplateSyntaxFault } from '../../../finding.js';
import type { FindingTexts } from '../../finding-text.js';
import { clause, formatFor } from '../../format.js';

const { number, list, quote, size } = formatFor('en');

const SYNTAX: Readonly<Record<TemplateSyntaxFault, (tag: string) => string>> = {
  'unclosed-tag': () => 'A placeholder begins with {{, but the closing braces }} are missing.',
  'unclosed-section': (tag) => `The section {{#${tag}}} has no end. Add {{/${tag}}}.`,
  'unopened-section': (tag) => `{{/${tag}}} ends a section that has not begun. Add {{#${tag}}} before it.`,
  'stray-braces': () => 'The braces }} stand alone. Add the opening braces {{, or delete them.',
  'section-splits-tag': (tag) =>
    `The section {{#${tag}}} does not begin and end at the same kind of place in the HTML. Put it around whole elements, not into the middle of one.`,
};

export const templateFindings = {
  'placeholder-without-value': ({ placeholder, file, more, of, needed, suggestion }) =>
    `The placeholder ${tag(placeholder)} (${places(file, more)}) has no value for anybody: ${of === 'role' ? 'the roll has no column for it' : 'invite.yaml does not give it'}. ${suggestion === null ? `Add it${orSection(placeholder, needed)}.` : column(placeholder, suggestion)}`,
  'placeholder-left-out': ({ placeholder, of, suggestion }) =>
    `The section about ${tag(placeholder)} is left out of every invitation, because ${of === 'role' ? 'the roll has no column for it' : 'invite.yaml does not give it'}. ${suggestion === null ? 'Check that this is intended.' : column(placeholder, suggestion)}`,
  'unknown-placeholder': ({ placeholder, file, suggestion }) =>
    `The placeholder ${tag(placeholder)} (${place(file)}) exists neither in the roll nor in the project.${suggestion === null ? '' : ` Perhaps ${tag(suggestion)} is meant.`} Write it exactly like the header of the column, correct that header, or delete it.`,
  'ambiguous-placeholder': ({ placeholder, file }) =>
    `The placeholder ${tag(placeholder)} (${place(file)}) can mean two things: a column has this name but stands for something else. Rename the column, or assign it in invite.yaml under "columns".`,
  'empty-placeholder': ({ placeholder, file, needed }) =>
    `The placeholder ${tag(placeholder)} (${place(file)}) is empty for this voter. Fill the cell${orSection(placeholder, needed)}.`,
  'required-placeholder-missing': ({ placeholder, file }) =>
    `The placeholder ${tag(placeholder)} must be in every invitation but is missing from ${place(file)} (or stands there only in a section that may be left out). Add it.`,
  'template-syntax': ({ file, reason, tag: section }) =>
    `The template cannot be understood at ${place(file)}. ${SYNTAX[reason](name(section ?? '…'))}`,
  'template-file-empty': ({ file }) =>
    `No text is left in ${place(file)}. Write a text that does not stand wholly in sections that may be left out.`,
  'unescaped-placeholder': ({ placeholder, file }) =>
    `The placeholder "${name(placeholder)}" (${place(file)}) stands between three braces or after {{&; like this the content of a cell could change the invitation. Write ${tag(placeholder)}.`,
  'changed-delimiters': ({ file }) =>
    `At ${place(file)}, {{= sets other braces for placeholders; that is not possible. Delete this and write placeholders with {{ and }}.`,
  'unknown-partial': ({ partial, file }) =>
    `The partial {{> ${name(partial)}}} (${place(file)}) does not exist. Create the file ${quote(`${partial}.mustache`)} in the template's folder, or delete this.`,
  'partial-cycle': ({ partial }) =>
    `The partial {{> ${name(partial)}}} contains itself. Delete the reference in ${quote(`${partial}.mustache`)} that leads back to it.`,
  'partials-too-large': ({ partial, limit }) =>
    `The partials come to more than ${number(limit)} characters together; the limit is reached at {{> ${name(partial)}}}. Delete partials that put each other in several times.`,
  'template-control-character': ({ file, codePoint }) =>
    `There is an invisible control character (${clause(codePoint)}) in ${place(file)} that belongs in no invitation. Delete it: put the cursor behind it and press the backspace key, or write the line anew.`,
  'secret-in-subject': ({ placeholder }) =>
    `The subject contains the confidential value ${tag(placeholder)}; previews and logs show the subject too. Better take it out of the subject.`,
  'subject-lines': ({ lines }) =>
    `The subject has ${number(lines)} lines, one is allowed. Delete the line breaks in subject.mustache or in the cell that occurs in it.`,
  'subject-too-long': ({ length, limit }) =>
    `The subject has ${number(length)} characters; the limit is ${number(limit)}. Shorten it, best to fewer than 60 characters.`,
  'placeholder-in-attribute': ({ placeholder, attribute, file }) =>
    `The placeholder ${tag(placeholder)} (${place(file)}) stands at a place of the HTML where no content of a cell may stand: ${quote(attribute)}. Put it into the text, or for a link as the whole value in quotation marks: href="${tag(placeholder)}".`,
  'unsafe-link': ({ placeholder, file, of }) =>
    of === 'cell'
      ? `The content of ${tag(placeholder)} (${place(file)}) cannot be used as a link for this voter. A link begins with https:// or mailto: and contains no blanks; correct the cell.`
      : `The entry for ${tag(placeholder)} in invite.yaml cannot be used as a link (${place(file)}). Correct the entry, or take the placeholder out of the href.`,
  'message-too-large': ({ bytes, limit }) =>
    `The invitation is too large (${size(bytes)}); the limit is ${size(limit)}. Shorten the template, above all the HTML part.`,
  'language-without-template': ({ value, languages }) =>
    `The template has no folder for the language ${quote(value, 60)}; it has ${list(languages.map((language) => quote(language)))}. Add a folder of that name with all files, or correct the language.`,
  'language-unused': ({ language, reason }) =>
    `Nobody gets the template's language ${quote(language)}: ${reason === 'no-column' ? 'the roll has no column for the language' : 'no voter of the roll has this language'}. Check that this is intended; otherwise ${reason === 'no-column' ? 'add the column, or map it in invite.yaml under "columns"' : 'correct the languages in the roll'}.`,
} satisfies Partial<FindingTexts>;

function name(placeholder: string): string {
  return clause(placeholder);
}

function tag(placeholder: string): string {
  return `{{${name(placeholder)}}}`;
}

/** "text.mustache:12" -> "text.mustache, line 12". */
function place(file: string): string {
  const [, path, line] = /^(.*):(\d+)$/s.exec(file) ?? [];
  return path === undefined ? clause(file) : `${clause(path)}, line ${line}`;
}

/** The first place, and how many others. */
function places(file: string, more: number): string {
  if (more === 0) return place(file);
  return `${place(file)}, and in ${more === 1 ? 'one other place' : `${number(more)} other places`}`;
}

/** The other way out, where somebody may go without the value. */
function orSection(placeholder: string, needed: boolean): string {
  return needed
    ? ''
    : `, or put the text that is to be left out then between {{#${name(placeholder)}}} and {{/${name(placeholder)}}}`;
}

function column(role: string, header: string): string {
  return `Perhaps the column ${quote(header, 60)} is meant: correct its header, or map it in invite.yaml: columns: { ${name(role)}: ${clause(header)} }.`;
}
