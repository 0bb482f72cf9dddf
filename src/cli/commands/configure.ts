/** Owns `invite configure`: a profile by flags and questions, tested, stored; and what is done with stored ones. */
import { join } from 'node:path';
import { Fault } from '../../fault.js';
import { configFolder } from '../../profile/config-folder.js';
import type { KnownFields } from '../../profile/fields.js';
import { checkProfileName } from '../../profile/profile-list.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import { nextQuestion } from '../../profile/questions.js';
import { flowOf } from '../../profile/sign-in-texts.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import type { Project } from '../../project/project.js';
import type { Draft } from '../configure/draft.js';
import { lookUpHints } from '../configure/look-up.js';
import type { ConfigureOptions } from '../configure/options.js';
import { keepCertificate, refuseUnfitFingerprint } from '../configure/pin.js';
import { publishedLimits } from '../configure/published-limits.js';
import { storedBase, storedHints, storedValues } from '../configure/stored-base.js';
import { copy, keychainFacts, list, remove, rename, show } from '../configure/stored-profiles.js';
import { type Tested, testedProfile } from '../configure/tested-profile.js';
import { taskOf } from '../configure/wish.js';
import { askRest } from '../connection/ask-values.js';
import { valuesFromFlags } from '../connection/values-from-flags.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { EXIT } from '../exit-codes.js';
import { type HandoverMode, handoverMode } from '../handover/mode.js';
import { leadTimeDays, projectIfSound, sayLeadTime } from '../lead-time.js';
import { profileStore } from '../profile-of-run.js';
import { faultText } from '../report-fault.js';
import { testDocument } from '../test-connection/test-account.js';

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

async function profileName(
  context: Context,
  argument: string | undefined,
  suggestion?: string | null,
): Promise<string> {
  if (argument !== undefined) return checkProfileName(argument);
  const question = context.texts.commands.configure.name;
  return context.prompts.text(question, 'configure NAME', nameCheck(context), suggestion ?? undefined);
}

async function newName(context: Context, argument: string | undefined, task: string): Promise<string> {
  if (argument !== undefined) return checkProfileName(argument);
  const flag = `configure --${task} NAME NEW-NAME`;
  return context.prompts.text(context.texts.storedProfiles.newName, flag, nameCheck(context));
}

async function store(
  context: Context,
  argument: string | undefined,
  options: ConfigureOptions,
): Promise<number> {
  const { terminal, texts, program } = context;
  refuseUnfitFingerprint(options);
  if (argument !== undefined) checkProfileName(argument);
  const profiles = profileStore(context);
  // Before anything is asked or tested: all of it would be in vain without a keychain.
  await profiles.tryKeychain(argument ?? ANY_NAME);
  if (options.test !== false || options.lookup !== false) dnsServers(context.env, undefined);
  const given = await valuesFromFlags(context, options);
  const asks = nextQuestion(given) !== null && terminal.interactive;
  if (asks) terminal.say(texts.commands.configure.intro);
  const project = await projectIfSound(context);
  const suggested = sayLeadTime(context, project);
  if (asks && !suggested) terminal.say(texts.commands.configure.askFor(`${program} request`));
  const name = await profileName(context, argument, project?.profile);
  const base = await storedBase(profiles, name);
  if (!(await mayChange(context, profiles, name, base))) return EXIT.interrupted;
  const known = await values(context, given, base, options);
  const { refuseTooLong } = profiles;
  const tested = await testedProfile(context, { name, known, base, refuseTooLong }, options, project);
  return keep(context, profiles, name, tested, project);
}

/** A name that a profile may have; the keychain is only to answer. */
const ANY_NAME = 'invite';

/** A profile that is there is changed by a yes only. */
async function mayChange(
  { prompts, texts, yes }: Context,
  profiles: ProfileStore,
  name: string,
  base: StoredProfile | null,
): Promise<boolean> {
  if (yes || (base === null && !(await profiles.names()).includes(name))) return true;
  const question = base === null ? texts.commands.configure.replace : texts.storedProfiles.change;
  return prompts.confirm(question(name), '--yes');
}

/** At a terminal everything that no flag gave is asked, and what is stored is suggested; in a script it simply stays. */
async function values(
  context: Context,
  given: KnownFields,
  base: StoredProfile | null,
  options: ConfigureOptions,
): Promise<KnownFields> {
  if (base === null) {
    const looks = context.terminal.interactive && given.host === undefined && options.lookup !== false;
    if (looks) context.terminal.say(context.texts.discovery.intro);
    return askRest(context, given, lookUpHints(context, looks));
  }
  const stored = storedValues(base, given, options);
  const { terminal, texts } = context;
  if (!terminal.interactive) return askRest(context, { ...stored, ...given });
  const { caFile, signIn } = stored;
  if (signIn) terminal.say(texts.signIn.kept(texts.signIn.shown.flows[flowOf(signIn)]));
  return askRest(context, { caFile, signIn, ...given }, storedHints(base));
}

async function keep(
  context: Context,
  profiles: ProfileStore,
  name: string,
  { draft, test }: Tested,
  project: Project | null,
): Promise<number> {
  const { terminal } = context;
  const path = join(configFolder(context.env), 'profiles.json');
  if (draft !== null) {
    if (draft.pin) await keepCertificate(draft.pin);
    await profiles.save(name, draft, draft.signedIn?.secret() ?? null);
  }
  if (terminal.json) {
    const stored = draft && {
      name,
      keychain: keychainFacts(name, draft),
      list: path,
      certificate: draft.pin?.path ?? null,
    };
    const document = test
      ? testDocument(context, test, project)
      : { leadTimeDays: leadTimeDays(context, project) };
    terminal.event({ ...document, stored });
  } else sayWhatWasStored(context, name, draft, path);
  return draft === null ? EXIT.serverRefuses : EXIT.done;
}

function sayWhatWasStored(context: Context, name: string, profile: Draft | null, path: string): void {
  const { program, terminal, texts } = context;
  const t = texts.commands.configure;
  if (profile === null) {
    terminal.warn(t.notStored);
    return;
  }
  terminal.say(t.stored(name));
  if (profile.signedIn) terminal.say(texts.signIn.stored(name));
  terminal.say(t.listed(path));
  if (profile.pin) terminal.say(t.pinKept(profile.pin.path));
  for (const line of t.next(name, program)) terminal.say(line);
  const command = `${program} configure ${name}`;
  for (const line of publishedLimits(profile, command, texts)) terminal.say(line);
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
