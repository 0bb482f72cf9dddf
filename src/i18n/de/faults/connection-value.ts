/** Owns, in German, why one of the values for the mail server cannot be used. */
import type { ConnectionValueFault } from '../../../fault.js';
import { clause } from '../../format.js';
import { textOf } from '../../text-of.js';

const FIELDS: Readonly<Record<string, string>> = {
  host: 'Mailserver (Host)',
  port: 'Port',
  encryption: 'Verschlüsselung',
  user: 'Benutzername',
  password: 'Passwort',
  sender: 'Absender',
  caFile: 'Zertifikatsdatei',
  login: 'Anmeldung',
  flow: 'Art der Anmeldung',
  tenant: 'Tenant',
  clientId: 'Client-ID',
  scope: 'Berechtigung (Scope)',
  keyFile: 'Schlüsseldatei',
};

/** The name of a field as the organiser's IT knows it. */
export function fieldName(field: string): string {
  return textOf(FIELDS, field) ?? clause(field);
}

/** What is wrong with the value; a clause. */
export const VALUE_FAULT: Readonly<Record<ConnectionValueFault, string>> = {
  empty: 'er ist leer',
  'too-long': 'er ist zu lang',
  'control-characters': 'er enthält unsichtbare Steuerzeichen',
  'line-break': 'er geht über mehr als eine Zeile',
  'given-twice': 'er kommt zweimal vor',
  'host-with-scheme': 'es ist eine Internetadresse mit „://“, gebraucht wird nur der Name des Servers',
  'host-with-port': 'der Port gehört nicht in den Namen des Servers',
  'host-with-path': 'der Name enthält einen Schrägstrich oder ein anderes Zeichen einer Internetadresse',
  'host-is-address': 'es ist eine E-Mail-Adresse, gebraucht wird der Name des Servers',
  'host-with-blank': 'der Name enthält ein Leerzeichen',
  'host-numbers': 'der Name endet auf eine Zahl und ist doch keine vollständige IP-Adresse',
  'host-characters': 'ein Servername besteht nur aus Buchstaben, Ziffern, Bindestrichen und Punkten',
  'port-not-a-number': 'ein Port ist eine Zahl',
  'port-range': 'ein Port liegt zwischen 1 und 65535',
  'encryption-unknown': 'möglich sind ssl, starttls und none (unverschlüsselt)',
  'encryption-ambiguous': '„TLS“ kann zweierlei bedeuten, möglich sind ssl und starttls',
  'sender-address':
    'gebraucht werden ein Name und eine E-Mail-Adresse in spitzen Klammern, wie Wahlbüro <wahl@muster.example>',
  'user-blank': 'in einer E-Mail-Adresse steht kein Leerzeichen',
  'sender-several': 'es sind mehrere Absender, möglich ist nur einer',
  'sender-quoting': 'ein Anführungszeichen hat kein Gegenstück',
  'sender-name-characters': 'der Name des Absenders enthält unsichtbare Zeichen',
  'sender-name-too-long': 'der Name des Absenders ist zu lang',
  'ca-not-a-certificate': 'die Datei enthält kein Zertifikat, das sich lesen lässt',
  'ca-with-private-key': 'die Datei enthält einen privaten Schlüssel, gebraucht wird nur das Zertifikat',
  'ca-other-container':
    'die Datei ist ein Behälter anderer Art (.p7b, .p12 oder .pfx), gebraucht wird das Zertifikat allein',
  'login-unknown': 'möglich sind microsoft, google und die Adresse (https://…) eines anderen Anmeldedienstes',
  'login-unprotected': 'ohne https wäre das Geheimnis unterwegs lesbar',
  'flow-unknown': 'möglich sind device, client-credentials und service-account',
  'flow-of-other-login':
    'bei diesem Anmeldedienst gibt es sie nicht (microsoft: device und client-credentials; google: service-account)',
  'of-other-login': 'er gehört nur zu „--login microsoft“',
  'tenant-characters': 'ein Tenant ist eine ID oder eine Domain der Organisation',
  'client-id-characters': 'eine Client-ID besteht aus höchstens 300 Zeichen ohne Leerzeichen und Umlaute',
  'scope-characters': 'er enthält Zeichen, die dort nicht vorkommen können',
  'not-a-service-account':
    'die Datei ist nicht die JSON-Datei mit dem Schlüssel eines Dienstkontos, wie Google sie ausgibt',
};

const EXAMPLE: Readonly<Record<string, string>> = {
  flow: 'Bei Google verwendet eine Person ein App-Passwort (ohne --login), und ohne Person geht es mit einem Dienstkonto (--key-file DATEI).',
  host: 'Für die IT des Veranstalters: Beispiel für einen Servernamen: smtp.muster.example',
  port: 'Für die IT des Veranstalters: Üblich sind 465 (bei ssl) und 587 (bei starttls).',
  encryption:
    'Für die IT des Veranstalters: ssl ist TLS vom ersten Byte an, meist Port 465; starttls ist meist Port 587.',
  sender: 'Beispiel für einen Absender: Wahlbüro <wahl@muster.example>',
  caFile:
    'Für die IT des Veranstalters: Gebraucht wird das Zertifikat der Zertifizierungsstelle oder des Mailservers selbst im Format PEM oder DER.',
};

/** A right value as an example, where one helps. */
export function example(field: string): readonly string[] {
  const text = textOf(EXAMPLE, field);
  return text === null ? [] : [text];
}
