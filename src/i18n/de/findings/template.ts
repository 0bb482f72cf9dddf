/** Owns the German sentences for findings in the template of the invitation. */
import type { TemplateSyntaxFault } from '../../../finding.js';
import type { FindingTexts } from '../../finding-text.js';
import { clause, formatFor } from '../../format.js';

const { number, list, quote, size } = formatFor('de');

const SYNTAX: Readonly<Record<TemplateSyntaxFault, (tag: string) => string>> = {
  'unclosed-tag': () => 'Ein Platzhalter beginnt mit {{, aber die schließenden Klammern }} fehlen.',
  'unclosed-section': (tag) => `Der Abschnitt {{#${tag}}} hat kein Ende. Ergänzen Sie {{/${tag}}}.`,
  'unopened-section': (tag) =>
    `{{/${tag}}} beendet einen Abschnitt, der nicht begonnen hat. Ergänzen Sie davor {{#${tag}}}.`,
  'stray-braces': () =>
    'Die Klammern }} stehen allein. Ergänzen Sie die öffnenden Klammern {{, oder löschen Sie sie.',
  'section-splits-tag': (tag) =>
    `Der Abschnitt {{#${tag}}} beginnt und endet nicht an derselben Art von Stelle im HTML. Setzen Sie ihn um ganze Elemente, nicht mitten in eines hinein.`,
};

