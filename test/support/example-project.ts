/** Owns projects for end-to-end tests: a generated roll whose credentials can be found again, and an invite.yaml. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARIES } from './canaries.js';
import type { Household } from './cli.js';

export interface RollVoter {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
}

/** Begins every password of a generated roll: one needle for all voters, in every form that encoding gives it. */
export const CANARY = CANARIES.voter;

/** So many voters; every seventh shares the address of the one before, as couples do. */
export function makeVoters(count: number, options: { refusedEvery?: number } = {}): RollVoter[] {
  const { refusedEvery = 0 } = options;
  const refused = (number: number) => refusedEvery > 0 && number % refusedEvery === 0;
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const mailbox = number % 7 === 0 && !refused(number - 1) ? number - 1 : number;
    const id = String(number).padStart(7, '0');
    return {
      id,
      email: `${refused(number) ? 'nouser' : 'voter'}${refused(number) ? number : mailbox}@voters.example`,
      firstName: FIRST_NAMES[number % FIRST_NAMES.length] ?? '',
      lastName: LAST_NAMES[number % LAST_NAMES.length] ?? '',
      password: `${CANARY}-${createHash('sha256').update(id).digest('hex').slice(0, 12)}`,
    };
  });
}

const FIRST_NAMES = ['Anna', 'Jürgen', 'Zoë', 'Željka', 'Björn'];
const LAST_NAMES = ['Müller', 'Šimek', 'Groß', "O'Neill", 'Øberg', 'Ünal', 'Brandt'];

export interface ProjectWishes {
  readonly voters: readonly RollVoter[];
  /** Lines of invite.yaml after those that every project has; they win. */
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly name?: string;
}

export interface ExampleProject {
  readonly folder: string;
  readonly rollPath: string;
  readonly statePath: string;
  readonly keyPath: string;
  writeRoll(voters: readonly RollVoter[]): void;
  writeText(text: string): void;
  writeSettings(settings: Readonly<Record<string, string | number>>): void;
}

/** A project in the household's folder; the passwords of its roll are secrets of the household. */
export function makeProject(household: Household, wishes: ProjectWishes): ExampleProject {
  household.secrets.add(CANARY);
  const folder = join(household.folder, wishes.name ?? 'project');
  mkdirSync(join(folder, 'invitation'), { recursive: true });
  const project: ExampleProject = {
    folder,
    rollPath: join(folder, 'voters.csv'),
    statePath: join(folder, 'invite.state.jsonl'),
    keyPath: join(folder, 'invite.state.key'),
    writeRoll: (voters) => writeFileSync(join(folder, 'voters.csv'), rollText(voters)),
    writeText: (text) => writeFileSync(join(folder, 'invitation', 'text.mustache'), text),
    writeSettings: (settings) => writeFileSync(join(folder, 'invite.yaml'), settingsText(settings)),
  };
  writeFileSync(join(folder, 'invitation', 'subject.mustache'), 'Einladung: {{election.title}}\n');
  writeFileSync(join(folder, 'invitation', 'html.mustache'), HTML);
  project.writeText(TEXT);
  project.writeRoll(wishes.voters);
  project.writeSettings(wishes.settings ?? {});
  return project;
}

export const TEXT = `Guten Tag {{firstName}} {{lastName}},

Ihre Wähler-ID: {{id}}
Ihr Kennwort:   {{password}}

..Punkte am Anfang einer Zeile bleiben.
.
`;

const HTML = `<p>Guten Tag {{firstName}} {{lastName}},</p>
<p>Wähler-ID: <b>{{id}}</b><br>Kennwort: <b>{{password}}</b></p>
`;

export function rollText(voters: readonly RollVoter[]): string {
  const lines = voters.map(({ id, email, firstName, lastName, password }) =>
    [id, email, firstName, lastName, password].join(';'),
  );
  return `\uFEFF${['Mitgliedsnummer;E-Mail;Vorname;Nachname;Passwort', ...lines, ''].join('\r\n')}`;
}

/** Without times the mailing may go out at once. */
function settingsText(settings: Readonly<Record<string, string | number>>): string {
  const all: Record<string, string | number> = {
    title: 'Gremienwahl',
    organiser: 'Musterverband e. V.',
    language: 'de',
    timezone: 'Europe/Berlin',
    voters: 'voters.csv',
    template: 'invitation',
    required: '[id, password]',
    ...settings,
  };
  return Object.entries(all)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}

/** A time relative to now as invite.yaml wants it: local, in the project's zone, no offset. */
export function localTime(offsetMinutes: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(Date.now() + offsetMinutes * 60_000).replace(' ', 'T');
}
