/** Owns `invite configure`: which of its tasks is asked for. */
import { checkProfileName } from '../../profile/profile-list.js';
import type { ConfigureOptions } from '../configure/options.js';
import { newName, profileName } from '../configure/profile-name.js';
import { store } from '../configure/store.js';
import { copy, list, remove, rename, show } from '../configure/stored-profiles.js';
import { taskOf } from '../configure/wish.js';
import type { Context } from '../context.js';
import { type HandoverMode, handoverMode } from '../handover/mode.js';

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as ConfigureOptions;
  const task = taskOf(options, argument);
  const mode = handoverMode(options);
  if (mode !== null) return handOver(context, mode, argument, options);
  if (task === 'list') return list(context);
  if (task === 'store') return store(context, argument, options);
  const name = await profileName(context, argument);
  if (task === 'show') return show(context, name);
  if (task === 'remove') return remove(context, name);
  const to = await newName(context, options.newName, task);
  return task === 'rename' ? rename(context, name, to) : copy(context, name, to);
}

/** Loaded when needed: the library behind it takes longer to load than most commands to run. */
async function handOver(
  context: Context,
  mode: HandoverMode,
  argument: string | undefined,
  options: ConfigureOptions,
): Promise<number> {
  if (mode === 'invite-it') {
    const { inviteIt } = await import('../handover/invite-it.js');
    return inviteIt(context, argument, options.force === true);
  }
  if (mode === 'seal') {
    const { sealProfile } = await import('../handover/seal.js');
    return sealProfile(context, () => profileName(context, argument), options);
  }
  if (argument !== undefined) checkProfileName(argument);
  const { importProfile } = await import('../handover/import.js');
  // A script takes the name that stands in the file; a person sees it and may choose another.
  const nameOf = (suggestion: string): Promise<string> =>
    profileName(context, argument ?? (context.terminal.interactive ? undefined : suggestion), suggestion);
  return importProfile(context, nameOf, options.import ?? '', options);
}
