/** Owns the warnings about what the letter leaves blank: which key of the project it is, and how to give it. */
import { relative } from 'node:path';
import { exampleKeys } from '../../project/example-values.js';
import type { Project } from '../../project/project.js';
import { flagOf } from '../../project/schema.js';
import type { Context } from '../context.js';
import { faultText } from '../report-fault.js';
import type { MessageCount } from './count-messages.js';

const NEEDED = ['title', 'organiser', 'electionStart', 'contact'] as const;

export function warnOfBlanks(context: Context, project: Project, count: MessageCount): void {
  const { terminal, texts, program } = context;
  const t = texts.commands.request;
  const word = terminal.paint.warn(texts.common.warning);
  const missing = NEEDED.filter((key) => project[key] === null);
  for (const key of missing)
    terminal.warn(`${word}: ${t.blank(key, key === 'contact' ? '--contact-email' : flagOf(key))}`);
  for (const key of exampleKeys(project)) terminal.warn(`${word}: ${t.example(key)}`);
  const uncounted = uncountedSentence(context, count);
  if (uncounted !== null) terminal.warn(`${word}: ${uncounted}`);
  if (project.file === null && missing.length > 0 && !terminal.json) {
    terminal.say(t.noProject);
    terminal.say(t.nameProject(`${program} request`));
  }
}

function uncountedSentence(context: Context, count: MessageCount): string | null {
  const { texts, program, cwd } = context;
  const t = texts.commands.request;
  switch (count.kind) {
    case 'known':
      return null;
    case 'no-roll':
      return t.noRoll;
    case 'errors':
      return t.rollErrors(relative(cwd, count.path) || count.path, count.errors);
    case 'unreadable':
      return t.rollUnreadable(faultText(count.fault, texts, program).message);
  }
}
