/** Owns the name of the profile that a `configure` is about: given, or asked for. */
import { Fault } from '../../fault.js';
import { checkProfileName } from '../../profile/profile-list.js';
import type { Context } from '../context.js';
import { faultText } from '../report-fault.js';

/** Throws `profile-name-invalid` for a name that was given and cannot be one. */
export async function profileName(
  context: Context,
  argument: string | undefined,
  suggestion?: string | null,
): Promise<string> {
  if (argument !== undefined) return checkProfileName(argument);
  const question = context.texts.commands.configure.name;
  return asked(context, question, 'configure NAME', suggestion ?? undefined);
}

/** Of a copy, or after a renaming. */
export async function newName(context: Context, argument: string | undefined, task: string): Promise<string> {
  if (argument !== undefined) return checkProfileName(argument);
  const flag = `configure --${task} NAME NEW-NAME`;
  return asked(context, context.texts.storedProfiles.newName, flag);
}

/** Blanks around it are the clipboard's. */
async function asked(context: Context, question: string, flag: string, suggestion?: string): Promise<string> {
  return (await context.prompts.text(question, flag, nameCheck(context), suggestion)).trim();
}

/** What is wrong, and at once what a name may be. */
function nameCheck(context: Context): (answer: string) => string | null {
  return (answer) => {
    try {
      checkProfileName(answer.trim());
      return null;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { message, hints } = faultText(error, context.texts, context.program, 'configure');
      return [message, ...hints.slice(0, 1)].join(' ');
    }
  };
}
