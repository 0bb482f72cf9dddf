/** Owns the German words of the plan of a mailing, on the terminal and in its report. */
import type { plan as english } from '../en/plan.js';
import { formatFor } from '../format.js';

const { counted, number, duration, date } = formatFor('de');
const PEOPLE = { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' };

/** Each a sentence of its own in the report, and one note on the terminal. */
const late = (count: number, deadline: string): string =>
  `${counted(count, { one: 'Nachricht geht', other: 'Nachrichten gehen' })} erst nach dem Beginn am ${deadline} hinaus.`;
const lateAdvice = (latest: string | null): string =>
  `${latest === null ? 'Damit alle vorher eine haben, hätte der Versand schon beginnen müssen: Bitten' : `Damit alle vorher eine haben, beginnen Sie spätestens am ${latest} (sendAt), oder bitten`} Sie die IT des Veranstalters um höhere Grenzen oder ein Relay.`;
const left = (count: number): string =>
  `Die Zeit reicht nicht: ${counted(count, { one: 'Nachricht geht', other: 'Nachrichten gehen' })} bis zum Ende nicht mehr hinaus.`;
const leftAdvice = (latest: string | null): string =>
  `${latest === null ? 'Fragen' : `Beginnen Sie spätestens am ${latest}, oder fragen`} Sie die IT des Veranstalters nach einem Mailserver mit höheren Grenzen.`;

export const plan: typeof english = {
  roll: 'Verzeichnis',
  notVoted: 'Noch nicht gewählt',
  notVotedLine: ({ name, listed, of, age }: { name: string; listed: number; of: number; age: number }) =>
    `${name}, ${number(listed)} von ${counted(of, { one: 'wahlberechtigten Person', other: 'Wahlberechtigten' })}, ${age < 0 ? 'aus der Zukunft' : `${duration(age)} alt`}`,
  voted: 'Seither gewählt',
  votedLine: (count: number) =>
    `${counted(count, PEOPLE)}, nicht mehr in der Liste: An sie geht keine Erinnerung`,
  columns: 'Spalten',
  template: 'Vorlage',
  subject: 'Betreff',
  from: 'Absender',
  replyTo: 'Antworten an',
  server: 'Server',
  first: 'Erste Person',
  last: 'Letzte Person',
  toMail: 'Zu versenden',
  already: 'Bisher',
  retries: 'Bisher abgelehnt',
  retried: (changed: number, unchanged: number) =>
    `${counted(changed, PEOPLE)} wieder offen (im Verzeichnis berichtigt), ${number(unchanged)} unverändert, kein neuer Versuch`,
  duration: 'Dauer',
  start: 'Beginn',
  end: 'Spätestens',
  finish: 'Letzte Nachricht',
  expected: (when: string) => `voraussichtlich ${when}`,
  everybody: 'Alle',
  soon: (within: string, when: string) => `haben binnen ${within} nach dem Beginn am ${when} eine Nachricht`,
  inTime: (when: string) => `haben vor dem Beginn am ${when} eine Nachricht`,
  late,
  lateAdvice,
  published: (pace: string, provider: string) => `${pace}: üblich bei ${provider}`,
  cautious: (perMinute: number) =>
    `Wie viele Nachrichten dieser Mailserver zulässt, ist nicht bekannt; ${number(perMinute)} je Minute sind vorsichtig gewählt.`,
  cautiousAdvice:
    'Fragen Sie die IT des Veranstalters nach den Grenzen je Minute, Stunde und Tag, und geben Sie sie mit --rate an.',
  upToDays: (days: number, rate: string) => `bis ${number(days)} Tage ${rate}`,
  younger: (provider: string, steps: string) =>
    `${provider} rechnet nach dem Alter des Vertrags: ${steps}. Ist Ihrer so jung, geben Sie das mit --rate an.`,
  elsewhere: (count: number) =>
    `${counted(count, { one: 'Nachricht ging', other: 'Nachrichten gingen' })} in den letzten 24 Stunden außerhalb dieses Versands durch dieses Postfach: Die Grenzen zählen sie mit.`,
  besides: (path: string) =>
    `Ein anderer Versand geht gerade durch dieses Postfach oder wartet darauf (${path}). Beide teilen sich die Grenzen: Solange der andere läuft, dauert dieser länger als hier geplant.`,
  besidesAdvice: 'Kommt es auf die Zeit an, warten Sie, bis der andere beendet ist.',
  pauses: 'Pausen',
  pause: (from: string, to: string) => `${from} bis ${to}`,
  morePauses: (count: number) => `und ${number(count)} weitere`,
  endFirst:
    'Nicht einmal die erste kann vor dem Ende hinausgehen: Prüfen Sie --until, electionEnd und sendAt.',
  pauseEnds:
    'Bei jeder der Pausen endet ein Lauf ohne --wait und ist dann zu wiederholen; mit --wait geht er von selbst weiter.',
  left,
  leftAdvice,
  state: 'Zustandsdatei',
  fingerprint: 'Fingerabdruck',
  rollLine: (file: string, voters: number, readAs: string) =>
    `${file}: ${counted(voters, PEOPLE)} (${readAs})`,
  names: 'Namen zur Probe',
  person: (row: number, id: string, email: string) => `Zeile ${row}: ${id}, ${email}`,
  encryption: { ssl: 'SSL/TLS', starttls: 'STARTTLS', none: 'NICHT VERSCHLÜSSELT' },
  pinned: 'hinterlegtes Zertifikat',
  unencrypted:
    'Diese Verbindung ist nicht verschlüsselt: Das Passwort des Postfachs und alle Zugangsdaten können unterwegs gelesen werden.',
  copies:
    'Der Mailserver kann von jeder Nachricht Kopien behalten, samt Zugangsdaten (Gesendete Objekte, Archiv, Journal). Bitten Sie die IT des Veranstalters, sie zu schützen und zu löschen.',
  credentialFree:
    'Diese Nachrichten enthalten keine Zugangsdaten: eine Adressprüfung. Die Einladungen sind ein eigener Versand.',
  turnoutVisible:
    'Wer den Mailserver des Veranstalters verwaltet, kann in dessen Protokoll und in „Gesendete Objekte“ sehen, wer bis jetzt nicht gewählt hat.',
  shared: (count: number) =>
    `${counted(count, { one: 'Adresse gehört', other: 'Adressen gehören' })} mehreren Wahlberechtigten: Jede Person erhält ihre eigene Nachricht.`,
  noLimit: 'unter einer Minute (zu diesem Computer gilt keine Grenze)',
  about: (milliseconds: number, pace: string) => `etwa ${duration(milliseconds)} (${pace})`,
  unlimited: (connections: number) =>
    `keine Grenze gesetzt, ${counted(connections, { one: 'Verbindung', other: 'Verbindungen' })}`,
  perMinute: (count: number) => `${number(count)} je Minute`,
  perHour: (count: number) => `${number(count)} je Stunde`,
  perDay: (count: number) => `${number(count)} je Tag`,
  at: (when: Date, timezone: string) => `${date(when, timezone)} (${timezone})`,
  atOnce: 'sofort',
  nobody: 'niemand: Alle sind erledigt',
  settled: (accepted: number, refused: number, deferred: number, inDoubt: number) =>
    `${number(accepted)} angenommen, ${number(refused)} abgelehnt, ${number(deferred)} aufgeschoben, ${number(inDoubt)} ungeklärt`,
};
