/** Owns what a wrong value should have been, in English: words of the checks become parts of a sentence. */
import { ROLES } from '../../../voters/voter.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { either } = formatFor('en');

const EXPECTATIONS: Readonly<Record<string, string>> = {
  text: 'a text on one line of at most 200 characters',
  path: 'a path on one line',
  'profile-values': 'a list of entries such as "host: smtp.sample.example", each on a line of its own',
  'quoted-text': 'a text, in quotation marks where it consists of digits only',
  product: 'online-wahl or live-voting',
  language: 'de or en',
  timezone: 'a time zone such as Europe/Berlin',
  'local-time': 'a time such as 2027-03-01T08:00, without a time zone',
  'existing-hour': 'a time that exists (this hour is left out when summer time begins)',
  'after-start': 'a time after the start of the election (electionStart)',
  'before-end': 'a time before the end of the election (electionEnd)',
  'after-sending': 'a time after the start of the mailing (sendAt)',
  'ip-address': 'an internet address (IP) such as 192.0.2.1 or 2001:db8::1',
  'whole-number': 'a whole number from 1 to 100,000,000',
  port: 'a port from 1 to 65535',
  percent: 'a whole number from 1 to 100, with or without %',
  connections: 'a whole number from 1 to 50',
  pace: 'a mapping such as { connections: 2, perMinute: 30 }',
  delimiter: 'one of the characters ";" "," "|" or the word tab',
  'role-to-header': 'a mapping such as { email: E-Mail }, with the column headers of the roll',
  'role-is-header': `a mapping such as email=E-Mail, with one of these roles on the left: ${ROLES.join(', ')}`,
  'list-of-headers': 'a list of column headers such as [Password, PIN]',
  'list-of-placeholders': 'a list of placeholders such as [password, link]',
  contact: 'an entry such as { name: Election Office, email: election@sample.example }',
  mapping: 'a list of entries such as "voters: voters.csv", each on a line of its own',
  'dns-server': 'the IP address of a name server such as 192.0.2.53, 127.0.0.1:5353 or [::1]:53',
  'dkim-selector': 'the name of a DKIM selector such as selector1',
  'report-file': 'a file name that ends in .md, .html or .json',
  address: 'an e-mail address',
  fingerprint:
    'the SHA-256 fingerprint of a certificate, 64 digits from 0 to 9 and A to F with or without colons',
  'age-recipient': 'the key of an election manager, complete: age1 and 58 small letters and digits after it',
  'given-once': 'a single value, so the option only once',
  'each-once': 'every value only once',
  rate: 'a number per minute, hour or day, for example 20/min, 500/h or 10000/d, at most 100,000,000',
  'ip-network': 'an IP address such as 203.0.113.7 or 2001:db8::7, or a network such as 203.0.113.0/28',
  'ip-reachable': 'an address that other computers see, not one that only this computer knows',
};

/** "local-time" -> "a time such as …"; "a | b" is a choice; what is neither is shown as it came. */
export function expectation(kind: string): string {
  return textOf(EXPECTATIONS, kind) ?? either(clause(kind).split(' | '));
}
