/** Owns `invite configure`: a profile by flags and questions, tested, stored. */
import { join } from 'node:path';
import { type Pair, workingPair } from '../../diagnosis/other-pairs.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { Fault } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import { configFolder } from '../../profile/config-folder.js';
import type { FieldValues, KnownFields } from '../../profile/fields.js';
import { type Limits, NO_LIMITS } from '../../profile/profile.js';
import { checkProfileName } from '../../profile/profile-list.js';
import { nextQuestion } from '../../profile/questions.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import type { Project } from '../../project/project.js';
import { createRedactor, loginSecrets } from '../../redaction.js';
import { list, remove, show } from '../configure/stored-profiles.js';
import { askRest, correct } from '../connection/ask-values.js';
import { confirmUnencrypted } from '../connection/confirm-unencrypted.js';
import { valuesFromFlags } from '../connection/values-from-flags.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { EXIT } from '../exit-codes.js';
import { projectIfSound, sayLeadTime } from '../lead-time.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
import { profileStore } from '../profile-of-run.js';
import { faultText } from '../report-fault.js';
import { connectionDoors, reportTest, testAccount } from '../test-connection/test-account.js';

interface ConfigureOptions extends CommonOptions, ConnectionOptions {
  readonly list?: boolean;
  readonly show?: boolean;
  readonly remove?: boolean;
  /** commander's `--no-test`. */
  readonly test?: boolean;
  readonly connections?: number;
  readonly rate?: Partial<Limits>;
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as ConfigureOptions;
  if (options.list) return list(context);
  if (options.show) return show(context, await profileName(context, argument));
  if (options.remove) return remove(context, await profileName(context, argument));
  return store(context, argument, options);
}

async function profileName(context: Context, argument: string | undefined): Promise<string> {
  if (argument !== undefined) return checkProfileName(argument);
  const check = (answer: string): string | null => checked(context, () => checkProfileName(answer));
  return context.prompts.text(context.texts.commands.configure.name, 'configure NAME', check);
}

async function store(
  context: Context,
  argument: string | undefined,
  options: ConfigureOptions,
): Promise<number> {
  const { terminal, texts, program } = context;
  const t = texts.commands.configure;
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
  const name = await profileName(context, argument);
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
  await profiles.save(name, profile);
  terminal.say(t.stored(name));
  terminal.say(t.listed(join(configFolder(context.env), 'profiles.json')));
  for (const line of t.next(name, program)) terminal.say(line);
  return EXIT.done;
}

/** A name that a profile may have; the keychain is only to answer. */
const ANY_NAME = 'invite';

/** Tests until the profile passes, or is wanted all the same; null where it is not to be stored. */
async function testedProfile(
  context: Context,
  name: string,
  asked: KnownFields,
  options: ConfigureOptions,
  project: Project | null,
): Promise<StoredProfile | null> {
  const { terminal, texts, program } = context;
  for (let known = asked; ; ) {
    const profile = await profileFrom(context, known, options);
    terminal.redactWith(createRedactor(loginSecrets(profile.user, profile.password.reveal())));
    if (options.test === false) return profile;
    terminal.say(texts.commands.configure.testing);
    const test = await testStored(context, profile, project);
    if (test.ok) return profile;
    if (ofUnknownIssuer(test))
      terminal.say(texts.commands.configure.unknownIssuer(`${program} configure ${name}`));
    const proposal = workingPair(test.pairs);
    const wish = terminal.interactive ? await askWhatNow(context, proposal) : 'end';
    if (wish === 'take-over') known = { ...known, ...proposal };
    else if (wish === 'correct') known = await correct(context, known);
    else return wish === 'store' ? profile : null;
  }
}

async function testStored(
  context: Context,
  profile: StoredProfile,
  project: Project | null,
): Promise<ConnectionTest> {
  const ca = profile.caFile === null ? null : (await readCaFile(profile.caFile.path, '--ca-file')).pem;
  const doors = connectionDoors(context, dnsServers(context.env, undefined));
  const test = await testAccount(context, { account: { ...profile, ca }, sender: profile.sender }, doors);
  reportTest(context, test, project);
  return test;
}

function ofUnknownIssuer({ stages }: ConnectionTest): boolean {
  return stages.some(({ kind }) => kind === 'certificate-unknown-ca' || kind === 'certificate-self-signed');
}

/** Six values were typed, one of them unseen: a slip in one must not cost the others. */
async function askWhatNow(
  { prompts, texts }: Context,
  proposal: Pair | null,
): Promise<'take-over' | 'correct' | 'store' | 'end'> {
  const t = texts.commands.configure;
  const { encryptions } = texts.diagnosis;
  const takeOver = (pair: Pair) => t.takeOver(pair.port, encryptions[pair.encryption]);
  return prompts.choose(t.whatNow, '--no-test', [
    ...(proposal === null ? [] : [{ value: 'take-over' as const, name: takeOver(proposal) }]),
    { value: 'correct', name: t.correct },
    { value: 'store', name: t.storeAnyway },
    { value: 'end', name: t.end },
  ]);
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

async function profileFrom(
  context: Context,
  known: KnownFields,
  options: ConfigureOptions,
): Promise<StoredProfile> {
  const { host, port, encryption, user, password, sender, caFile } = known as FieldValues;
  const question = context.texts.profile.confirmUnencrypted;
  const confirmed = await confirmUnencrypted(
    context,
    { host, encryption },
    question,
    options.allowUnencrypted,
  );
  const ca = caFile === undefined ? null : await readCaFile(caFile, '--ca-file');
  return {
    host,
    port,
    encryption,
    user,
    password,
    sender,
    caFile: ca && { path: ca.path, sha256: ca.sha256 },
    limits: { ...NO_LIMITS, ...options.rate, connections: options.connections ?? null },
    unencryptedConfirmed: confirmed,
  };
}
