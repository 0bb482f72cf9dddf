/** Owns, in English, why one of the values for the mail server cannot be used. */
import type { ConnectionValueFault } from '../../../fault.js';
import { clause } from '../../format.js';
import { textOf } from '../../text-of.js';

const FIELDS: Readonly<Record<string, string>> = {
  host: 'server name (host)',
  port: 'port',
  encryption: 'encryption',
  user: 'user name',
  password: 'password',
  sender: 'sender',
  caFile: 'certificate file',
  login: 'login',
  flow: 'way of signing in',
  tenant: 'tenant',
  clientId: 'client ID',
  scope: 'scope',
  keyFile: 'key file',
};

/** The name of a field as the organiser's IT knows it. */
export function fieldName(field: string): string {
  return textOf(FIELDS, field) ?? clause(field);
}

/** What is wrong with the value; a clause. */
export const VALUE_FAULT: Readonly<Record<ConnectionValueFault, string>> = {
  empty: 'it is empty',
  'too-long': 'it is too long',
  'control-characters': 'it contains invisible control characters',
  'line-break': 'it runs over more than one line',
  'given-twice': 'it is given twice',
  'host-with-scheme': 'it is a web address with "://", only the name of the server is needed',
  'host-with-port': 'the port does not belong in the name of the server',
  'host-with-path': 'the name contains a slash or another character of a web address',
  'host-is-address': 'it is an e-mail address, the name of the server is needed',
  'host-with-blank': 'the name contains a blank',
  'host-numbers': 'the name ends in a number and yet is no complete IP address',
  'host-characters': 'a server name consists only of letters, digits, hyphens and dots',
  'port-not-a-number': 'a port is a number',
  'port-range': 'a port lies between 1 and 65535',
  'encryption-unknown': 'possible are ssl, starttls and none (unencrypted)',
  'encryption-ambiguous': '"TLS" can mean two things, possible are ssl and starttls',
  'sender-address':
    'needed is a name and an e-mail address in angle brackets, as in Election office <wahl@muster.example>',
  'user-blank': 'an e-mail address has no blank in it',
  'sender-several': 'these are several senders, only one is possible',
  'sender-quoting': 'a quotation mark lacks its partner',
  'sender-name-characters': "the sender's name contains invisible characters",
  'sender-name-too-long': "the sender's name is too long",
  'ca-not-a-certificate': 'the file contains no certificate that can be read',
  'ca-with-private-key': 'the file contains a private key, only the certificate is needed',
  'ca-other-container':
    'the file is a bundle of another kind (.p7b, .p12 or .pfx), the certificate alone is needed',
  'login-unknown': 'possible are microsoft, google and the address (https://…) of another identity provider',
  'login-unprotected': 'without https the secret could be read on its way',
  'flow-unknown': 'possible are device, client-credentials and service-account',
  'flow-of-other-login':
    'this identity provider does not have it (microsoft: device and client-credentials; google: service-account)',
  'of-other-login': 'it belongs to "--login microsoft" only',
  'tenant-characters': 'a tenant is an ID or a domain of the organisation',
  'client-id-characters': 'a client ID consists of at most 300 characters without blanks and accents',
  'scope-characters': 'it contains characters that cannot occur there',
  'not-a-service-account':
    'the file is not the JSON file with the key of a service account, as Google hands it out',
};

const EXAMPLE: Readonly<Record<string, string>> = {
  flow: 'At Google a person uses an app password (without --login), and without a person it works with a service account (--key-file FILE).',
  host: "For the organiser's IT: Example of a server name: smtp.sample.example",
  port: "For the organiser's IT: Usual are 465 (with ssl) and 587 (with starttls).",
  encryption:
    "For the organiser's IT: ssl is TLS from the first byte on, usually port 465; starttls is usually port 587.",
  sender: 'Example of a sender: Election Office <election@sample.example>',
  caFile:
    "For the organiser's IT: What is needed is the certificate of the certificate authority, or of the mail server itself, as PEM or DER.",
};

/** A right value as an example, where one helps. */
export function example(field: string): readonly string[] {
  const text = textOf(EXAMPLE, field);
  return text === null ? [] : [text];
}
