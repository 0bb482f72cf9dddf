/** Owns the English sentences for findings in the template of the invitation. */
import type { FindingDetails, HtmlFault, TemplateSyntaxFault } from '../../../finding.js';
import type { FindingTexts } from '../../finding-text.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { number, list, quote, size } = formatFor('en');

const SYNTAX: Readonly<Record<TemplateSyntaxFault, (tag: string) => string>> = {
  'unclosed-tag': () => 'A placeholder begins with {{, but the closing braces }} are missing.',
  'unclosed-section': (tag) => `The section {{#${tag}}} has no end. Add {{/${tag}}}.`,
  'unopened-section': (tag) => `{{/${tag}}} ends a section that has not begun. Add {{#${tag}}} before it.`,
  'stray-braces': () => 'The braces }} stand alone. Add the opening braces {{, or delete them.',
  'nested-too-deep': (tag) =>
    `The section {{#${tag}}} stands within too many other sections. Take some of them away.`,
  'section-splits-tag': (tag) =>
    `The section {{#${tag}}} does not begin and end at the same kind of place in the HTML. Put it around whole elements, not into the middle of one.`,
};

const TEST_VOTER: Readonly<Record<FindingDetails['test-voter-in-roll']['what'], (row: number) => string>> = {
  id: (row) =>
    `The ID of this test voter also stands in the real roll (line ${row}; leading zeros and capital letters do not count). Logging in with it would be a real voter's login; give test voters IDs and credentials of their own.`,
  password: (row) =>
    `The password of this test voter also stands in the real roll (line ${row}). Nobody else may see it; give test voters passwords of their own.`,
  link: (row) =>
    `The link of this test voter is the personal link of a voter in the real roll (line ${row}). Nobody else may see it; give test voters links of their own.`,
};

const HTML_FAULTS: Readonly<Record<HtmlFault, string>> = {
  'attribute-twice': 'An attribute stands twice in one tag. Delete one of them.',
  'attribute-quotes':
    'In a tag a blank is missing between two attributes, or quotation marks stand wrong. Write every attribute as name="value", and a blank before each.',
  'tag-not-closed': 'A tag has no end. Add the missing quotation mark or >.',
  comment: 'A comment does not begin with "<!--" or does not end with "-->". Correct or delete it.',
  'too-deep':
    'The elements are nested deeper or are more than in any invitation. Add missing end tags, or simplify the HTML.',
};

