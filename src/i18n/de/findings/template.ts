/** Owns the German sentences for findings in the template of the invitation. */
import type { FindingDetails, HtmlFault, TemplateSyntaxFault } from '../../../finding.js';
import type { FindingTexts } from '../../finding-text.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { number, list, quote, size } = formatFor('de');

const SYNTAX: Readonly<Record<TemplateSyntaxFault, (tag: string) => string>> = {
  'unclosed-tag': () => 'Ein Platzhalter beginnt mit {{, aber die schließenden Klammern }} fehlen.',
  'unclosed-section': (tag) => `Der Abschnitt {{#${tag}}} hat kein Ende. Ergänzen Sie {{/${tag}}}.`,
  'unopened-section': (tag) =>
    `{{/${tag}}} beendet einen Abschnitt, der nicht begonnen hat. Ergänzen Sie davor {{#${tag}}}.`,
  'stray-braces': () =>
    'Die Klammern }} stehen allein. Ergänzen Sie die öffnenden Klammern {{, oder löschen Sie sie.',
  'nested-too-deep': (tag) =>
    `Der Abschnitt {{#${tag}}} steht in zu vielen anderen Abschnitten. Lösen Sie einige davon auf.`,
  'section-splits-tag': (tag) =>
    `Der Abschnitt {{#${tag}}} beginnt und endet nicht an derselben Art von Stelle im HTML. Setzen Sie ihn um ganze Elemente, nicht mitten in eines hinein.`,
};

const TEST_VOTER: Readonly<Record<FindingDetails['test-voter-in-roll']['what'], (row: number) => string>> = {
  id: (row) =>
    `Die ID dieser Testperson steht auch im echten Wählerverzeichnis (Zeile ${row}; führende Nullen, Groß- und Kleinschreibung zählen nicht). Eine Anmeldung damit wäre die einer wahlberechtigten Person; geben Sie Testpersonen eigene IDs und Zugangsdaten.`,
  password: (row) =>
    `Das Passwort dieser Testperson steht auch im echten Wählerverzeichnis (Zeile ${row}). Niemand sonst darf es sehen; geben Sie Testpersonen eigene Passwörter.`,
  link: (row) =>
    `Der Link dieser Testperson ist der persönliche Link einer wahlberechtigten Person im echten Wählerverzeichnis (Zeile ${row}). Niemand sonst darf ihn sehen; geben Sie Testpersonen eigene Links.`,
};

const HTML_FAULTS: Readonly<Record<HtmlFault, string>> = {
  'attribute-twice': 'Ein Attribut steht zweimal in einem Tag. Löschen Sie eines davon.',
  'attribute-quotes':
    'In einem Tag fehlt ein Leerzeichen zwischen zwei Attributen, oder Anführungszeichen stehen falsch. Schreiben Sie jedes Attribut als name="Wert", und setzen Sie vor jedes ein Leerzeichen.',
  'tag-not-closed': 'Ein Tag hat kein Ende. Ergänzen Sie das fehlende Anführungszeichen oder >.',
  comment:
    'Ein Kommentar beginnt nicht mit „<!--“ oder endet nicht mit „-->“. Berichtigen oder löschen Sie ihn.',
  'too-deep':
    'Die Elemente sind tiefer ineinander verschachtelt oder zahlreicher als in irgendeiner Einladung. Ergänzen Sie fehlende Ende-Tags, oder vereinfachen Sie das HTML.',
};

