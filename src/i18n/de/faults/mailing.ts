/** Owns the German sentences for the guards of a mailing: times, changed inputs, beginning, doubts. */
import type { InputDifference } from '../../../fault.js';
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor } from '../../format.js';
import { REPEAT_WITH } from './words.js';

const { counted, list, moment, plural, quote, someOf } = formatFor('de');

const INVITATIONS = { one: 'Einladung', other: 'Einladungen' };
const MISSING = { one: 'Person', other: 'Wahlberechtigte' };
const REFUSED = { one: 'wahlberechtigte Person ist abgelehnt', other: 'Wahlberechtigte sind abgelehnt' };
const VOTERS = { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' };

const OTHER_MAILING =
  'Nur wenn ein weiterer Versand gewollt ist, zum Beispiel eine Erinnerung, geben Sie ihm einen eigenen Namen: npx invite send --mailing NAME --new-mailing';

export const mailingFaults = {
  'mailing-not-begun': ({ statePath }) => ({
    message: `Zu diesem Projekt ist noch kein Versand begonnen; die Zustandsdatei ${quote(statePath)} (sie hält fest, wessen Einladung angenommen ist) gibt es nicht.`,
    hints: [
      'Prüfen Sie zuerst Wählerverzeichnis und Einladung: npx invite preview',
      'Beginnen Sie dann den Versand: npx invite send --new-mailing',
      'Haben Sie schon begonnen, nennen Sie den Ort der Zustandsdatei mit --state DATEI, oder den Namen des Versands mit --mailing NAME.',
    ],
  }),
  'mailing-exists': ({ statePath }) => ({
    message: `Dieser Versand ist schon begonnen; die Zustandsdatei ${quote(statePath)} (sie hält fest, wessen Einladung angenommen ist) gibt es bereits.`,
    hints: [
      'Den Stand sehen Sie so: npx invite status',
      'Setzen Sie den Versand fort; was angenommen ist, wird nicht wiederholt: npx invite send',
      OTHER_MAILING,
      'Löschen Sie die Zustandsdatei nicht, sonst könnten Wahlberechtigte ihre Einladung zweimal bekommen.',
    ],
  }),
  'mailing-elsewhere': ({ statePath }) => ({
    message: `Dieser Versand ist schon an einem anderen Ort begonnen: dort liegt die Zustandsdatei ${quote(statePath)}.`,
    hints: [
      'Setzen Sie ihn dort fort. Von hier aus bekämen Wahlberechtigte ihre Einladung ein zweites Mal.',
      OTHER_MAILING,
    ],
  }),
  'mailing-known': ({ statePath, accepted, at }) => ({
    message: `Dieser Versand wurde schon begonnen, und am ${moment(at)} ${plural(accepted, { one: 'war', other: 'waren' })} ${counted(accepted, INVITATIONS)} angenommen; jetzt fehlt aber seine Zustandsdatei ${quote(statePath)}.`,
    hints: [
      'Beginnen Sie nicht von vorn: Wahlberechtigte bekämen ihre Einladung ein zweites Mal.',
      'Stellen Sie die Zustandsdatei und die Schlüsseldatei (Endung .key), die daneben lag, wieder her, zum Beispiel aus einer Sicherung oder aus dem Papierkorb.',
      'Liegt die Zustandsdatei jetzt an einem anderen Ort, nennen Sie diesen: npx invite send --state DATEI',
      OTHER_MAILING,
    ],
  }),
  'mailing-name-invalid': ({ name }) => ({
    message: `Der Name ${quote(name)} ist für einen Versand nicht möglich.`,
    hints: [
      'Nehmen Sie höchstens 40 Kleinbuchstaben, Ziffern und Bindestriche (am Anfang keinen Bindestrich), zum Beispiel: --mailing erinnerung-1',
      'Die Namen „state“ und „sandbox“ sind schon vergeben.',
    ],
  }),
  'inputs-changed': ({ differences, rehearsal }) => ({
    message: `Seit Beginn des Versands hat sich etwas geändert: ${list(differences.map(difference))}.`,
    hints: [
      `Ist ${differences.length < 2 ? 'das' : 'etwas davon'} nicht gewollt, stellen Sie den früheren Stand wieder her und setzen den Versand fort: npx invite send${rehearsal ? ' --sandbox' : ''}`,
      ...differences.map((one) => `${DIFFERENCE_WANTED[one.what]}, ${REPEAT_WITH}: ${clause(one.flag)}`),
      ...(differences.length < 2
        ? []
        : [`Ist alles so gewollt, ${REPEAT_WITH}: ${differences.map(({ flag }) => clause(flag)).join(' ')}`]),
    ],
  }),
  'too-early': ({ sendAt, now, timezone }) => ({
    message: `Der Versand soll erst am ${moment(sendAt, timezone)} beginnen; jetzt ist der ${moment(now, timezone)}.`,
    hints: [
      `Soll der Versand bis dahin warten, ${REPEAT_WITH}: --wait`,
      `Sollen die Einladungen absichtlich früher hinausgehen, ${REPEAT_WITH}: --now --yes`,
      'Ist der Zeitpunkt falsch, berichtigen Sie „sendAt“ in invite.yaml (oder „electionStart“, wenn dort kein „sendAt“ steht).',
    ],
  }),
  'election-over': ({ electionEnd, timezone }) => ({
    message: `Die Wahl ist seit dem ${moment(electionEnd, timezone)} zu Ende; nach dem Ende der Wahl geht keine Einladung mehr hinaus.`,
    hints: ['Ist dieser Zeitpunkt falsch, berichtigen Sie „electionEnd“ in invite.yaml.'],
  }),
  'until-over': ({ until, start, timezone }) => ({
    message:
      start === null
        ? `Die mit --until gesetzte Zeit ist seit dem ${moment(until, timezone)} vorbei: Dieser Lauf könnte niemanden mehr anschreiben.`
        : `Die mit --until gesetzte Zeit, der ${moment(until, timezone)}, liegt nicht nach dem Beginn des Versands am ${moment(start, timezone)}: Dieser Lauf könnte niemanden anschreiben.`,
    hints: [
      `Geben Sie --until einen späteren Zeitpunkt, mit Datum und Uhrzeit wie 2027-03-01T18:00, und wiederholen Sie den Befehl.`,
    ],
  }),
  'retry-nobody': ({ unchanged }) => ({
    message:
      unchanged === 0
        ? 'Es gibt niemanden für einen neuen Versuch: Aus dem Verzeichnis ist niemand abgelehnt, und auch sonst hat dieser Lauf niemanden anzuschreiben.'
        : `Es gibt niemanden für einen neuen Versuch: ${counted(unchanged, REFUSED)}, und zwar an genau der Adresse, die jetzt im Verzeichnis steht; auch sonst hat dieser Lauf niemanden anzuschreiben.`,
    hints: [
      'Wer abgelehnt wurde und warum, zeigt: npx invite status',
      'Berichtigen Sie die Adresse im Wählerverzeichnis und wiederholen Sie den Befehl.',
      'Soll eine abgelehnte Person unverändert oder an einer anderen Adresse noch einmal angeschrieben werden: npx invite send --again ID --reason GRUND',
    ],
  }),
  'again-not-needed': ({ row }) => ({
    message: `Zu Zeile ${row} des Wählerverzeichnisses gibt es noch keine Einladung, die sich wiederholen ließe; die erste geht mit dem Versand selbst hinaus.`,
    hints: ['Setzen Sie den Versand fort: npx invite send'],
  }),
  'again-in-doubt': ({ row, otherAddress }) => ({
    message: `Zeile ${row} des Wählerverzeichnisses ist ungeklärt: Die Einladung kann angekommen sein, und das ist zuerst zu klären.`,
    hints: [
      'Für die IT des Veranstalters: Suchen Sie die Message-ID im Protokoll des Mailservers. Sie steht hier: npx invite status',
      `Steht sie dort, ${REPEAT_WITH}, ohne --again: --in-doubt accept --only ID`,
      otherAddress
        ? `Soll genau dieselbe Nachricht noch einmal an dieselbe andere Adresse hinausgehen, ${REPEAT_WITH}: --in-doubt resend`
        : `Soll genau dieselbe Nachricht noch einmal hinausgehen, ${REPEAT_WITH}, ohne --again: --in-doubt resend --only ID`,
    ],
  }),
  'message-differs': ({ row }) => ({
    message: `Die Einladung zu Zeile ${row} des Wählerverzeichnisses ist nicht mehr dieselbe wie beim ersten Versuch; eine ungeklärte Einladung wird nur unverändert wiederholt.`,
    hints: [
      'Stellen Sie Vorlage, Absender und die Angaben in invite.yaml so wieder her, wie sie beim ersten Versuch waren, und setzen Sie den Versand fort: npx invite send',
      'Oder lassen Sie ungeklärte Einladungen vorerst aus: npx invite send --in-doubt skip',
    ],
  }),
} satisfies Partial<FaultTexts>;

const DIFFERENCE_WANTED: Readonly<Record<InputDifference['what'], string>> = {
  added: 'Sollen die hinzugekommenen Wahlberechtigten eine Einladung bekommen',
  removed: 'Ist es richtig, dass diese Wahlberechtigten im Verzeichnis fehlen',
  rows: 'Ist es richtig, dass sich Angaben nach der Einladung geändert haben',
  template: 'Soll für die übrigen Einladungen die geänderte Vorlage gelten',
  columns: 'Sollen die übrigen Einladungen nach der geänderten Zuordnung der Spalten hinausgehen',
  sender: 'Soll für die übrigen Einladungen der geänderte Absender gelten',
  host: 'Sollen die übrigen Einladungen über den anderen Mailserver oder Benutzernamen hinausgehen',
};

function difference(one: InputDifference): string {
  switch (one.what) {
    case 'added':
      return `${counted(one.count, VOTERS)} ${plural(one.count, { one: 'ist', other: 'sind' })} hinzugekommen`;
    case 'removed':
      return `${counted(one.count, MISSING)} ${plural(one.count, { one: 'fehlt', other: 'fehlen' })} im Verzeichnis`;
    case 'rows': {
      const rows = someOf(one.rows.map(String), 5, one.count);
      return one.count === 1
        ? `die Angaben zu einer schon angeschriebenen Person sind anders (Zeile ${rows})`
        : `die Angaben zu ${counted(one.count, { one: '', other: 'schon angeschriebenen Wahlberechtigten' })} sind anders (Zeilen ${rows})`;
    }
    case 'template':
      return 'die Vorlage ist anders';
    case 'columns':
      return 'ID, Adresse oder andere Angaben kommen aus anderen Spalten des Verzeichnisses';
    case 'sender':
      return 'der Absender ist anders';
    case 'host':
      return 'der Mailserver oder der Benutzername ist anders';
  }
}
