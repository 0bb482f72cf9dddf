/** Owns the German sentences for faults of the local servers: the sandbox of a rehearsal, the preview page. */
import type { FaultTexts } from '../../fault-text.js';
import { formatFor, word } from '../../format.js';
import { FOLDER_FAULT, reasonOf } from './words.js';

const { quote } = formatFor('de');

export const sandboxFaults = {
  'sandbox-directory-unusable': ({ path, reason, detail }) => ({
    message: `${quote(path)} kann die Einladungen der Probe nicht aufnehmen: ${FOLDER_FAULT[reason]}${detail === null ? '' : `, denn ${reasonOf(detail)}`}.`,
    hints: [
      ...(reason === 'open-to-others'
        ? [`Gehört der Ordner nur zu Proben, beschränken Sie die Rechte: chmod 700 ${word(path, 'ORDNER')}`]
        : []),
      'Nennen Sie einen anderen Ordner, den es noch nicht gibt; er wird nur für Sie lesbar angelegt: npx invite sandbox --folder ORDNER',
      'Oder üben Sie in einem Projektordner, in dem Sie Dateien anlegen dürfen.',
    ],
  }),
  'sandbox-not-started': ({ reason }) => ({
    message: `Der Mailserver für die Probe lässt sich auf diesem Computer nicht starten: ${reasonOf(reason)}.`,
    hints: [
      'Wiederholen Sie den Befehl.',
      'Für die IT des Veranstalters: Gebraucht wird ein freier Port auf 127.0.0.1; prüfen Sie, ob ein Virenschutz oder eine Firewall das verhindert.',
    ],
  }),
  'preview-not-started': ({ port, reason }) => ({
    message: `Die Vorschau im Browser lässt sich auf diesem Computer nicht starten${port === null ? '' : `, am Port ${port}`}: ${reasonOf(reason)}.`,
    hints:
      port === null
        ? [
            'Wiederholen Sie den Befehl.',
            'Für die IT des Veranstalters: Gebraucht wird ein freier Port auf 127.0.0.1; prüfen Sie, ob ein Virenschutz oder eine Firewall das verhindert.',
          ]
        : ['Lassen Sie --port weg: Dann wird ein freier Port genommen.'],
  }),
} satisfies Partial<FaultTexts>;