export const templateFindings = {
  'placeholder-without-value': ({ placeholder, file, more, of, needed, suggestion }) =>
    `Der Platzhalter ${tag(placeholder)} (${places(file, more)}) hat bei niemandem einen Wert: ${of === 'role' ? 'Das Wählerverzeichnis hat keine eindeutige Spalte dafür' : 'In invite.yaml fehlt die Angabe dazu'}. ${suggestion === null ? `Ergänzen Sie sie${orSection(placeholder, needed)}.` : column(placeholder, suggestion)}`,
  'placeholder-left-out': ({ placeholder, of, suggestion }) =>
    `Der Abschnitt zu ${tag(placeholder)} entfällt in allen Einladungen, denn ${of === 'role' ? 'das Wählerverzeichnis hat keine eindeutige Spalte dafür' : 'in invite.yaml fehlt die Angabe dazu'}. ${suggestion === null ? 'Prüfen Sie, ob das so gewollt ist.' : column(placeholder, suggestion)}`,
  'unknown-placeholder': ({ placeholder, file, suggestion }) =>
    `Den Platzhalter ${tag(placeholder)} (${place(file)}) gibt es weder im Wählerverzeichnis noch im Projekt.${suggestion === null ? '' : ` Gemeint ist vielleicht ${tag(suggestion)}.`} Schreiben Sie ihn genau wie die Überschrift der Spalte, berichtigen Sie diese, oder löschen Sie ihn.`,
  'foreign-placeholder-in-text': ({ value, file }) =>
    `In ${place(file)} steht ${quote(value)}, ein Platzhalter, wie ihn ein anderes Programm schreibt (zum Beispiel ein Serienbrief); alle Personen bekämen ihn so zu sehen, wie er dasteht. Schreiben Sie Platzhalter mit doppelten geschweiften Klammern: {{firstName}}.`,
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
    `Der Baustein {{> ${name(partial)}}} (${place(file)}) ist nicht vorhanden. ${/[\\/]/.test(partial) ? 'Bausteine liegen im Ordner der Vorlage selbst; schreiben Sie nur ihren Namen, ohne Ordner.' : createFile(partial)}`,
  'partial-cycle': ({ partial }) =>
    `Der Baustein {{> ${name(partial)}}} enthält sich selbst. Löschen Sie in ${quote(`${partial}.mustache`)} den Verweis, der zu ihm zurückführt.`,
  'partials-too-deep': ({ partial, file, limit }) =>
    `Der Baustein {{> ${name(partial)}}} (${place(file)}) steht in mehr als ${number(limit)} Bausteinen, die einander einfügen. Setzen Sie seinen Text dort ein, wo er gebraucht wird.`,
  'partials-too-large': ({ partial, limit }) =>
    `Die Bausteine ergeben zusammen mehr als ${number(limit)} Zeichen; die Grenze ist bei {{> ${name(partial)}}} erreicht. Löschen Sie Bausteine, die einander mehrfach einfügen.`,
  'template-control-character': ({ file, codePoint }) =>
    `In ${place(file)} steht ein unsichtbares Steuerzeichen (${clause(codePoint)}), das in keine Einladung gehört. Löschen Sie es: Setzen Sie die Schreibmarke dahinter, und drücken Sie die Rücktaste, oder schreiben Sie die Zeile neu.`,
  'secret-in-subject': ({ placeholder }) =>
    `Im Betreff steht die vertrauliche Angabe ${tag(placeholder)}; den Betreff zeigen auch Vorschaufenster und Protokolle. Nehmen Sie sie besser aus dem Betreff heraus.`,
  'credential-not-allowed': ({ placeholder, file }) =>
    `Die Vorlage sagt in template.yaml, dass sie keine Zugangsdaten enthält; ${tag(placeholder)} (${place(file)}) gehört aber dazu. Löschen Sie den Platzhalter; wenn die Spalte nicht vertraulich ist, nennen Sie in invite.yaml unter „secrets“ nur die vertraulichen.`,
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
  'example-values': ({ keys }) =>
    `In invite.yaml ${keys.length === 1 ? 'ist' : 'sind'} ${list(keys.map((key) => quote(key)))} noch das Beispiel eines neuen Projektordners. Ersetzen Sie jeden Wert, an dem BEISPIEL steht; vorher geht keine Einladung an Wahlberechtigte.`,
  'test-voter-in-roll': ({ what, realRow }) => (textOf(TEST_VOTER, what) ?? TEST_VOTER.id)(realRow),
  'remote-resource': ({ file, where, address }) =>
    `Das HTML lädt ${quote(address, 80)} (${place(file)}, ${clause(where)}). Eine amtliche Nachricht darf nichts nachladen: Andere erführen, wer sie wann liest, und viele Mailprogramme zeigen es nicht. Löschen Sie es, oder legen Sie ein Logo als logo.png in den Ordner der Vorlage, und schreiben Sie <img src="cid:logo" alt="...">.`,
  'html-not-allowed': ({ file, what }) =>
    `Das HTML enthält ${quote(what, 60)} (${place(file)}). Das hat in einer Einladung keinen Platz: Erlaubt ist nur, was Text gestaltet, nicht was etwas ausführt, absendet oder verbirgt; Mailprogramme entfernen es, und Filter halten solche Nachrichten zurück. Löschen Sie es.`,
  'html-malformed': ({ file, fault }) =>
    `Das HTML ist so geschrieben, dass Mailprogramme es verschieden verstehen (${place(file)}). ${textOf(HTML_FAULTS, fault) ?? ''}`,
  'link-not-allowed': ({ file, address }) =>
    `Ein Link führt zu ${quote(address, 80)} (${place(file)}). In einer Einladung beginnt ein Link mit https://, mailto: oder tel:, und vor dem Namen der Seite steht nichts anderes. Berichtigen Sie ihn, oder löschen Sie ihn.`,
  'secret-in-link': ({ placeholder, file, host }) =>
    `Ein Link der Vorlage übergibt die vertrauliche Angabe ${tag(placeholder)} ${host === null ? 'einem Postfach oder Telefon' : `an ${quote(host, 60)}`} (${place(file)}). Wer dort mitliest, könnte an Stelle der Wahlberechtigten wählen. Nehmen Sie den Platzhalter aus dem Link heraus; ist das die Wahlseite, schreiben Sie die ganzen Links in die Spalte Link des Wählerverzeichnisses und hier href="{{link}}".`,
  'data-image': ({ file, where }) =>
    `Ein Bild steht im HTML selbst (${place(file)}, ${clause(where)}); Gmail und Outlook zeigen es nicht. Legen Sie es als logo.png in den Ordner der Vorlage, und schreiben Sie <img src="cid:logo" alt="...">, oder löschen Sie es.`,
  'link-leads-elsewhere': ({ file, shown, leads }) =>
    `Ein Link (${place(file)}) zeigt ${quote(shown, 60)}, führt aber zu ${quote(leads, 60)}. So sehen gefälschte Nachrichten aus, und viele Filter halten sie zurück. Lassen Sie ihn zeigen, wohin er führt, oder schreiben Sie Wörter hinein, etwa „Zur Wahlseite“.`,
  'html-language': ({ file, found, language }) =>
    `Das HTML nennt ${found === null ? 'seine Sprache nicht' : `als Sprache ${quote(found, 20)}`} (${place(file)}); Vorleseprogramme lesen es dann mit falscher Aussprache. Schreiben Sie <html lang="${clause(language)}">.`,
  'image-without-alt': ({ file }) =>
    `Zu einem Bild fehlen die Worte für Menschen, die es nicht sehen (${place(file)}). Ergänzen Sie alt="..." mit dem, was es sagt, oder alt="", wenn es nur schmückt.`,
  'low-contrast': ({ file, colour, background, ratio, needed }) =>
    `Text in ${clause(colour)} auf ${clause(background)} ist schwer zu lesen (${place(file)}): Der Kontrast beträgt ${number(ratio)} zu 1, nötig sind ${number(needed)} zu 1. Nehmen Sie für das eine eine dunklere und für das andere eine hellere Farbe.`,
  'call-number': ({ file }) =>
    `Eine Zahl mit sieben oder mehr Ziffern (${place(file)}) wird auf Telefonen zu einem Link, der jemanden anruft. Schreiben Sie in den Kopf des HTML: <meta name="format-detection" content="telephone=no">.`,
  'credential-in-preview': ({ placeholder, file, characters }) =>
    `Die vertrauliche Angabe ${tag(placeholder)} (${place(file)}) steht in den ersten ${number(characters)} Zeichen; gesperrte Bildschirme und Nachrichtenlisten zeigen sie. Setzen Sie sie weiter nach unten, hinter einige Sätze. Ist sie nicht vertraulich, nennen Sie die vertraulichen Spalten in invite.yaml unter „secrets“.`,
  'html-clipped': ({ file, bytes, limit }) =>
    `Der HTML-Teil ist ${size(bytes)} groß (${place(file)}). Über ${size(limit)} schneidet Gmail ihn ab, und was am Ende steht, fehlt. Kürzen Sie ihn.`,
  'same-subject': ({ rows: [first, second], count }) =>
    `Derselbe Betreff geht mehrfach an eine Adresse (Zeilen ${first} und ${second}${count === 1 ? '' : ` und ${number(count - 1)} weitere`}). Mailprogramme fassen solche Nachrichten zu einer Unterhaltung zusammen und verbergen alle bis auf eine. Setzen Sie den Namen in den Betreff: {{firstName}} {{lastName}}.`,
  'voting-domain-unnamed': ({ domain, file }) =>
    `Kein Satz sagt, unter welcher Adresse gewählt wird (${place(file)}); so kann niemand eine gefälschte Seite von der richtigen unterscheiden. Ergänzen Sie einen, zum Beispiel: Die Adresse der Wahlseite lautet ${clause(domain)}. Stehen die Links im Wählerverzeichnis, können Sie dafür {{link.domain}} schreiben.`,
  'logo-missing': ({ file, id }) =>
    `Ein Bild verweist auf ${quote(`cid:${id}`, 60)} (${place(file)}), aber ${id === 'logo' ? 'im Ordner der Vorlage liegt weder logo.png noch logo.jpg oder logo.gif' : 'möglich ist nur cid:logo'}. ${id === 'logo' ? 'Legen Sie das Bild dorthin' : 'Schreiben Sie cid:logo, und legen Sie das Bild als logo.png in den Ordner der Vorlage'}, oder löschen Sie die Stelle.`,
  'logo-unused': ({ name: file }) =>
    `Das Bild ${quote(file)} steht in keiner Einladung, weil das HTML nicht darauf verweist. Schreiben Sie <img src="cid:logo" alt="..."> dorthin, wo es stehen soll, oder löschen Sie die Datei.`,
  'several-logos': ({ names }) =>
    `Die Vorlage enthält mehrere Logos: ${list(names.map((file) => quote(file)))}. Behalten Sie eines davon.`,
  'logo-format': ({ name: file, content }) =>
    `Das Bild ${quote(file)} kann nicht jedes Mailprogramm zeigen${content === 'other' ? '' : `, denn unter diesem Namen liegt eine ${clause(content).toUpperCase()}-Datei`}. ${content === 'other' ? 'Speichern Sie es in einem Grafikprogramm als PNG, und nennen Sie es logo.png' : `Benennen Sie sie um in logo.${clause(content)}`}.`,
  'logo-too-large': ({ name: file, bytes, limit }) =>
    `Das Bild ${quote(file)} ist ${size(bytes)} groß; höchstens ${size(limit)} sollten es sein, denn jede Einladung enthält es. Speichern Sie es kleiner, etwa 400 Pixel breit.`,
  'language-without-template': ({ value, languages }) =>
    `Für die Sprache ${quote(value, 60)} enthält die Vorlage keinen Ordner; vorhanden: ${list(languages.map((language) => quote(language)))}. Ergänzen Sie einen Ordner dieses Namens mit allen Dateien, oder berichtigen Sie die Sprache.`,
  'language-ignored': ({ language, count }) =>
    `Die Vorlage hat nur eine Sprache (${quote(language)}), im Wählerverzeichnis ${count === 1 ? 'ist bei einer Person' : `sind bei ${number(count)} Personen`} eine andere angegeben. Legen Sie die Vorlage in Ordner wie „de“ und „en“ im Ordner der Vorlage, oder lassen Sie es, wenn alle dieselbe Einladung erhalten sollen.`,
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

function createFile(partial: string): string {
  return `Legen Sie im Ordner der Vorlage die Datei ${quote(`${partial}.mustache`)} an, oder löschen Sie die Stelle.`;
}
