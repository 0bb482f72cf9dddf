/** Owns the English sentences on addresses: which of the host's answer, and from which one the server sees us. */
import type { AddressAttempt, StageFacts } from '../../../diagnosis/result.js';
import { formatFor } from '../../format.js';

const { list } = formatFor('en');

const ATTEMPTS: Readonly<Partial<Record<AddressAttempt['kind'], string>>> = {
  connected: 'answers',
  'connection-refused': 'takes no connections',
  'connection-timeout': 'does not answer',
  'network-unreachable': 'there is no way to it from this network',
};

export const network = {
  attempt: ({ address, kind }: AddressAttempt) =>
    `${address}: ${ATTEMPTS[kind] ?? 'breaks the connection off'}`,
  extensions: (keywords: readonly string[]) => `Further abilities: ${list(keywords)}`,
  observed: (address: string | null, own: string | null) => {
    if (address === null)
      return 'From which address the server sees this computer is unknown: it does not tell. The source text of a received test message does (--send-to ADDRESS hands one over), in its lowest "Received" line.';
    const behind =
      own === null || own === address ? '' : `; in its own network the computer's address is ${own}`;
    return `The server sees this computer as ${address}${behind}.`;
  },
  holdsHere:
    'This result holds for the network in which this computer is now. What counts is the same test on the computer from which the invitations go: the election manager\'s "invite test-connection".',
  expected: ({ expectedAddress = '', observedAddress }: StageFacts) =>
    observedAddress
      ? `The server sees this computer as ${observedAddress} and not as ${expectedAddress}.`
      : `Whether the server sees this computer as ${expectedAddress} is not known: it does not tell.`,
};

export type NetworkTexts = typeof network;
