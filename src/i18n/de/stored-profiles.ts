/** Owns the German texts of stored profiles: their change, their new names, and where each shown value comes from. */
import type { AskedField } from '../../profile/questions.js';
import type { ShownOrigin } from '../../profile/shown-origin.js';
import { formatFor } from '../format.js';

const { quote } = formatFor('de');

export const storedProfiles = {
  newName: 'Neuer Name des Profils',
  renamed: (from: string, to: string) => `Das Profil „${from}“ heißt jetzt „${to}“.`,
  finished: (from: string, to: string) =>
    `„${to}“ ist gespeichert, und „${from}“ steht nicht mehr auf der Liste; unter diesem Namen enthielt der Schlüsselbund nichts mehr.`,
  renameProjects: (from: string, to: string) =>
    `Steht in einer invite.yaml „profile: ${from}“, ändern Sie das in „profile: ${to}“.`,
  copied: (from: string, to: string) =>
    `Das Profil „${from}“ ist jetzt auch als „${to}“ gespeichert, samt Passwort oder Anmeldung.`,
  change: (name: string) =>
    `Das Profil „${name}“ gibt es schon. Ändern? (Was gespeichert ist, wird vorgeschlagen.)`,
  keepPassword: 'Passwort (nur Eingabetaste: das gespeicherte behalten)',
  passwordAgain: (fields: readonly AskedField[], labels: Readonly<Record<string, string>>) =>
    `Geändert: ${fields.map((field) => labels[field]).join(', ')}. Das gespeicherte Passwort geht nur an den Server und das Postfach, für die es eingegeben wurde; geben Sie es bitte noch einmal ein.`,
  /** Columns of `--show`: label, value, where it comes from. */
  origin: (from: ShownOrigin): string => {
    switch (from.kind) {
      case 'keychain':
        return from.preset === null ? 'Schlüsselbund' : `Schlüsselbund; wie ${from.preset} es nennt`;
      case 'file':
        return 'Datei; ihr SHA-256 steht im Schlüsselbund';
      case 'own-file':
        return `Schlüsselbund; das Zertifikat liegt in ${quote(from.path)}`;
      case 'default':
        return 'Voreinstellung';
    }
  },
  entry: (name: string) => `Eintrag im Schlüsselbund: Dienst „invite“, Konto „${name}“`,
  list: (path: string) => `Liste der Namen: ${path}`,
  systemTrust: 'die Zertifizierungsstellen von Node.js',
  limitNames: {
    connections: 'Verbindungen',
    perMinute: 'je Minute',
    perHour: 'je Stunde',
    perDay: 'je Tag',
    perConnection: 'je Verbindung',
  },
  noLimit: 'keine',
  /** Before a run, with --verbose. */
  notShown: '(wird nicht gezeigt)',
  origins: 'Woher die Werte dieses Laufs kommen:',
};
