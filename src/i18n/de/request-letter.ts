/** Owns the German letter of `invite request` to the organiser's IT; what stands where is in src/request/letter.ts. */
import type { RequestLetterTexts } from '../en/request-letter.js';
import { formatFor } from '../format.js';

const { counted, number, quote } = formatFor('de');

export const requestLetter: RequestLetterTexts = {
  heading: 'Ein Postfach für die Wahleinladungen',
  to: (organiser) => `An die IT des Veranstalters: ${organiser}`,
  subject: (title, by) =>
    `Postfach für die Wahleinladungen: ${title}${by === null ? '' : `, bitte bis ${by}`}`,
  occasion: { 'online-wahl': 'der Wahl', 'live-voting': 'der Versammlung' },
  greeting: 'Guten Tag,',
  why: (title, organiser) =>
    `für ${quote(title)} bekommt jede wahlberechtigte Person eine persönliche Nachricht mit ihren Zugangsdaten. Diese Einladungen sollen über Ihren Mailserver hinausgehen, mit einer eigenen Adresse als Absender (${organiser}): Ihr vertrauen die Wahlberechtigten, während Post von Fremden nach einem Betrugsversuch aussieht.`,
  need: 'Dafür brauchen wir ein Postfach bei Ihnen und sechs Angaben dazu.',

  deadline: {
    byStart: (day, occasion) =>
      `Bitte richten Sie es bis ${day} ein und nennen Sie uns die Angaben; das ist vier Wochen vor Beginn ${occasion}. So bleibt Zeit zum Testen und für Änderungen an Firewall und Postfach, wenn ein Test scheitert.`,
    byMailing: (day) =>
      `Bitte richten Sie es bis ${day} ein und nennen Sie uns die Angaben; das ist eine Woche, bevor die Einladungen hinausgehen. So bleibt Zeit zum Testen und für Änderungen an Firewall und Postfach, wenn ein Test scheitert.`,
    late: (day) =>
      `Bitte richten Sie es so bald wie möglich ein und nennen Sie uns die Angaben, spätestens bis ${day}: Danach bleibt keine Zeit mehr, zu beheben, was ein Test findet.`,
    atOnce:
      'Bitte richten Sie es so bald wie möglich ein und nennen Sie uns die Angaben: Zum Testen bleibt kein ganzer Tag mehr.',
    missed: (day, occasion) =>
      `Üblich ist diese Bitte vier Wochen vor Beginn ${occasion}; das wäre der ${day} gewesen.`,
    unknown: (blank, occasion) =>
      `Bitte richten Sie es bis ${blank} ein und nennen Sie uns die Angaben. Üblich sind vier Wochen vor Beginn ${occasion}: So bleibt Zeit zum Testen und für Änderungen an Firewall und Postfach, wenn ein Test scheitert.`,
  },
  glance: {
    by: 'Bitte bis',
    asSoon: 'so bald wie möglich',
    latest: (day) => `so bald wie möglich, spätestens ${day}`,
    messages: 'Nachrichten',
    mailing: 'Versand ab',
    pace: 'Tempo und Dauer',
    address: 'Von der Adresse',
    addressFollows: 'folgt, siehe Abschnitt 3',
    questions: 'Fragen an',
  },
  at: (moment, timezone) => `${moment} (${timezone})`,
  messages: (count) => counted(count, { one: 'Nachricht', other: 'Nachrichten' }),
  perMinute: (count) => `${number(count)} je Minute`,
  perHour: (count) => `${number(count)} je Stunde`,
  perDay: (count) => `${number(count)} je Tag`,
  connections: (count) => counted(count, { one: 'Verbindung', other: 'Verbindungen' }),
  about: (duration) => `etwa ${duration}`,
  underAMinute: 'unter einer Minute',

  values: {
    heading: 'Die sechs Angaben',
    fill: (contact) => `Bitte füllen Sie alles außer dem Passwort aus und geben Sie es zurück an ${contact}:`,
    user: ['Benutzername', 'meist die Adresse des Postfachs'],
    password: ['Passwort', 'NICHT hier, sondern am Telefon (siehe unten)'],
    sender: ['Absender', 'Name <Adresse>, wie Wahlberechtigte ihn sehen'],
    host: ['Host', 'der Mailserver, zum Beispiel smtp.example.org'],
    port: ['Port', 'meist 465 bei SSL, 587 bei STARTTLS'],
    encryption: ['Verschlüsselung', 'bitte eine ankreuzen'],
    choices: ['SSL', 'STARTTLS', 'NO SSL'],
    handOver: (phone) =>
      `Bitte schreiben Sie das Passwort nie in dieselbe Nachricht wie die übrigen Angaben. Geben Sie es uns auf einem anderen Weg, am besten am Telefon${phone === null ? '' : ` (${phone})`}. Wir bewahren es im Schlüsselbund unseres Computers auf, nie in einer Datei.`,
    encryptionMeans:
      'SSL verschlüsselt von Anfang an, STARTTLS vor der Anmeldung. NO SSL heißt, dass Passwort und Zugangsdaten unterwegs lesbar sind; bitte wählen Sie es nur, wenn nichts anderes möglich ist.',
  },
  setUp: {
    heading: 'Was bitte einzurichten ist',
    mailbox: [
      'Ein eigenes Postfach',
      'nur für diese Einladungen, mit Anmeldung per SMTP (Benutzername und Passwort) und TLS 1.2 oder neuer.',
    ],
    sendAs: [
      'Das Recht, als Absender zu senden,',
      'am einfachsten mit der eigenen Adresse des Postfachs. Für jede andere braucht das Konto bei Microsoft 365 und Exchange das Recht „Senden als“, bei Google einen Alias oder „Senden als“.',
    ],
    certificate: [
      'Ein gültiges Zertifikat',
      'für den Namen des Hosts, von einer allgemein anerkannten Stelle. Stammt es von einer eigenen Stelle, geben Sie uns bitte das Zertifikat dieser Stelle als Datei.',
    ],
  },
  addresses: {
    heading: 'Adressen, die durchzulassen sind',
    known: (plural) =>
      `Die Verbindung kommt von ${plural ? 'diesen Adressen' : 'dieser Adresse'}. Bitte lassen Sie ${plural ? 'diese' : 'sie'} zu Host und Port durch, in der Firewall und überall, wo Absender nach Adressen beschränkt sind:`,
    follows:
      'Die Internetadresse (IP) des Computers, von dem die Einladungen hinausgehen, folgt noch. Der Verbindungstest aus Abschnitt 7 nennt die Adresse, die Ihr Server sieht, sofern der Server sie mitteilt; unsere lesen wir an unserem eigenen Test ab. Falls Ihr Server nur bekannte Adressen durchlässt, sagen Sie uns das bitte schon jetzt.',
  },
  volume: {
    heading: 'Menge, Tempo und Grenzen',
    mailing: (messages, mailing, pace, duration) =>
      `Wir versenden ${messages}, jede an genau eine Adresse, ab ${mailing}. Bei ${pace} dauert das ${duration}.`,
    raise: (connections) =>
      `Bitte heben Sie Grenzen, die darunter liegen, für diese Zeit an: Nachrichten je Minute, Stunde und Tag sowie gleichzeitige Verbindungen (wir brauchen ${connections}). Oder nennen Sie uns Ihre Grenzen, dann senden wir langsamer.`,
    microsoft: (tooMany) =>
      `30 Nachrichten je Minute, 10.000 Empfänger in 24 Stunden für jedes Postfach.${tooMany ? ' Für diese Einladungen reicht ein Postfach an einem Tag nicht.' : ''}`,
    exchange: (duration) =>
      `5 Nachrichten je Minute, wenn nichts geändert ist (MessageRateLimit des Empfangsconnectors; Set-ReceiveConnector).${duration === null ? '' : ` Diese Einladungen dauerten damit ${duration}.`}`,
    google: (tooMany) =>
      `2.000 Nachrichten in 24 Stunden für jedes Postfach.${tooMany ? ' Für diese Einladungen reicht ein Postfach an einem Tag nicht.' : ''}`,
  },
  copies: {
    heading: 'Kopien in „Gesendete Elemente“',
    why: 'Microsoft 365 und andere legen von jeder Einladung eine Kopie in „Gesendete Elemente“ ab; Archiv und Journal behalten vielleicht weitere. Jede Kopie enthält die Zugangsdaten einer wahlberechtigten Person, und neue werden nicht ausgestellt: Wer dieses Postfach öffnen kann, könnte an Stelle anderer abstimmen. Deshalb bitten wir um:',
    access: [
      'Wenige Personen,',
      'namentlich bekannt, mit Zugriff auf dieses Postfach, bis die Kopien weg sind.',
    ],
    retention: (end) => [
      'Eine Aufbewahrungsregel,',
      `die die Kopien löscht, sobald die Abstimmung vorbei ist${end === null ? '' : ` (${end})`}, auch im Archiv.`,
    ],
    space: [
      'Platz genug',
      'für alle diese Kopien: Ist das Postfach voll, nimmt der Server keine Einladung mehr an.',
    ],
  },
  login: {
    heading: 'Anmeldung bei Microsoft 365 und Google',
    microsoft: [
      'Microsoft 365:',
      'Schalten Sie „Authentifiziertes SMTP“ für dieses Postfach ein (Set-CASMailbox POSTFACH -SmtpClientAuthenticationDisabled $false). Sicherheitsstandards und bedingter Zugriff dürfen es nicht sperren.',
    ],
    microsoftDate: [
      'Microsoft 365, ab Ende Dezember 2026:',
      'Die Anmeldung per SMTP mit Passwort ist dann zunächst abgeschaltet. Die Administration kann sie wieder einschalten; bitte tun Sie das, bis die Einladungen hinaus sind.',
    ],
    google: [
      'Google:',
      'Seit dem 1. Mai 2025 gilt das übliche Passwort für SMTP nicht mehr. Schalten Sie für das Konto die Bestätigung in zwei Schritten ein, erzeugen Sie ein App-Passwort und geben Sie uns dieses.',
    ],
  },
  test: {
    heading: 'Ihr eigener Test',
    how: (node, tarball) =>
      `Bitte testen Sie die Angaben, bevor Sie sie uns geben. Der Test geht die Verbindung Schritt für Schritt durch, versendet nichts und sagt, wer was tun muss, wenn ein Schritt scheitert. Er braucht Node.js ab ${node} und die Datei ${tarball}, die Sie von uns bekommen. Im Ordner dieser Datei, in einer Zeile:`,
    placeholders: {
      host: 'HOST',
      port: 'PORT',
      encryption: 'starttls',
      user: 'BENUTZERNAME',
      sender: '"NAME <ADRESSE>"',
    },
    password:
      'Nach dem Passwort fragt der Test; beim Tippen sehen Sie davon nichts. Statt starttls schreiben Sie ssl, wenn das Ihre Verschlüsselung ist.',
    checkout: 'Aus dem Quelltext, nach npm ci und mit denselben Optionen: npx invite test-connection',
    acceptance:
      'Das Ergebnis gilt für das Netz, in dem der Test lief. Deshalb testen wir noch einmal, von unserem Computer; dieser Test entscheidet.',
  },
  stays: {
    heading: 'Was bei Ihnen bleibt',
    bounces: [
      'Rückläufer:',
      'Was sich nicht weiterleiten lässt, kommt in das Postfach des Absenders zurück. Bitte lassen Sie jemanden hineinsehen, solange abgestimmt wird, und geben Sie uns die Adressen weiter, die nicht stimmen.',
    ],
    onCall: [
      'Jemand, den wir anrufen können,',
      'am Tag des Versands, falls der Server keine Einladungen mehr annimmt. Bitte nennen Sie uns Namen und Telefonnummer.',
    ],
    domain: [
      'SPF, DKIM und DMARC',
      'der Absender-Domain: Sie müssen den Server einschließen, über den die Einladungen gehen, sonst halten andere Mailserver sie für Spam.',
    ],
  },
  questions: (contact) => `Fragen beantwortet: ${contact}.`,
  regards: 'Mit freundlichen Grüßen',
};
