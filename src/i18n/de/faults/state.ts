/** Owns the German sentences for faults of the state file and its key. */
import type { FaultTexts } from '../../fault-text.js';
import { formatFor } from '../../format.js';
import { REPEAT_WITH, RESUME, reasonOf } from './words.js';

const { moment, quote } = formatFor('de');

const LOCAL_FOLDER =
  'Am sichersten liegt der Projektordner auf diesem Computer, nicht auf einem Netzlaufwerk und nicht in einem Ordner, den ein Cloud-Dienst abgleicht.';

export const stateFaults = {
  'registry-damaged': ({ path }) => ({
    message: `Der Vermerk über einen früheren Versand ist nicht lesbar: ${quote(path)}. Ohne ihn ist nicht zu erkennen, ob dieser Versand schon begonnen hat.`,
    hints: [
      'Stellen Sie die Datei wieder her, zum Beispiel aus einer Sicherung.',
      'Für die IT des Veranstalters: Nur wenn sicher ist, dass sie zu keinem laufenden Versand gehört, verschieben Sie die Datei an einen anderen Ort und wiederholen den Befehl.',
    ],
  }),
  'state-in-use': ({ statePath, pid, since }) => ({
    message: `Mit der Zustandsdatei ${quote(statePath)} arbeitet ${since === null ? 'gerade' : `seit dem ${moment(since)}`} ein anderer Lauf dieses Programms${pid === null ? '' : ` (Prozess ${pid})`}.`,
    hints: [
      'Warten Sie, bis er fertig ist; den Stand zeigt: npx invite status',
      'Oder halten Sie ihn in seinem Fenster mit Strg+C an und warten, bis er sich beendet.',
      ...(pid === null
        ? []
        : [
            `Für die IT des Veranstalters: Ist kein solches Fenster zu finden, handelt es sich um den Prozess ${pid}.`,
          ]),
    ],
  }),
  'state-damaged': ({ statePath, line }) => ({
    message: `Die Zustandsdatei ${quote(statePath)} ist ab Zeile ${line} beschädigt oder nachträglich verändert; sie bleibt, wie sie ist.`,
    hints: [
      'Beginnen Sie nicht von vorn, und löschen Sie die Datei nicht: Wahlberechtigte könnten ihre Einladung zweimal bekommen.',
      'Heben Sie eine Kopie der Datei auf.',
      'Wurde die Datei mit einem anderen Programm gespeichert oder unvollständig kopiert, stellen Sie die unveränderte Fassung wieder her und setzen den Versand fort: npx invite send',
      'Wo die Kette der Einträge gebrochen ist, zeigt: npx invite status --verify',
    ],
  }),
  'state-newer': ({ statePath, version }) => ({
    message: `Die Zustandsdatei ${quote(statePath)} wurde von einer neueren Version dieses Programms geschrieben (Format ${version}).`,
    hints: [
      'Setzen Sie den Versand mit der Version fort, die zuletzt für ihn verwendet wurde, oder mit einer neueren.',
    ],
  }),
  'state-key-missing': ({ keyPath }) => ({
    message: `Die Schlüsseldatei ${quote(keyPath)} fehlt; ohne sie ist aus der Zustandsdatei nicht zu erkennen, wessen Einladung angenommen ist.`,
    hints: [
      'Stellen Sie die Schlüsseldatei wieder her: sie entstand zusammen mit der Zustandsdatei und lag daneben.',
      'Haben Sie den Versand auf einen anderen Computer mitgenommen, kopieren Sie beide Dateien.',
      'Beginnen Sie nicht von vorn: Wahlberechtigte bekämen ihre Einladung ein zweites Mal.',
    ],
  }),
  'state-key-wrong': ({ keyPath }) => ({
    message: `Die Schlüsseldatei ${quote(keyPath)} gehört nicht zu dieser Zustandsdatei, oder sie ist beschädigt.`,
    hints: [
      'Jeder Versand hat seine eigene Schlüsseldatei; stellen Sie die wieder her, die mit dieser Zustandsdatei entstand.',
    ],
  }),
  'state-copied': ({ statePath }) => ({
    message: `Die Zustandsdatei ${quote(statePath)} ist auf diesem Computer so nicht bekannt: sie ist eine Kopie, oder der Versand wurde auf einem anderen Computer begonnen.`,
    hints: [
      'Vergewissern Sie sich, dass der Versand dort nicht mehr läuft und dass diese Kopie danach entstand; sonst bekommen Wahlberechtigte ihre Einladung zweimal.',
      `Trifft beides zu, ${REPEAT_WITH}: --take-over`,
    ],
  }),
  'state-of-other-kind': ({ statePath, rehearsal }) => ({
    message: rehearsal
      ? `Die Zustandsdatei ${quote(statePath)} gehört zu einem echten Versand und kann nicht für eine Probe dienen.`
      : `Die Zustandsdatei ${quote(statePath)} gehört zu einer Probe: niemand, der darin als angenommen steht, hat eine Einladung bekommen.`,
    hints: [
      rehearsal
        ? 'Lassen Sie die Datei liegen, wo sie ist, und proben Sie in einer Kopie des Projektordners ohne sie.'
        : 'Legen Sie die Datei beiseite. Den echten Versand beginnen Sie mit: npx invite send --new-mailing',
    ],
  }),
  'state-of-other-content': ({ statePath, credentialFree }) => ({
    message: credentialFree
      ? `Die Zustandsdatei ${quote(statePath)} gehört zu einem Versand von Einladungen und kann nicht für eine Adressprüfung dienen.`
      : `Die Zustandsdatei ${quote(statePath)} gehört zu einer Adressprüfung: niemand, der darin als angenommen steht, hat eine Einladung bekommen.`,
    hints: credentialFree
      ? [
          'Geben Sie der Adressprüfung einen eigenen Namen: npx invite send --mailing address-check --template address-check --new-mailing',
        ]
      : [
          'Zum Fortsetzen der Adressprüfung: npx invite send --mailing address-check --template address-check',
          'Die Einladungen sind ein eigener Versand: npx invite send --new-mailing',
        ],
  }),
  'state-rolled-back': ({ statePath }) => ({
    message: `Die Zustandsdatei ${quote(statePath)} ist älter als der letzte bekannte Stand: an ihrer Stelle liegt eine frühere Fassung.`,
    hints: [
      'Setzen Sie den Versand mit dieser Datei nicht fort: wer seither eine Einladung bekommen hat, bekäme sie ein zweites Mal.',
      'Suchen Sie die neuere Zustandsdatei, zum Beispiel in einer jüngeren Sicherung oder auf dem Computer, der zuletzt benutzt wurde, und legen Sie sie an diesen Ort zurück.',
      'Danach geht es weiter: npx invite send',
    ],
  }),
  'state-replaced': ({ statePath }) => ({
    message: `Die Zustandsdatei ${quote(statePath)} wurde während des Versands verschoben, ersetzt oder gelöscht; der Versand ist angehalten.`,
    hints: [
      'Legen Sie die ursprüngliche Datei an ihren Ort zurück, zum Beispiel aus dem Papierkorb.',
      RESUME,
      LOCAL_FOLDER,
    ],
  }),
  'state-not-regular': ({ path }) => ({
    message: `${quote(path)} ist keine gewöhnliche Datei, sondern zum Beispiel eine Verknüpfung, ein Ordner oder eine Datei mit zwei Namen; sie wird weder gelesen noch beschrieben.`,
    hints: [
      'Legen Sie die Zustandsdatei selbst in den Projektordner, oder nennen Sie einen anderen Ort: npx invite send --state DATEI',
    ],
  }),
  'state-unwritable': ({ path, reason }) => ({
    message: `Die Zustandsdatei ${quote(path)} lässt sich nicht öffnen oder anlegen: ${reasonOf(reason)}.`,
    hints: [
      'Prüfen Sie, ob Sie in diesem Ordner Dateien anlegen und ändern dürfen.',
      LOCAL_FOLDER,
      'Oder nennen Sie einen anderen Ort: npx invite send --state DATEI',
    ],
  }),
  'state-disk-full': ({ path }) => ({
    message: `Auf dem Datenträger mit ${quote(path)} ist nicht genug Platz; es geht nichts hinaus, solange sich der Stand des Versands nicht festhalten lässt.`,
    hints: [
      'Schaffen Sie Platz auf dem Datenträger.',
      'Wiederholen Sie den Befehl; was angenommen ist, wird nicht wiederholt.',
    ],
  }),
  'state-write-failed': ({ path, reason }) => ({
    message: `Die Zustandsdatei ${quote(path)} lässt sich nicht mehr schreiben: ${reasonOf(reason)}; der Versand ist angehalten.`,
    hints: ['Für die IT des Veranstalters: Prüfen Sie den Datenträger.', LOCAL_FOLDER, RESUME],
  }),
} satisfies Partial<FaultTexts>;
