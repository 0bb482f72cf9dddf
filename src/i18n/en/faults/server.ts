/** Owns the English sentences for faults of the mail server; its many refusals stand in refusals.ts. */
import type { FaultTexts } from '../../fault-text.js';
import { clause, endpoint, formatFor } from '../../format.js';
import {
  type CertificateKind,
  type ServerText,
  textOf,
  UNREACHABLE,
  type UnreachableKind,
  unreachableKind,
} from '../../server-kind.js';
import { OTHER_REFUSAL, REFUSALS } from './refusals.js';
import { RESUME, TEST_CONNECTION } from './words.js';

const { quote, size, someOf } = formatFor('en');

const FIREWALL =
  "For the organiser's IT: Check whether a firewall or a virus scanner blocks the way to this server and port.";
const PAIRING =
  "For the organiser's IT: Port 465 usually goes with the encryption ssl, port 587 with starttls; check that the two fit together.";

const UNREACHABLE_TEXTS: Readonly<Record<UnreachableKind, ServerText>> = {
  'host-not-found': {
    what: 'cannot be found on the network',
    hints: [
      'Check that this computer is connected to the internet.',
      'Compare the name of the server with what your IT gave you.',
      "For the organiser's IT: If the name is only known inside your own network, a connection from there or by VPN is needed.",
    ],
  },
  'connection-refused': {
    what: 'refuses the connection',
    hints: ['Compare server and port with what your IT gave you.', FIREWALL],
  },
  'connection-timeout': { what: 'does not answer', hints: [FIREWALL, PAIRING] },
  'network-unreachable': {
    what: 'cannot be reached from this computer',
    hints: ['Check that this computer is connected to the network.', FIREWALL],
  },
  'connection-lost': { what: 'broke off the connection', hints: [FIREWALL, PAIRING] },
  'no-answer': { what: 'accepts the connection but then does not answer', hints: [PAIRING, FIREWALL] },
  'tls-expected': {
    what: 'expects an encrypted connection from the beginning on this port',
    hints: ["For the organiser's IT: Set the encryption to ssl, or use the port for starttls."],
  },
};

const CA_FILE =
  "For the organiser's IT: If the certificate comes from a certificate authority of your own, store that authority's certificate in the profile: npx invite configure --ca-file FILE";

const CERTIFICATE_TEXTS: Readonly<Record<CertificateKind, ServerText>> = {
  'certificate-expired': {
    what: 'shows a certificate that has expired',
    hints: [
      'Check the date and the time of this computer.',
      "For the organiser's IT: Renew the certificate of the mail server.",
    ],
  },
  'certificate-not-yet-valid': {
    what: 'shows a certificate that is not valid yet',
    hints: [
      'Check the date and the time of this computer; usually its clock is wrong.',
      "For the organiser's IT: If the clock is right, check on the mail server from when on the certificate is valid.",
    ],
  },
  'certificate-wrong-host': {
    what: 'shows a certificate for another server name',
    hints: [
      'Compare the name of the server with what your IT gave you.',
      "For the organiser's IT: Give the name that stands in the certificate, or add the name in use to the certificate.",
    ],
  },
  'certificate-self-signed': {
    what: 'shows a certificate that it has issued itself',
    hints: [
      "For the organiser's IT: A certificate of a recognised certificate authority is better.",
      "For the organiser's IT: Or check the certificate and store it in the profile: npx invite configure --ca-file FILE",
    ],
  },
  'certificate-unknown-ca': {
    what: 'shows a certificate whose issuer is not known to this computer',
    hints: [
      CA_FILE,
      "For the organiser's IT: If an intermediate certificate is missing on the mail server, add it there.",
      "For the organiser's IT: A virus scanner that opens encrypted connections can be the cause too.",
    ],
  },
  'tls-too-old': {
    what: 'only knows outdated encryption (at least TLS 1.2 is needed)',
    hints: ["For the organiser's IT: Switch on TLS 1.2 or 1.3 on the mail server."],
  },
  'plain-expected': {
    what: 'expects an unencrypted greeting first on this port',
    hints: ["For the organiser's IT: Set the encryption to starttls, or use the port for ssl (usually 465)."],
  },
  'tls-expected': UNREACHABLE_TEXTS['tls-expected'],
};

const UNTRUSTED: ServerText = {
  what: 'cannot make an encrypted connection that can be trusted',
  hints: ["For the organiser's IT: Check the certificate and the encryption of the mail server.", CA_FILE],
};

const STAGES: Readonly<Record<string, string>> = {
  resolve: 'search for the server',
  connect: 'connection',
  tls: 'encryption',
  starttls: 'encryption',
  greeting: 'greeting',
  ehlo: 'greeting',
  auth: 'login',
  'mail-from': 'sender',
  'rcpt-to': 'recipient',
  data: 'handing over the message',
  'end-of-data': 'handing over the message',
};

export const serverFaults = {
  'server-unreachable': ({ host, port, stage, reason }) => {
    const { what, hints } = UNREACHABLE_TEXTS[unreachableKind(stage, reason)];
    return {
      message: `The mail server ${endpoint(host, port)} ${what}${reported(reason)}.`,
      hints: [...hints, TEST_CONNECTION, RESUME],
    };
  },
  'server-refuses': ({ host, port, stage, kind, reply }) => {
    const { what, hints } = textOf(REFUSALS, kind) ?? OTHER_REFUSAL;
    const answer = reply === null ? '' : `; it answers ${quote(clause(reply), 300)}`;
    return {
      message: `The mail server ${endpoint(host, port)} ${what} (step: ${textOf(STAGES, stage) ?? clause(stage)})${answer}.`,
      hints: [...hints, TEST_CONNECTION, RESUME],
    };
  },
  'certificate-refused': ({ host, port, kind, reason }) => {
    const { what, hints } = textOf(CERTIFICATE_TEXTS, kind) ?? UNTRUSTED;
    const detail = reason === kind ? '' : reported(reason);
    return {
      message: `The mail server ${endpoint(host, port)} ${what}${detail}; so it was not given the password.`,
      hints: [...hints, TEST_CONNECTION],
    };
  },
  'message-too-large': ({ bytes, limit }) => ({
    message: `An invitation is too large (${size(bytes)}); the mail server accepts ${size(limit)} at most.`,
    hints: [
      'Shorten the template, above all the HTML part (html.mustache), and look at the result: npx invite preview',
      "For the organiser's IT: Or raise the size of a message that the mail server allows.",
    ],
  }),
  'smtputf8-missing': ({ rows }) => ({
    message: `The mail server does not accept addresses with umlauts or other special characters before the @; affected in the roll: ${rows.length === 1 ? 'line' : 'lines'} ${someOf(rows.map(String))}.`,
    hints: [
      'Ask these voters for another e-mail address and enter it.',
      "For the organiser's IT: Or switch on SMTPUTF8 on the mail server.",
    ],
  }),
} satisfies Partial<FaultTexts>;

/** The system's own words, where they say more than the kind that was made of them. */
function reported(reason: string): string {
  const isKind = (UNREACHABLE as readonly string[]).includes(reason);
  return isKind || clause(reason) === '' ? '' : ` (reported: ${quote(clause(reason))})`;
}