export const templateFindings = {
  'placeholder-without-value': ({ placeholder, file, more, of, needed, suggestion }) =>
    `The placeholder ${tag(placeholder)} (${places(file, more)}) has no value for anybody: ${of === 'role' ? 'the roll has no column that clearly is it' : 'invite.yaml does not give it'}. ${suggestion === null ? `Add it${orSection(placeholder, needed)}.` : column(placeholder, suggestion)}`,
  'placeholder-left-out': ({ placeholder, of, suggestion }) =>
    `The section about ${tag(placeholder)} is left out of every invitation, because ${of === 'role' ? 'the roll has no column that clearly is it' : 'invite.yaml does not give it'}. ${suggestion === null ? 'Check that this is intended.' : column(placeholder, suggestion)}`,
  'unknown-placeholder': ({ placeholder, file, suggestion }) =>
    `The placeholder ${tag(placeholder)} (${place(file)}) exists neither in the roll nor in the project.${suggestion === null ? '' : ` Perhaps ${tag(suggestion)} is meant.`} Write it exactly like the header of the column, correct that header, or delete it.`,
  'foreign-placeholder-in-text': ({ value, file }) =>
    `${quote(value)} stands in ${place(file)}, a placeholder as another program writes it (a mail merge, for example); everybody would see it as it stands. Write placeholders with double curly braces: {{firstName}}.`,
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
    `The partial {{> ${name(partial)}}} (${place(file)}) does not exist. ${/[\\/]/.test(partial) ? "Partials are in the template's own folder; write just their name, without a folder." : createFile(partial)}`,
  'partial-cycle': ({ partial }) =>
    `The partial {{> ${name(partial)}}} contains itself. Delete the reference in ${quote(`${partial}.mustache`)} that leads back to it.`,
  'partials-too-deep': ({ partial, file, limit }) =>
    `The partial {{> ${name(partial)}}} (${place(file)}) stands within more than ${number(limit)} partials that put each other in. Put its text where it is needed.`,
  'partials-too-large': ({ partial, limit }) =>
    `The partials come to more than ${number(limit)} characters together; the limit is reached at {{> ${name(partial)}}}. Delete partials that put each other in several times.`,
  'template-control-character': ({ file, codePoint }) =>
    `There is an invisible control character (${clause(codePoint)}) in ${place(file)} that belongs in no invitation. Delete it: put the cursor behind it and press the backspace key, or write the line anew.`,
  'secret-in-subject': ({ placeholder }) =>
    `The subject contains the confidential value ${tag(placeholder)}; previews and logs show the subject too. Better take it out of the subject.`,
  'credential-not-allowed': ({ placeholder, file }) =>
    `The template says in template.yaml that it carries no credentials, but ${tag(placeholder)} (${place(file)}) is one. Delete the placeholder; if the column is not confidential, list only the confidential ones in invite.yaml under "secrets".`,
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
  'example-values': ({ keys }) =>
    `In invite.yaml, ${list(keys.map((key) => quote(key)))} ${keys.length === 1 ? 'is' : 'are'} still the example of a new project folder. Replace every value marked EXAMPLE; before that no invitation goes to voters.`,
  'test-voter-in-roll': ({ what, realRow }) => (textOf(TEST_VOTER, what) ?? TEST_VOTER.id)(realRow),
  'remote-resource': ({ file, where, address }) =>
    `The HTML loads ${quote(address, 80)} (${place(file)}, ${clause(where)}). An official notice must load nothing: it would tell others who reads it and when, and many mail programs do not show it. Delete it, or put a logo into the template's folder as logo.png and write <img src="cid:logo" alt="...">.`,
  'html-not-allowed': ({ file, what }) =>
    `The HTML contains ${quote(what, 60)} (${place(file)}). That has no place in an invitation: only what lays out text is allowed, nothing that runs, submits or hides something; mail programs remove it, and filters hold such messages back. Delete it.`,
  'html-malformed': ({ file, fault }) =>
    `The HTML is written so that mail programs understand it differently (${place(file)}). ${textOf(HTML_FAULTS, fault) ?? ''}`,
  'link-not-allowed': ({ file, address }) =>
    `A link leads to ${quote(address, 80)} (${place(file)}). In an invitation a link begins with https://, mailto: or tel:, and nothing else stands before the name of the site. Correct it, or delete it.`,
  'secret-in-link': ({ placeholder, file, host }) =>
    `A link of the template hands the confidential value ${tag(placeholder)} to ${host === null ? 'a mailbox or telephone' : quote(host, 60)} (${place(file)}). Whoever reads along there could vote in the voter's place. Take the placeholder out of the link; if that is the voting page, write the whole links into the roll's column for links, and href="{{link}}" here.`,
  'data-image': ({ file, where }) =>
    `An image is written into the HTML itself (${place(file)}, ${clause(where)}); Gmail and Outlook do not show it. Put it into the template's folder as logo.png and write <img src="cid:logo" alt="...">, or delete it.`,
  'link-leads-elsewhere': ({ file, shown, leads }) =>
    `A link (${place(file)}) shows ${quote(shown, 60)} but leads to ${quote(leads, 60)}. That is how false messages look, and many filters hold it back. Let it show where it leads, or write words instead, such as "Go to the voting page".`,
  'html-language': ({ file, found, language }) =>
    `The HTML ${found === null ? 'does not say its language' : `says that its language is ${quote(found, 20)}`} (${place(file)}); screen readers then read it in a wrong voice. Write <html lang="${clause(language)}">.`,
  'image-without-alt': ({ file }) =>
    `An image has no words for people who cannot see it (${place(file)}). Add alt="..." with what it says, or alt="" where it is only decoration.`,
  'low-contrast': ({ file, colour, background, ratio, needed }) =>
    `Text in ${clause(colour)} on ${clause(background)} is hard to read (${place(file)}): the contrast is ${number(ratio)} to 1, at least ${number(needed)} to 1 is needed. Take a darker colour for one of them and a lighter one for the other.`,
  'call-number': ({ file }) =>
    `A number of seven digits or more (${place(file)}) becomes a link on telephones that calls somebody. Write this into the head of the HTML: <meta name="format-detection" content="telephone=no">.`,
  'credential-in-preview': ({ placeholder, file, characters }) =>
    `The confidential value ${tag(placeholder)} (${place(file)}) stands within the first ${number(characters)} characters; locked screens and lists of messages show them. Put it further down, after a few sentences. If it is not confidential, name the confidential columns in invite.yaml under "secrets".`,
  'html-clipped': ({ file, bytes, limit }) =>
    `The HTML part is large: ${size(bytes)} (${place(file)}). Above ${size(limit)} Gmail cuts it off, and what stands at the end is missing. Shorten it.`,
  'same-subject': ({ rows: [first, second], count }) =>
    `The same subject goes to one address more than once (rows ${first} and ${second}${count === 1 ? '' : `, and ${number(count - 1)} more`}). Mail programs put them into one conversation and hide all but one. Put the name into the subject: {{firstName}} {{lastName}}.`,
  'voting-domain-unnamed': ({ domain, file }) =>
    `No sentence says at which address voting takes place (${place(file)}), so nobody can tell a false page from the right one. Add one, for example: The address of the voting page is ${clause(domain)}. You can write {{link.domain}} for it where the roll has the links.`,
  'logo-missing': ({ file, id }) =>
    `An image refers to ${quote(`cid:${id}`, 60)} (${place(file)}), but ${id === 'logo' ? "there is no logo.png, logo.jpg or logo.gif in the template's folder" : 'only cid:logo is possible'}. ${id === 'logo' ? 'Put the picture there' : "Write cid:logo, and put the picture into the template's folder as logo.png"}, or delete the image.`,
  'logo-unused': ({ name: file }) =>
    `The picture ${quote(file)} is in no invitation, because the HTML does not refer to it. Write <img src="cid:logo" alt="..."> where it belongs, or delete the file.`,
  'several-logos': ({ names }) =>
    `The template has several logos: ${list(names.map((file) => quote(file)))}. Keep one of them.`,
  'logo-format': ({ name: file, content }) =>
    `The picture ${quote(file)} cannot be shown by every mail program${content === 'other' ? '' : ` under this name: it is a ${clause(content).toUpperCase()} file`}. ${content === 'other' ? 'Save it as PNG in a graphics program and name it logo.png' : `Rename it to logo.${clause(content)}`}.`,
  'logo-too-large': ({ name: file, bytes, limit }) =>
    `The picture ${quote(file)} is ${size(bytes)} large; it should be at most ${size(limit)}, because every invitation carries it. Save it smaller, about 400 pixels wide.`,
  'language-without-template': ({ value, languages }) =>
    `The template has no folder for the language ${quote(value, 60)}; it has ${list(languages.map((language) => quote(language)))}. Add a folder of that name with all files, or correct the language.`,
  'language-ignored': ({ language, count }) =>
    `The template has only one language (${quote(language)}); the roll names another one for ${count === 1 ? 'one voter' : `${number(count)} voters`}. Put the template into folders such as "de" and "en" in the template's folder, or leave it if all are to get the same invitation.`,
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

function createFile(partial: string): string {
  return `Create the file ${quote(`${partial}.mustache`)} in the template's folder, or delete this.`;
}
