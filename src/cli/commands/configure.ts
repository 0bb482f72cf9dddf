/** Owns `invite configure`: a profile by flags and questions, tested, stored. */
import { join } from 'node:path';
import { Fault } from '../../fault.js';
import { configFolder } from '../../profile/config-folder.js';
import { checkProfileName } from '../../profile/profile-list.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import { nextQuestion } from '../../profile/questions.js';
import { type Draft, keepPinned, refuseUnfitFingerprint } from '../configure/pin.js';
import { list, remove, show } from '../configure/stored-profiles.js';
import { type ConfigureOptions, testedProfile } from '../configure/tested-profile.js';
import { askRest } from '../connection/ask-values.js';
import { valuesFromFlags } from '../connection/values-from-flags.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { EXIT } from '../exit-codes.js';
import { projectIfSound, sayLeadTime } from '../lead-time.js';
import { profileStore } from '../profile-of-run.js';
import { faultText } from '../report-fault.js';

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as ConfigureOptions;
  if (options.list) return list(context);
  if (options.show) return show(context, await profileName(context, argument));
  if (options.remove) return remove(context, await profileName(context, argument));
  return store(context, argument, options);
}

async function profileName(
  context: Context,
  argument: string | undefined,
  suggestion?: string | null,
): Promise<string> {
  if (argument !== undefined) return checkProfileName(argument);
  const check = (answer: string): string | null => checked(context, () => checkProfileName(answer));
  const question = context.texts.commands.configure.name;
  return context.prompts.text(question, 'configure NAME', check, suggestion ?? undefined);
}

async function store(
  context: Context,
  argument: string | undefined,
  options: ConfigureOptions,
): Promise<number> {
  const { terminal, texts, program } = context;
  const t = texts.commands.configure;
  refuseUnfitFingerprint(options);
  const profiles = profileStore(context);
  // Before anything is asked or tested: all of it would be in vain without a keychain.
  await profiles.tryKeychain(argument ?? ANY_NAME);
  if (options.test !== false) dnsServers(context.env, undefined);
  const given = await valuesFromFlags(context, options);
  const asks = nextQuestion(given) !== null && terminal.interactive;
  if (asks) terminal.say(t.intro);
  const project = await projectIfSound(context);
  const suggested = sayLeadTime(context, project);
  if (asks && !suggested) terminal.say(t.askFor(`${program} request`));
  const name = await profileName(context, argument, project?.profile);
  if (
    (await profiles.names()).includes(name) &&
    !context.yes &&
    !(await context.prompts.confirm(t.replace(name), '--yes'))
  )
    return EXIT.interrupted;
  const profile = await testedProfile(context, name, await askRest(context, given), options, project);
  if (profile === null) {
    terminal.warn(t.notStored);
    return EXIT.serverRefuses;
  }
  await keep(context, profiles, name, profile);
  return EXIT.done;
}

/** A name that a profile may have; the keychain is only to answer. */
const ANY_NAME = 'invite';

async function keep(context: Context, profiles: ProfileStore, name: string, profile: Draft): Promise<void> {
  const { env, program, terminal, texts } = context;
  const t = texts.commands.configure;
  if (profile.pin) await keepPinned(profile.pin);
  await profiles.save(name, profile, profile.signedIn?.secret() ?? null);
  terminal.say(t.stored(name));
  if (profile.signedIn) terminal.say(texts.signIn.stored(name));
  terminal.say(t.listed(join(configFolder(env), 'profiles.json')));
  if (profile.pin) terminal.say(t.pinKept(profile.pin.path));
  for (const line of t.next(name, program)) terminal.say(line);
}

function checked(context: Context, check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Fault) return faultText(error, context.texts, context.program, 'configure').message;
    throw error;
  }
}
