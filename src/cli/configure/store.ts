/** Owns the storing of a profile: what no flag gives is asked, then it is tested, kept, and said what lies where. */
import { configFolder } from '../../profile/config-folder.js';
import type { KnownFields } from '../../profile/fields.js';
import { checkProfileName, profileListPath } from '../../profile/profile-list.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import { nextQuestion } from '../../profile/questions.js';
import { flowOf } from '../../profile/sign-in-texts.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import type { Project } from '../../project/project.js';
import { askRest } from '../connection/ask-values.js';
import { valuesFromFlags } from '../connection/values-from-flags.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { EXIT } from '../exit-codes.js';
import { leadTimeDays, projectIfSound, sayLeadTime } from '../lead-time.js';
import { profileStore } from '../profile-of-run.js';
import { testDocument } from '../test-connection/test-account.js';
import { lookUpHints } from './look-up.js';
import type { ConfigureOptions } from './options.js';
import { keepCertificate, refuseUnfitFingerprint } from './pin.js';
import { profileName } from './profile-name.js';
import { publishedLimits } from './published-limits.js';
import { storedBase, storedHints, storedValues } from './stored-base.js';
import { keychainFacts } from './stored-profiles.js';
import { type Tested, testedProfile } from './tested-profile.js';

/** `argument` is the profile's name, where one was given. */
export async function store(
  context: Context,
  argument: string | undefined,
  options: ConfigureOptions,
): Promise<number> {
  const { terminal, texts, program } = context;
  refuseUnfitFingerprint(options);
  if (argument !== undefined) checkProfileName(argument);
  const profiles = profileStore(context);
  // Before anything is asked or tested: all of it would be in vain without a keychain.
  await profiles.tryKeychain(argument);
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
  return askRest(context, { caFile, signIn, ...given }, storedHints(context, base));
}

async function keep(
  context: Context,
  profiles: ProfileStore,
  name: string,
  { draft, test }: Tested,
  project: Project | null,
): Promise<number> {
  const { terminal } = context;
  const path = profileListPath(configFolder(context.env));
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
  } else sayWhatWasStored(context, name, { draft, test }, path);
  return draft === null ? EXIT.serverRefuses : EXIT.done;
}

function sayWhatWasStored(context: Context, name: string, { draft, test }: Tested, path: string): void {
  const { program, terminal, texts } = context;
  const t = texts.commands.configure;
  if (draft === null) {
    terminal.warn(t.notStored);
    return;
  }
  terminal.say(t.stored(name));
  if (draft.signedIn) terminal.say(texts.signIn.stored(name));
  terminal.say(t.listed(path));
  if (draft.pin) terminal.say(t.pinKept(draft.pin.path));
  for (const line of t.next(name, program)) terminal.say(line);
  const command = `${program} configure ${name}`;
  for (const line of publishedLimits(draft, test?.stages ?? [], command, texts)) terminal.say(line);
}
