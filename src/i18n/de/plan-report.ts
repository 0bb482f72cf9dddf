/** Owns the German texts of the report on the plan of a mailing, which its reader may get without knowing this program. */
import type { planReport as english } from '../en/plan-report.js';
import { formatFor } from '../format.js';

const { counted, number } = formatFor('de');
const MESSAGES = { one: 'Nachricht', other: 'Nachrichten' };

export const planReport: typeof english = {
  title: (election) => (election === null ? 'Plan des Versands' : `Plan des Versands: ${election}`),
  verdicts: {
    nobody: 'Es ist niemand mehr anzuschreiben: Alle sind erledigt.',
    inTime: (when) => `Alle haben vor dem Beginn am ${when} eine Nachricht.`,
    soon: (duration, when) => `Alle haben binnen ${duration} nach dem Beginn am ${when} eine Nachricht.`,
    last: (when) => `Die letzte Nachricht geht voraussichtlich bis zum ${when} hinaus.`,
  },
  purpose:
    'Dieser Bericht sagt, wann die Nachrichten an die Wahlberechtigten über den Mailserver des Veranstalters hinausgehen, soweit es sich vor der ersten absehen lässt.',
  passOn:
    'Er nennt keine wahlberechtigte Person, enthält weder Passwort noch Zugangsdaten und kann so, wie er ist, weitergegeben werden.',
  passOnReminder:
    'Er nennt keine wahlberechtigte Person und enthält weder Passwort noch Zugangsdaten. Er handelt aber von einer Erinnerung, und seine Zahlen sagen, wie viele bis jetzt nicht gewählt haben: Geben Sie ihn nur denen, die das wissen dürfen.',
  course: {
    heading: 'Der Verlauf',
    foreseen:
      'Nach den bekannten Grenzen, und als antwortete der Mailserver sofort. Es dauert länger, wo der Server langsam ist oder um eine Pause bittet.',
    title: 'Wie viele Nachrichten bis wann hinausgegangen sind',
    from: (count, start) => `${counted(count, MESSAGES)}, die erste am ${start}.`,
    to: (when) => `Die letzte geht voraussichtlich am ${when} hinaus.`,
    pauses: (count) =>
      `Unterwegs ${counted(count, { one: 'Pause', other: 'Pausen' })} von mehr als einer Viertelstunde.`,
    caption: (timezone) => `Alle Zeiten in der Zeitzone ${timezone}.`,
    midnights: 'Die feinen senkrechten Linien stehen bei Mitternacht.',
    columns: ['Zeit', 'Hinausgegangene Nachrichten'],
    marks: {
      last: (when) => `Letzte Nachricht: ${when}`,
      election: (when) => `Beginn der Wahl: ${when}`,
      meeting: (when) => `Beginn der Versammlung: ${when}`,
      end: (when) => `Keine Nachricht nach ${when}`,
    },
    lines: {
      gone: 'Hinausgegangene Nachrichten',
      lateElection: (count) => `Erst nach Beginn der Wahl: ${number(count)}`,
      lateMeeting: (count) => `Erst nach Beginn der Versammlung: ${number(count)}`,
      left: (count) => `Die Zeit reicht nicht für: ${number(count)}`,
    },
  },
  facts: 'Der Versand',
  notes: 'Zu beachten',
  origin: { heading: 'Woher dieser Bericht kommt', at: 'Erstellt am', program: 'Programm' },
  reported: (file) =>
    `Bericht: ${file} (nennt keine wahlberechtigte Person und enthält kein Passwort; kann so weitergegeben werden)`,
  reportedReminder: (file) =>
    `Bericht: ${file} (nennt keine wahlberechtigte Person und enthält kein Passwort, sagt aber, wie viele bis jetzt nicht gewählt haben)`,
};
