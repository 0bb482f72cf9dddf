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
  return context.prompts.text(question, 'configure NAME', nameCheck(context), suggestion ?? undefined);
}

/** Of a copy, or after a renaming. */
export async function newName(context: Context, argument: string | undefined, task: string): Promise<string> {
  if (argument !== undefined) return checkProfileName(argument);
  const flag = `configure --${task} NAME NEW-NAME`;
  return context.prompts.text(context.texts.storedProfiles.newName, flag, nameCheck(context));
}

function nameCheck(context: Context): (answer: string) => string | null {
  return (answer) => {
    try {
      checkProfileName(answer);
      return null;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return faultText(error, context.texts, context.program, 'configure').message;
    }
  };
}
