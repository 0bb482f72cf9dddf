/** Owns the words by which the columns of a roll are recognised, in German and English. */
import { closest } from '../suggestion.js';
import { clean } from './characters.js';
import { ROLES, type Role } from './voter.js';

/**
 * Headers as people write them; compared folded. Not here: running numbers ("lfd. Nr."), which change when
 * the roll is sorted anew and would make other voters of the same people.
 */
const WORDS: Readonly<Record<Role, readonly string[]>> = {
  id: [
    ...[
      'ID',
      'Nr',
      'Nummer',
      'Wählernummer',
      'Wähler-Nr',
      'Wähler-ID',
      'Waehlernummer',
      'Waehler-Nr',
      'Waehler-ID',
    ],
    ...[
      'Wahlnummer',
      'Wählerkennung',
      'Waehlerkennung',
      'Wählerverzeichnisnummer',
      'Waehlerverzeichnisnummer',
    ],
    ...['Mitgliedsnummer', 'Mitgliedernummer', 'Mitglieds-Nr', 'Mitglied-Nr', 'Mitglieds-ID', 'Mitgl.-Nr'],
    ...[
      'Matrikelnummer',
      'Matrikel-Nr',
      'Matrikel',
      'Personalnummer',
      'Personal-Nr',
      'Pers.-Nr',
      'Personal-ID',
    ],
    ...['Teilnehmernummer', 'Teilnehmer-ID', 'Kennnummer', 'Stimmberechtigten-Nr', 'Ausweisnummer'],
    ...[
      'voter id',
      'voter number',
      'voter no',
      'member id',
      'member number',
      'member no',
      'membership number',
    ],
    ...['student id', 'student number', 'employee id', 'employee number', 'staff number', 'number', 'no'],
  ],
  email: [
    ...['E-Mail', 'Mail', 'E-Mail-Adresse', 'Mailadresse', 'Mail-Adresse', 'E-Mail-Anschrift', 'E-Mails'],
    ...['email address', 'mail address', 'e-mail id'],
  ],
  firstName: ['Vorname', 'Vornamen', 'Rufname', 'first name', 'given name', 'forename'],
  lastName: ['Nachname', 'Name', 'Familienname', 'Zuname', 'last name', 'surname', 'family name'],
  salutation: ['Anrede', 'Briefanrede', 'salutation', 'form of address'],
  title: ['Titel', 'Akad. Titel', 'Akademischer Titel', 'Namenstitel', 'title', 'academic title'],
  password: [
    ...['Passwort', 'Kennwort', 'Wahlpasswort', 'Zugangspasswort', 'PIN', 'Wahl-PIN', 'Code', 'Zugangscode'],
    ...[
      'Wahlcode',
      'TAN',
      'Wahl-TAN',
      'Initialpasswort',
      'Erstpasswort',
      'Startpasswort',
      'Kennwort/PIN',
      'Passwort/PIN',
      'password',
      'passcode',
      'access code',
      'voting code',
    ],
  ],
  link: [
    'Link',
    'URL',
    'Wahllink',
    'Wahl-Link',
    'Zugangslink',
    'Einladungslink',
    'voting link',
    'access link',
  ],
  language: ['Sprache', 'Korrespondenzsprache', 'Sprachkennung', 'language', 'lang', 'locale'],
};

const ROLE_OF: ReadonlyMap<string, Role> = new Map(
  ROLES.flatMap((role) => [role, ...WORDS[role]].map((word): [string, Role] => [foldHeader(word), role])),
);

/** The role that a header names, else null. */
export function roleOfHeader(header: string): Role | null {
  return ROLE_OF.get(foldHeader(header)) ?? null;
}

/** What people add to a header: "E-Mail (privat)". */
const REMARK = /\s*\([^()]*\)\s*$/;

/** Whether a header names the address but for a remark. Not so for other roles: "Nr. (laufend)" is no ID. */
export function isRemarkedAddress(header: string): boolean {
  return REMARK.test(header) && roleOfHeader(header.replace(REMARK, '')) === 'email';
}

/** Of shorter words nearly every other is one typing error away. */
const SHORTEST_WORD = 4;

/** The first of the headers that is a word for the role but for a typing error, else null. */
export function nearestHeader(role: Role, headers: readonly string[]): string | null {
  const words = WORDS[role].filter((word) => foldHeader(word).length >= SHORTEST_WORD);
  const isNear = (header: string): boolean =>
    roleOfHeader(header) === null && closest(header, words) !== null;
  return headers.find(isNear) ?? null;
}

/**
 * Folds a header for comparison: cleaned, small letters, accents off, `ss` for `ß`, letters and digits only,
 * so that "E-Mail", "eMail" and "E‑MAIL " (with a no-break hyphen) are one word.
 */
export function foldHeader(header: string): string {
  return clean(header)
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^a-z0-9]/g, '');
}
