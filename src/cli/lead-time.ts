/** Owns the notice that little time is left for the organiser's IT: never an error, only said in time. */
import { Fault } from '../fault.js';
import { type LeadTime, leadTime } from '../project/lead-time.js';
import type { Project } from '../project/project.js';
import { readProject } from '../project/project-file.js';
import type { Context } from './context.js';
import { quotedForShell } from './send/shell.js';

/** The project of the current folder where there is a sound one: what is broken in it is another command's matter. */
export async function projectIfSound({ cwd, systemTimeZone }: Context): Promise<Project | null> {
  try {
    return await readProject({ path: cwd, named: false, overrides: {}, systemTimeZone });
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Days until the start for `--json`; null where no project says when it is. */
export function leadTimeDays({ clock }: Context, project: Project | null): number | null {
  return (project && leadTime(project, clock.now()))?.days ?? null;
}

/**
 * Says that fewer than four weeks are left, and to write to the organiser's IT; nothing with `--json`. `argument` is
 * the project as it was named, if it was. Returns whether the letter was suggested.
 */
export function sayLeadTime(context: Context, project: Project | null, argument?: string): boolean {
  const { terminal, texts, program, platform } = context;
  const sentence = leadTimeSentence(context, project);
  if (sentence === null || terminal.json) return false;
  terminal.say(terminal.paint.warn(sentence.text));
  if (!sentence.askable) return false;
  const named = argument === undefined ? '' : ` ${quotedForShell(argument, platform)}`;
  terminal.say(texts.commands.leadTime.ask(`${program} request${named}`));
  return true;
}

/** The sentence alone; null where there is nothing to say. */
export function leadTimeSentence(
  { texts, clock }: Context,
  project: Project | null,
): { readonly text: string; readonly askable: boolean } | null {
  const found = project && leadTime(project, clock.now());
  if (!project || !found || found.state === 'enough') return null;
  return {
    text: sentenceOf(found, project.timezone, texts.commands.leadTime),
    askable: found.state !== 'over',
  };
}

function sentenceOf(
  { state, days, when }: LeadTime,
  timezone: string,
  t: Context['texts']['commands']['leadTime'],
): string {
  return state === 'short' || state === 'enough' ? t.short(days, when, timezone) : t[state](when, timezone);
}
