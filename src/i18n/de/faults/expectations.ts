/** Owns what a wrong value should have been, in German: words of the checks become parts of a sentence. */
import { ROLES } from '../../../voters/voter.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { either } = formatFor('de');

const EXPECTATIONS: Readonly<Record<string, string>> = {
  text: 'ein Text in einer Zeile mit höchstens 200 Zeichen',
  path: 'ein Pfad in einer Zeile',
  'profile-values': 'eine Liste von Angaben wie „host: smtp.muster.example“, jede in einer eigenen Zeile',
  'quoted-text': 'ein Text, in Anführungszeichen, wenn er nur aus Ziffern besteht',
  product: 'online-wahl oder live-voting',
  language: 'de oder en',
  timezone: 'eine Zeitzone wie Europe/Berlin',
  'local-time': 'ein Zeitpunkt wie 2027-03-01T08:00, ohne Zeitzone',
  'existing-hour': 'ein Zeitpunkt, den es gibt (diese Stunde fällt bei der Umstellung auf Sommerzeit aus)',
  'after-start': 'ein Zeitpunkt nach dem Beginn der Wahl (electionStart)',
  'before-end': 'ein Zeitpunkt vor dem Ende der Wahl (electionEnd)',
  'after-sending': 'ein Zeitpunkt nach dem Versand der Einladungen (sendAt)',
  'ip-address': 'eine Internetadresse (IP) wie 192.0.2.1 oder 2001:db8::1',
  'whole-number': 'eine ganze Zahl von 1 bis 100.000.000',
  port: 'ein Port von 1 bis 65535',
  percent: 'eine ganze Zahl von 1 bis 100, mit oder ohne %',
  connections: 'eine ganze Zahl von 1 bis 50',
  pace: 'eine Zuordnung wie { connections: 2, perMinute: 30 }',
  delimiter: 'eines der Zeichen „;“ „,“ „|“ oder das Wort tab',
  'role-to-header':
    'eine Zuordnung wie { email: E-Mail }, mit den Spaltenüberschriften des Wählerverzeichnisses',
  'role-is-header': `eine Zuordnung wie email=E-Mail, links eine dieser Rollen: ${ROLES.join(', ')}`,
  'list-of-headers': 'eine Liste von Spaltenüberschriften wie [Passwort, PIN]',
  'list-of-placeholders': 'eine Liste von Platzhaltern wie [password, link]',
  contact: 'eine Angabe wie { name: Wahlbüro, email: wahl@muster.example }',
  mapping: 'eine Liste von Angaben wie „voters: voters.csv“, jede in einer eigenen Zeile',
  'dns-server': 'die IP-Adresse eines Nameservers wie 192.0.2.53, 127.0.0.1:5353 oder [::1]:53',
  'dkim-selector': 'der Name eines DKIM-Selektors wie selector1',
  'report-file': 'ein Dateiname, der auf .md, .html oder .json endet',
  address: 'eine E-Mail-Adresse',
  fingerprint:
    'der SHA-256-Fingerabdruck eines Zertifikats, 64 Zeichen von 0 bis 9 und A bis F mit oder ohne Doppelpunkte',
  'age-recipient':
    'der Schlüssel einer Wahlleitung, vollständig: age1 und danach 58 Kleinbuchstaben und Ziffern',
  'each-once': 'jeder Wert nur einmal',
  'given-once': 'nur ein einziger Wert, die Option also nur einmal',
  rate: 'eine Zahl je Minute, Stunde oder Tag, zum Beispiel 20/min, 500/h oder 10000/d, höchstens 100.000.000',
  'ip-network': 'eine IP-Adresse wie 203.0.113.7 oder 2001:db8::7, oder ein Netz wie 203.0.113.0/28',
  'ip-reachable': 'eine Adresse, die andere Computer sehen, keine, die nur dieser Computer kennt',
};

/** "local-time" -> "ein Zeitpunkt wie …"; "a | b" is a choice; what is neither is shown as it came. */
export function expectation(kind: string): string {
  return textOf(EXPECTATIONS, kind) ?? either(clause(kind).split(' | '));
}
