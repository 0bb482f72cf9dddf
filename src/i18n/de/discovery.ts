/** Owns the German texts of what `configure` suggests for a mail server, and of where a suggestion comes from. */
import type { Suggestion, SuggestionSource } from '../../discovery/suggestion.js';
import { formatFor } from '../format.js';

const { number } = formatFor('de');

const source = (from: SuggestionSource): string => {
  switch (from.kind) {
    case 'srv':
      return `steht im DNS der Domain (SRV ${from.name})`;
    case 'autoconfig':
      return `steht in der Konfigurationsdatei der Domain (https://${from.host})`;
    case 'mx':
      return `die Post der Domain nimmt ${from.provider} an (MX ${from.exchange})`;
    case 'domain':
      return `Postfach bei ${from.provider}`;
  }
};

export const discovery = {
  intro:
    'Was die Domain des Postfachs über ihren Mailserver sagt (im DNS und unter https://autoconfig.DOMAIN), wird nachgeschlagen und vorgeschlagen; mit --no-lookup nicht.',
  found: ({ host, port, source: from }: Suggestion, encryption: string) =>
    `Vorschlag: ${host}, Port ${port}, ${encryption} – ${source(from)}.`,
  compare:
    'Vergleichen Sie ihn mit den Angaben der IT des Veranstalters; die Eingabetaste übernimmt ihn, sonst tippen Sie darüber.',
  elsewhere: (host: string) =>
    `${host} gehört dem Namen nach weder zur Domain des Postfachs noch zu einem bekannten Anbieter. Übernehmen Sie ihn nur, wenn die IT des Veranstalters genau diesen Server nennt: Er bekommt Ihr Passwort.`,
  preset: (provider: string, port: number, encryption: string) =>
    `${provider} nennt seinen Kunden Port ${port} mit ${encryption}.`,
  limits: (provider: string, limits: readonly (readonly [number, string])[], command: string) =>
    `${provider} veröffentlicht für ein Postfach: ${limits.map(([count, unit]) => `${number(count)} ${unit}`).join(', ')}. send hält sich von selbst daran. Eine andere Grenze setzen: ${command}`,
  /** Before the password is asked for. */
  signIn: {
    'microsoft-365':
      'Microsoft 365 schaltet die Anmeldung mit Passwort ab Ende Dezember 2026 standardmäßig ab. Auch danach gilt die Anmeldung mit OAuth 2.0: mit Strg+C abbrechen und configure mit --login microsoft aufrufen (docs/oauth2.md).',
    google:
      'Google nimmt hier nur ein App-Passwort an, nicht das Passwort des Kontos; ohne eine Person ein Dienstkonto: --login google --key-file DATEI (docs/oauth2.md).',
  },
  exchange:
    'Der Benutzername hat die Form DOMÄNE\\Name, wie bei Exchange im eigenen Haus: Dort ist es meist Port 587 mit STARTTLS.',
};
