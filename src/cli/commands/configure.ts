/** Owns `invite configure`: a profile by flags and questions, tested, stored. */
import { join, resolve } from 'node:path';
import { type Pair, workingPair } from '../../diagnosis/other-pairs.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { Fault } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import { configFolder } from '../../profile/config-folder.js';
import type { FieldValues, KnownFields } from '../../profile/fields.js';
import type { ReadPin } from '../../profile/pin.js';
import { type Limits, NO_LIMITS } from '../../profile/profile.js';
import { checkProfileName } from '../../profile/profile-list.js';
import { nextQuestion } from '../../profile/questions.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import type { Project } from '../../project/project.js';
import { createRedactor, loginSecrets } from '../../redaction.js';
import {
  confirmPin,
  type Draft,
  keepPinned,
  nameWaysToTrust,
  pinAfter,
  pinnedBy,
  refuseUnfitFingerprint,
  seenPin,
  testDraft,
} from '../configure/pin.js';
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

interface ConfigureOptions extends CommonOptions, ConnectionOptions {
  readonly list?: boolean;
  readonly show?: boolean;
  readonly remove?: boolean;
  /** commander's `--no-test`. */
  readonly test?: boolean;
  /** As Node writes it; the certificate with it is pinned. */
  readonly fingerprint?: string;
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
  if (profile.pin) await keepPinned(profile.pin);
  await profiles.save(name, profile);
  terminal.say(t.stored(name));
  terminal.say(t.listed(join(configFolder(context.env), 'profiles.json')));
  if (profile.pin) terminal.say(t.pinKept(profile.pin.path));
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
): Promise<Draft | null> {
  const { terminal, texts, program } = context;
  let known = asked;
  let pin: ReadPin | null = null;
  for (;;) {
    const profile = pinnedBy(pin, await profileFrom(context, known, options));
    terminal.redactWith(createRedactor(loginSecrets(profile.user, profile.password.reveal())));
    if (options.test === false) return profile;
    terminal.say(texts.commands.configure.testing);
    const { draft, test } = await testDraft(context, profile, options.fingerprint, project);
    if (test.ok) return draft;
    nameWaysToTrust(context, `${program} configure ${name}`, test);
    const proposal = workingPair(test.pairs);
    const wish = terminal.interactive ? await askWhatNow(context, proposal, test, draft, options) : 'end';
    if (wish === 'end' || wish === 'store') return wish === 'store' ? draft : null;
    if (wish === 'take-over' || wish === 'correct') {
      const before = known;
      known = wish === 'correct' ? await correct(context, known) : { ...known, ...proposal };
      pin = pinAfter(draft.pin, before, known);
    } else pin = wish;
  }
}

/** Six values were typed, one of them unseen: a slip in one must not cost the others. */
async function askWhatNow(
  context: Context,
  proposal: Pair | null,
  test: ConnectionTest,
  draft: Draft,
  options: ConfigureOptions,
): Promise<'take-over' | 'correct' | 'store' | 'end' | ReadPin> {
  const { prompts, texts } = context;
  const t = texts.commands.configure;
  const { encryptions } = texts.diagnosis;
  const takeOver = (pair: Pair) => t.takeOver(pair.port, encryptions[pair.encryption]);
  // Without the certificate that a flag asks for there is no other, and no profile that trusts by other means.
  const bound = options.fingerprint !== undefined && draft.pin === null;
  const seen = bound ? null : seenPin(context, test);
  type Wish = 'take-over' | 'correct' | 'pin' | 'store' | 'end';
  const wish = await prompts.choose<Wish>(t.whatNow, '--no-test', [
    ...(proposal === null ? [] : [{ value: 'take-over' as const, name: takeOver(proposal) }]),
    { value: 'correct', name: t.correct },
    ...(seen === null ? [] : [{ value: 'pin' as const, name: t.pin.choice }]),
    ...(bound ? [] : [{ value: 'store' as const, name: t.storeAnyway }]),
    { value: 'end', name: t.end },
  ]);
  if (wish !== 'pin') return wish;
  const pin = seen && (await confirmPin(context, test, seen));
  return pin ?? askWhatNow(context, proposal, test, draft, options);
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
  // Whole: the profile will be used from other folders.
  const ca = caFile === undefined ? null : await readCaFile(resolve(context.cwd, caFile), '--ca-file');
  return {
    host,
    port,
    encryption,
    user,
    password,
    sender,
    caFile: ca && { path: ca.path, sha256: ca.sha256 },
    pin: null,
    limits: { ...NO_LIMITS, ...options.rate, connections: options.connections ?? null },
    unencryptedConfirmed: confirmed,
  };
}
