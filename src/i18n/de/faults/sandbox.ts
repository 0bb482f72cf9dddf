/** Owns the German sentences for faults of the sandbox, the local mail server of a rehearsal. */
import type { FaultDetails } from '../../../fault.js';
import type { FaultTexts } from '../../fault-text.js';
import { formatFor } from '../../format.js';
import { reasonOf } from './words.js';

const { quote } = formatFor('de');

const FOLDER: Readonly<Record<FaultDetails['sandbox-directory-unusable']['reason'], string>> = {
  link: 'es ist eine Verknüpfung, kein Ordner',
  'not-a-folder': 'es ist kein Ordner',
  'other-owner': 'der Ordner gehört einem anderen Benutzer dieses Rechners',
  'open-to-others': 'auch andere Benutzer dieses Rechners können den Ordner lesen',
  'not-writable': 'dort lässt sich nichts anlegen',
};

export const sandboxFaults = {
  'sandbox-directory-unusable': ({ path, reason, detail }) => ({
    message: `Der Ordner ${quote(path)} kann die Einladungen der Probe nicht aufnehmen: ${detail === null ? FOLDER[reason] : `${FOLDER[reason]}, denn ${reasonOf(detail)}`}.`,
    hints: [
      'Benennen Sie den Ordner um, oder löschen Sie ihn, wenn er nur frühere Proben enthält; er wird neu und nur für Sie lesbar angelegt.',
      'Oder üben Sie in einem Projektordner, in dem Sie Dateien anlegen dürfen.',
    ],
  }),
  'sandbox-not-started': ({ reason }) => ({
    message: `Der Mailserver für die Probe lässt sich auf diesem Rechner nicht starten: ${reasonOf(reason)}.`,
    hints: [
      'Wiederholen Sie den Befehl.',
      'Für die IT: Gebraucht wird ein freier Port auf 127.0.0.1; prüfen Sie, ob ein Virenschutz oder eine Firewall das verhindert.',
    ],
  }),
} satisfies Partial<FaultTexts>;
