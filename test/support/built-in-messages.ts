/** Owns the built-in templates as whole messages: composed as a mailing composes them, for one voter of a usual roll. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { displayName } from '../../src/cli/display-name.js';
import { createPseudonyms } from '../../src/delivery/pseudonym.js';
import { composeMessage } from '../../src/message/compose.js';
import type { Invitation, MessageFrame } from '../../src/message/invitation.js';
import { type ProjectFields, viewFor } from '../../src/message/placeholders.js';
import { renderInvitation } from '../../src/message/render.js';
import { parseTemplate } from '../../src/message/template.js';
import type { RollShape, Voter } from '../../src/voters/voter.js';
import { readTemplate } from './one-template.js';

const FOLDER = fileURLToPath(new URL('../../templates', import.meta.url));
const LANGUAGES = ['de', 'en'] as const;

/** Product and language of each built-in template. */
export const BUILT_IN = (['online-wahl', 'live-voting'] as const).flatMap((product) =>
  LANGUAGES.map((language) => [product, language] as const),
);
export type Product = (typeof BUILT_IN)[number][0];
export type InvitationLanguage = (typeof BUILT_IN)[number][1];

/** What stands in the roll's row and in invite.yaml; every value is that of a usual election. */
export interface Words {
  readonly title: string;
  readonly organiser: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly link: string;
  readonly id: string;
  readonly password: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly phone: string;
}

/** The domains are reserved, but below a top-level domain that exists: a spam filter takes no notice of others. */
export const USUAL: Words = {
  title: 'Gremienwahl 2027',
  organiser: 'Musterverband e. V.',
  firstName: 'Jürgen',
  lastName: 'Großmann',
  link: 'https://wahl.example.net/gremienwahl-2027',
  id: '0004711',
  password: 'k7Rw4XmPh9',
  contactName: 'Wahlbüro',
  contactEmail: 'wahlbuero@example.org',
  phone: '+49 30 123456',
};

export interface BuiltInMessage {
  readonly invitation: Invitation & { readonly html: string };
  readonly frame: MessageFrame;
  /** The voter's address, and the name beside it. */
  readonly to: string;
  readonly toName: string;
  readonly bytes: Buffer;
}

/** The message that `send` would hand over. */
export async function builtInMessage(
  product: Product,
  language: InvitationLanguage,
  words: Partial<Words> = {},
): Promise<BuiltInMessage> {
  const given = { ...USUAL, ...words };
  const voter = voterOf(given);
  const invitation = await invitationFor(product, language, voter, given);
  const { contactName, contactEmail, organiser } = given;
  const frame = {
    from: { name: `Wahlvorstand ${organiser}`, address: 'wahl@example.org' },
    replyTo: { name: contactName, address: contactEmail },
    language,
  };
  const messageId = createPseudonyms(randomBytes(32)).messageId('mailing', voter.id, 'example.org');
  const toName = displayName(voter, SHAPE);
  const identity = { messageId, date: DATE };
  const bytes = await composeMessage(invitation, voter.email, toName, identity, frame);
  return { invitation, frame, to: voter.email, toName: toName ?? '', bytes };
}

/** The Date header of every message. */
export const DATE = new Date('2027-03-01T07:00:00Z');

const SHAPE: RollShape = {
  encoding: 'utf-8',
  delimiter: ';',
  headers: ['Mitgliedsnummer', 'E-Mail', 'Vorname', 'Nachname', 'Passwort', 'Link'],
  roles: { id: 0, email: 1, firstName: 2, lastName: 3, password: 4, link: 5 },
  secrets: [4, 5],
};

function voterOf({ id, firstName, lastName, password, link }: Words): Voter {
  const email = 'j.grossmann@example.com';
  return { id, email, row: 2, cells: [id, email, firstName, lastName, password, link] };
}

async function invitationFor(
  product: Product,
  language: InvitationLanguage,
  voter: Voter,
  words: Words,
): Promise<Invitation & { html: string }> {
  const { template, findings } = parseTemplate(await readTemplate(product, { folder: FOLDER, language }));
  if (template === null) throw new Error(JSON.stringify(findings));
  const invitation = renderInvitation(template, viewFor(voter, SHAPE, projectOf(words, language)));
  return { ...invitation, html: invitation.html ?? '' };
}

function projectOf(words: Words, language: string): ProjectFields {
  const { title, organiser, contactName: name, contactEmail: email, phone } = words;
  return {
    title,
    organiser,
    start: new Date('2027-03-01T07:00:00Z'),
    end: new Date('2027-03-15T17:00:00Z'),
    timezone: 'Europe/Berlin',
    language,
    contact: { name, email, phone },
  };
}
