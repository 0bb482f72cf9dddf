/** Owns what the tests of this folder start from: one roll, one project, one template. */
import type { MessageFrame, MessageIdentity } from '../../../src/message/invitation.js';
import type { ProjectFields } from '../../../src/message/placeholders.js';
import { parseTemplate, type Template, type TemplateFiles } from '../../../src/message/template.js';
import { newView, type View } from '../../../src/message/token.js';
import type { RollShape, Voter } from '../../../src/voters/voter.js';

export const shape: RollShape = {
  encoding: 'utf-8',
  delimiter: ';',
  headers: ['Mitgliedsnummer', 'E-Mail', 'Vorname', 'Nachname', 'Kennwort', 'Anrede', 'Wahlkreis'],
  roles: { id: 0, email: 1, firstName: 2, lastName: 3, password: 4, salutation: 5 },
  secrets: [4, 6],
};

export const voter: Voter = {
  id: '0042',
  email: 'anna@mitglieder.example',
  row: 7,
  cells: ['0042', 'Anna@Mitglieder.example', 'Anna', "O'Brien & Söhne", 'x7Kp-2Qm9', '', 'Nord'],
};

export const project: ProjectFields = {
  title: 'Gremienwahl 2027',
  organiser: 'Musterverband e. V.',
  start: new Date('2027-03-01T07:00:00Z'),
  end: new Date('2027-03-15T17:00:00Z'),
  timezone: 'Europe/Berlin',
  language: 'de',
  contact: { name: 'Wahlbüro', email: 'wahl@muster.example', phone: '+49 30 000000' },
};

export const identity: MessageIdentity = {
  messageId: '<0123456789abcdef0123456789abcdef@muster.example>',
  date: new Date('2027-03-01T07:00:00Z'),
};

export const frame: MessageFrame = {
  from: { name: 'Wahlvorstand', address: 'wahl@muster.example' },
  replyTo: { name: 'Wahlbüro', address: 'buero@muster.example' },
  language: 'de',
};

export function files(parts: Partial<Omit<TemplateFiles, 'partials'>>, partials = {}): TemplateFiles {
  return { subject: 'Wahl', text: 'Text', html: null, partials: new Map(Object.entries(partials)), ...parts };
}

/** A template that must be readable. */
export function template(parts: Partial<Omit<TemplateFiles, 'partials'>>, partials = {}): Template {
  const parsed = parseTemplate(files(parts, partials));
  if (parsed.template === null) throw new Error(JSON.stringify(parsed.findings));
  return parsed.template;
}

export function view(values: Record<string, string>): View {
  const result = newView();
  for (const [name, value] of Object.entries(values)) result[name] = value;
  return result;
}
