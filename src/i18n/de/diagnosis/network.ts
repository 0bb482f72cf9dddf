/** Owns the German sentences on addresses: which of the host's answer, and from which one the server sees us. */
import type { AddressAttempt, EhloFacts, StageFacts } from '../../../diagnosis/result.js';
import type { NetworkTexts } from '../../en/diagnosis/network.js';
import { formatFor } from '../../format.js';

const { list } = formatFor('de');

const ATTEMPTS: Readonly<Partial<Record<AddressAttempt['kind'], string>>> = {
  connected: 'antwortet',
  'connection-refused': 'nimmt keine Verbindungen an',
  'connection-timeout': 'antwortet nicht',
  'network-unreachable': 'von diesem Netz führt kein Weg dorthin',
};

function extensions({ pipelining, smtpUtf8, eightBitMime }: EhloFacts): string[] {
  const offered = [pipelining && 'PIPELINING', eightBitMime && '8BITMIME', smtpUtf8 && 'SMTPUTF8'];
  return offered.filter((keyword) => keyword !== false);
}

export const network: NetworkTexts = {
  attempt: ({ address, kind }: AddressAttempt) =>
    `${address}: ${ATTEMPTS[kind] ?? 'bricht die Verbindung ab'}`,
  extensions: (ehlo: EhloFacts) => {
    const offered = extensions(ehlo);
    return offered.length === 0 ? '' : `Weitere Fähigkeiten: ${list(offered)}`;
  },
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
