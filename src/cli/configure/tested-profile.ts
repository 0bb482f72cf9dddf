/** Owns the way from given values to a profile worth storing: tested, corrected and tested again. */
import { resolve } from 'node:path';
import { type Pair, workingPair } from '../../diagnosis/other-pairs.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { SignInError } from '../../oauth2/sign-in-error.js';
import { readCaFile } from '../../profile/ca-file.js';
import type { FieldValues, KnownFields } from '../../profile/fields.js';
import type { ReadPin } from '../../profile/pin.js';
import { type Limits, NO_LIMITS, passwordLogin } from '../../profile/profile.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import type { Project } from '../../project/project.js';
import { createRedactor, loginSecrets } from '../../redaction.js';
import { correct } from '../connection/ask-values.js';
import { confirmUnencrypted } from '../connection/confirm-unencrypted.js';
import { askSignIn, type SignedIn, signIn } from '../connection/sign-in.js';
import type { Context } from '../context.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
import { profileStore } from '../profile-of-run.js';
import { signInFault } from '../sign-in-fault.js';
import { confirmPin, type Draft, nameWaysToTrust, pinAfter, pinnedBy, seenPin, testDraft } from './pin.js';

export interface ConfigureOptions extends CommonOptions, ConnectionOptions {
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

/** Tests until the profile passes, or is wanted all the same; null where it is not to be stored. */
export async function testedProfile(
  context: Context,
  name: string,
  asked: KnownFields,
  options: ConfigureOptions,
  project: Project | null,
): Promise<Draft | null> {
  const { terminal, texts, program } = context;
  let known = asked;
  let pin: ReadPin | null = null;
  let signedIn: SignedIn | null = null;
  for (;;) {
    const profile = pinnedBy(pin, await drafted(context, known, options, signedIn));
    signedIn = profile.signedIn ?? null;
    if (profile.login.kind === 'password')
      terminal.redactWith(createRedactor(loginSecrets(profile.user, profile.login.password.reveal())));
    if (options.test === false) return profile;
    terminal.say(texts.commands.configure.testing);
    const { draft, test } = await testDraft(context, profile, options.fingerprint, project);
    if (test.ok) return draft;
    nameWaysToTrust(context, `${program} configure ${name}`, test);
    const proposal = workingPair(test.pairs);
    const wish = terminal.interactive ? await askWhatNow(context, proposal, test, draft, options) : 'end';
    if (wish === 'end' || wish === 'store') return wish === 'store' ? draft : null;
    if (wish === 'take-over' || wish === 'correct' || wish === 'sign-in') {
      const before = known;
      known = await changed(context, wish, known, proposal, test);
      if (before.user !== known.user || before.signIn !== known.signIn) signedIn = null;
      pin = pinAfter(draft.pin, before, known);
    } else pin = wish;
  }
}

type Wish = 'take-over' | 'correct' | 'sign-in' | 'pin' | 'store' | 'end';

/** Refusals of every password, whichever it is. Not where SMTP itself is off: that stops tokens, too. */
const PASSWORD_OFF: readonly (string | null)[] = ['basic-auth-disabled', 'app-password-needed'];

function isPasswordOff({ stages }: ConnectionTest): boolean {
  return stages.some(({ status, kind }) => status === 'failed' && PASSWORD_OFF.includes(kind));
}

async function changed(
  context: Context,
  wish: 'take-over' | 'correct' | 'sign-in',
  known: KnownFields,
  proposal: Pair | null,
  { target }: ConnectionTest,
): Promise<KnownFields> {
  if (wish === 'take-over') return { ...known, ...proposal };
  if (wish === 'correct') return correct(context, known);
  const login = target.family === 'google' ? 'google' : 'microsoft';
  return { ...known, password: undefined, signIn: await askSignIn(context, { origin: 'flags', login }) };
}

/** Six values were typed, one of them unseen: a slip in one must not cost the others. */
async function askWhatNow(
  context: Context,
  proposal: Pair | null,
  test: ConnectionTest,
  draft: Draft,
  options: ConfigureOptions,
): Promise<Exclude<Wish, 'pin'> | ReadPin> {
  const { prompts, texts } = context;
  const t = texts.commands.configure;
  const { encryptions } = texts.diagnosis;
  const takeOver = (pair: Pair) => t.takeOver(pair.port, encryptions[pair.encryption]);
  // Without the certificate that a flag asks for there is no other, and no profile that trusts by other means.
  const bound = options.fingerprint !== undefined && draft.pin === null;
  const seen = bound ? null : seenPin(context, test);
  const signInHelps = draft.login.kind === 'password' && isPasswordOff(test);
  if (signInHelps) context.terminal.say(texts.signIn.why);
  const wish = await prompts.choose<Wish>(t.whatNow, '--no-test', [
    ...(proposal === null ? [] : [{ value: 'take-over' as const, name: takeOver(proposal) }]),
    ...(signInHelps ? [{ value: 'sign-in' as const, name: texts.signIn.choice }] : []),
    { value: 'correct', name: t.correct },
    ...(seen === null ? [] : [{ value: 'pin' as const, name: t.pin.choice }]),
    ...(bound ? [] : [{ value: 'store' as const, name: t.storeAnyway }]),
    { value: 'end', name: t.end },
  ]);
  if (wish !== 'pin') return wish;
  const pin = seen && (await confirmPin(context, test, seen));
  return pin ?? askWhatNow(context, proposal, test, draft, options);
}

/** `before` is what was signed in to with the same values, for a person signs in once. */
async function drafted(
  context: Context,
  known: KnownFields,
  options: ConfigureOptions,
  before: SignedIn | null,
): Promise<Draft> {
  const { signIn: texts } = known;
  const bare = await profileFrom(context, known, options);
  if (texts === undefined)
    return { ...bare, login: passwordLogin((known as FieldValues).password), pin: null };
  try {
    const signedIn = before ?? (await signIn(context, profileStore(context), texts, bare));
    return { ...bare, login: { kind: 'oauth2', settings: signedIn.settings }, pin: null, signedIn };
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    throw signInFault(error, { ...bare, sender: bare.sender.address, to: null });
  }
}

async function profileFrom(
  context: Context,
  known: KnownFields,
  options: ConfigureOptions,
): Promise<Omit<StoredProfile, 'login'>> {
  const { host, port, encryption, user, sender, caFile } = known as FieldValues;
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
    sender,
    caFile: ca && { path: ca.path, sha256: ca.sha256 },
    pin: null,
    limits: { ...NO_LIMITS, ...options.rate, connections: options.connections ?? null },
    unencryptedConfirmed: confirmed,
  };
}
