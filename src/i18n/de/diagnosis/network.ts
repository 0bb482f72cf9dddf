/** Owns the German sentences on addresses: which of the host's answer, and from which one the server sees us. */
import type { AddressAttempt, StageFacts } from '../../../diagnosis/result.js';
import type { NetworkTexts } from '../../en/diagnosis/network.js';
import { formatFor } from '../../format.js';

const { list } = formatFor('de');

const ATTEMPTS: Readonly<Partial<Record<AddressAttempt['kind'], string>>> = {
  connected: 'antwortet',
  'connection-refused': 'nimmt keine Verbindungen an',
  'connection-timeout': 'antwortet nicht',
  'network-unreachable': 'von diesem Netz führt kein Weg dorthin',
};

export const network: NetworkTexts = {
  attempt: ({ address, kind }: AddressAttempt) =>
    `${address}: ${ATTEMPTS[kind] ?? 'bricht die Verbindung ab'}`,
  extensions: (keywords: readonly string[]) => `Weitere Fähigkeiten: ${list(keywords)}`,
  observed: (address: string | null, own: string | null) => {
    if (address === null)
      return 'Unter welcher Adresse der Server diesen Computer sieht, ist unbekannt: Er sagt es nicht. Der Quelltext einer empfangenen Testnachricht sagt es (--send-to ADRESSE übergibt eine), in seiner untersten Zeile „Received“.';
    const behind =
      own === null || own === address ? '' : `; im eigenen Netz hat der Computer die Adresse ${own}`;
    return `Der Server sieht diesen Computer unter der Adresse ${address}${behind}.`;
  },
  holdsHere:
    'Dieses Ergebnis gilt für das Netz, in dem dieser Computer gerade ist. Entscheidend ist derselbe Test auf dem Computer, von dem die Einladungen hinausgehen: „invite test-connection“ bei der Wahlleitung.',
  expected: ({ expectedAddress = '', observedAddress }: StageFacts) =>
    observedAddress
      ? `Der Server sieht diesen Computer unter der Adresse ${observedAddress} und nicht unter ${expectedAddress}.`
      : `Ob der Server diesen Computer unter der Adresse ${expectedAddress} sieht, ist nicht bekannt: Er sagt es nicht.`,
};
