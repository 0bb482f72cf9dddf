/** Owns what reminders need in tests: a text of their own beside the invitation's, and lists of those who have not voted. */
import { cpSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExampleProject, RollVoter } from './example-project.js';

/** Flags of the reminder, but for its list. */
export const REMINDER = ['--mailing', 'reminder', '--template', 'project/reminder'] as const;

/** The invitation's template with another subject, in the folder `reminder`. */
export function writeReminder({ folder }: ExampleProject): void {
  cpSync(join(folder, 'invitation'), join(folder, 'reminder'), { recursive: true });
  writeFileSync(join(folder, 'reminder', 'subject.mustache'), 'Erinnerung: {{election.title}}\n');
}

/** `not-voted.csv` beside the roll; `hoursOld` is negative for the future. */
export function writeList({ folder }: ExampleProject, voters: readonly RollVoter[], hoursOld = 0): string {
  return writeListText(
    { folder },
    ['Mitgliedsnummer', ...voters.map(({ id }) => id), ''].join('\n'),
    hoursOld,
  );
}

export function writeListText(
  { folder }: Pick<ExampleProject, 'folder'>,
  text: string | Buffer,
  hoursOld = 0,
): string {
  const path = join(folder, 'not-voted.csv');
  writeFileSync(path, text);
  const written = Date.now() / 1000 - hoursOld * 3600;
  utimesSync(path, written, written);
  return path;
}