export const templateFindings = {
  'placeholder-without-value': ({ placeholder, file, more, of, needed, suggestion }) =>
    `Der Platzhalter ${tag(placeholder)} (${places(file, more)}) hat bei niemandem einen Wert: ${of === 'role' ? 'Das Wählerverzeichnis hat keine Spalte dafür' : 'In invite.yaml fehlt die Angabe dazu'}. ${suggestion === null ? `Ergänzen Sie sie${orSection(placeholder, needed)}.` : column(placeholder, suggestion)}`,
  'placeholder-left-out': ({ placeholder, of, suggestion }) =>
    `Der Abschnitt zu ${tag(placeholder)} entfällt in allen Einladungen, denn ${of === 'role' ? 'das Wählerverzeichnis hat keine Spalte dafür' : 'in invite.yaml fehlt die Angabe dazu'}. ${suggestion === null ? 'Prüfen Sie, ob das so gewollt ist.' : column(placeholder, suggestion)}`,
  'unknown-placeholder': ({ placeholder, file, suggestion }) =>
    `Den Platzhalter ${tag(placeholder)} (${place(file)}) gibt es weder im Wählerverzeichnis noch im Projekt.${suggestion === null ? '' : ` Gemeint ist vielleicht ${tag(suggestion)}.`} Schreiben Sie ihn genau wie die Überschrift der Spalte, berichtigen Sie diese, oder löschen Sie ihn.`,
  'ambiguous-placeholder': ({ placeholder, file }) =>
    `Der Platzhalter ${tag(placeholder)} (${place(file)}) kann zweierlei bedeuten: eine Spalte heißt so, steht aber für etwas anderes. Benennen Sie die Spalte um, oder ordnen Sie sie in invite.yaml unter „columns“ zu.`,
  'empty-placeholder': ({ placeholder, file, needed }) =>
    `Der Platzhalter ${tag(placeholder)} (${place(file)}) ist bei dieser Person leer. Füllen Sie die Zelle${orSection(placeholder, needed)}.`,
  'required-placeholder-missing': ({ placeholder, file }) =>
    `Der Platzhalter ${tag(placeholder)} muss in jeder Einladung stehen, fehlt aber in ${place(file)} (oder steht dort nur in einem Abschnitt, der entfallen kann). Fügen Sie ihn ein.`,
  'template-syntax': ({ file, reason, tag: section }) =>
    `In ${place(file)} ist die Vorlage nicht zu verstehen. ${SYNTAX[reason](name(section ?? '…'))}`,
  'template-file-empty': ({ file }) =>
    `In ${place(file)} bleibt kein Text übrig. Schreiben Sie einen Text, der nicht ganz in Abschnitten steht, die entfallen können.`,
  'unescaped-placeholder': ({ placeholder, file }) =>
    `Der Platzhalter „${name(placeholder)}“ (${place(file)}) steht zwischen drei Klammern oder hinter {{&; so könnte der Inhalt einer Zelle die Einladung verändern. Schreiben Sie ${tag(placeholder)}.`,
  'changed-delimiters': ({ file }) =>
    `In ${place(file)} werden mit {{= andere Klammern für Platzhalter vereinbart; das ist nicht möglich. Löschen Sie diese Stelle und schreiben Sie Platzhalter mit {{ und }}.`,
  'unknown-partial': ({ partial, file }) =>
    `Der Baustein {{> ${name(partial)}}} (${place(file)}) ist nicht vorhanden. Legen Sie im Ordner der Vorlage die Datei ${quote(`${partial}.mustache`)} an, oder löschen Sie die Stelle.`,
  'partial-cycle': ({ partial }) =>
    `Der Baustein {{> ${name(partial)}}} enthält sich selbst. Löschen Sie in ${quote(`${partial}.mustache`)} den Verweis, der zu ihm zurückführt.`,
  'partials-too-large': ({ partial, limit }) =>
    `Die Bausteine ergeben zusammen mehr als ${number(limit)} Zeichen; die Grenze ist bei {{> ${name(partial)}}} erreicht. Löschen Sie Bausteine, die einander mehrfach einfügen.`,
  'template-control-character': ({ file, codePoint }) =>
    `In ${place(file)} steht ein unsichtbares Steuerzeichen (${clause(codePoint)}), das in keine Einladung gehört. Löschen Sie es: Setzen Sie die Schreibmarke dahinter, und drücken Sie die Rücktaste, oder schreiben Sie die Zeile neu.`,
  'secret-in-subject': ({ placeholder }) =>
    `Im Betreff steht die vertrauliche Angabe ${tag(placeholder)}; den Betreff zeigen auch Vorschaufenster und Protokolle. Nehmen Sie sie besser aus dem Betreff heraus.`,
  'subject-lines': ({ lines }) =>
    `Der Betreff hat ${number(lines)} Zeilen, erlaubt ist eine. Löschen Sie die Zeilenumbrüche in subject.mustache oder in der Zelle, die darin vorkommt.`,
  'subject-too-long': ({ length, limit }) =>
    `Der Betreff hat ${number(length)} Zeichen; erlaubt sind ${number(limit)}. Kürzen Sie ihn, am besten auf weniger als 60 Zeichen.`,
  'placeholder-in-attribute': ({ placeholder, attribute, file }) =>
    `Der Platzhalter ${tag(placeholder)} (${place(file)}) steht im HTML an einer Stelle, an der kein Inhalt einer Zelle stehen darf: ${quote(attribute)}. Setzen Sie ihn in den Text, oder bei einem Link als ganzen Wert in Anführungszeichen: href="${tag(placeholder)}".`,
  'unsafe-link': ({ placeholder, file, of }) =>
    of === 'cell'
      ? `Der Inhalt von ${tag(placeholder)} (${place(file)}) lässt sich bei dieser Person nicht als Link benutzen. Ein Link beginnt mit https:// oder mailto: und enthält keine Leerzeichen; berichtigen Sie die Zelle.`
      : `Die Angabe zu ${tag(placeholder)} in invite.yaml lässt sich nicht als Link benutzen (${place(file)}). Berichtigen Sie die Angabe, oder nehmen Sie den Platzhalter aus dem href heraus.`,
  'message-too-large': ({ bytes, limit }) =>
    `Die Einladung ist mit ${size(bytes)} zu groß; erlaubt sind ${size(limit)}. Kürzen Sie die Vorlage, vor allem den HTML-Teil.`,
  'language-without-template': ({ value, languages }) =>
    `Für die Sprache ${quote(value, 60)} enthält die Vorlage keinen Ordner; vorhanden: ${list(languages.map((language) => quote(language)))}. Ergänzen Sie einen Ordner dieses Namens mit allen Dateien, oder berichtigen Sie die Sprache.`,
  'language-unused': ({ language, reason }) =>
    `Die Sprache ${quote(language)} der Vorlage erhält niemand: ${reason === 'no-column' ? 'Das Wählerverzeichnis hat keine Spalte für die Sprache' : 'Im Wählerverzeichnis ist sie bei niemandem angegeben'}. Prüfen Sie, ob das so gewollt ist; sonst ${reason === 'no-column' ? 'ergänzen Sie die Spalte, oder ordnen Sie sie in invite.yaml unter „columns“ zu' : 'berichtigen Sie die Sprachen im Wählerverzeichnis'}.`,
} satisfies Partial<FindingTexts>;

function name(placeholder: string): string {
  return clause(placeholder);
}

function tag(placeholder: string): string {
  return `{{${name(placeholder)}}}`;
}

/** "text.mustache:12" -> "text.mustache, Zeile 12". */
function place(file: string): string {
  const [, path, line] = /^(.*):(\d+)$/s.exec(file) ?? [];
  return path === undefined ? clause(file) : `${clause(path)}, Zeile ${line}`;
}

/** The first place, and how many others. */
function places(file: string, more: number): string {
  if (more === 0) return place(file);
  return `${place(file)}, und an ${more === 1 ? 'einer weiteren Stelle' : `${number(more)} weiteren Stellen`}`;
}

/** The other way out, where somebody may go without the value. */
function orSection(placeholder: string, needed: boolean): string {
  return needed
    ? ''
    : `, oder setzen Sie den Text, der dann entfallen soll, zwischen {{#${name(placeholder)}}} und {{/${name(placeholder)}}}`;
}

function column(role: string, header: string): string {
  return `Vielleicht ist die Spalte ${quote(header, 60)} gemeint: Berichtigen Sie ihre Überschrift, oder ordnen Sie sie in invite.yaml zu: columns: { ${name(role)}: ${clause(header)} }.`;
}
