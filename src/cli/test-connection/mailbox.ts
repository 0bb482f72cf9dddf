/** Owns whose mailbox is tested: a profile, flags or environment, and at a terminal whatever these leave open is asked. */
import { SignInError } from '../../oauth2/sign-in-error.js';
import { readCaFile } from '../../profile/ca-file.js';
import { readEnvironment } from '../../profile/environment.js';
import type { FieldValues, KnownFields } from '../../profile/fields.js';
import { readFlags } from '../../profile/flags.js';
import {
  type Account,
  type Limits,
  type Login,
  NO_LIMITS,
  passwordLogin,
  type Sender,
} from '../../profile/profile.js';
import type { Project } from '../../project/project.js';
import { readProject } from '../../project/project-file.js';
import { loginSecrets } from '../../redaction.js';
import { parseAddress } from '../../voters/address.js';
import { askRest } from '../connection/ask-values.js';
import { confirmUnencrypted } from '../connection/confirm-unencrypted.js';
import { signIn } from '../connection/sign-in.js';
import { valuesFromFlags } from '../connection/values-from-flags.js';
import type { Context } from '../context.js';
import { namedProfile, type ProfileRequest, profileFor, profileStore } from '../profile-of-run.js';
import { signInFault } from '../sign-in-fault.js';
import { tellProtection } from '../tell-protection.js';

export interface Mailbox {
  readonly account: Account;
  readonly sender: Sender;
  /** Of the profile, null where it is stored under none. */
  readonly name: string | null;
  readonly limits: Limits;
  /** Null where it was not needed to find the mailbox. */
  readonly project: Project | null;
}

/** Throws the faults of flags, profiles, environment and project. From here on no output contains the password. */
export async function mailboxOf(context: Context, request: ProfileRequest): Promise<Mailbox> {
  const project = await projectHere(context, request);
  const whole = withOwnSender(request);
  if (context.terminal.interactive && leavesOpen(context, project, whole))
    return ask(context, project, request);
  return found(context, project, whole);
}

async function found(context: Context, project: Project | null, request: ProfileRequest): Promise<Mailbox> {
  const { profile, protection } = await profileFor(context, project, request);
  tellProtection(context, protection);
  const { name, sender, limits } = profile;
  return { account: profile, sender, name, limits, project };
}

/** Null where the command says whose mailbox it is: then a mistake in invite.yaml does not matter. */
async function projectHere(context: Context, request: ProfileRequest): Promise<Project | null> {
  const { profile, profileFile } = request;
  const named = profile !== undefined || profileFile !== undefined;
  if (named || readFlags(request).kind !== 'absent') return null;
  const { cwd, systemTimeZone } = context;
  return readProject({ path: cwd, named: false, overrides: {}, systemTimeZone });
}

/** Most hosts take only the login's own address as the sender, so it is a fair one to test with. */
function withOwnSender(request: ProfileRequest): ProfileRequest {
  const { profile, profileFile, sender, user } = request;
  if (profile !== undefined || profileFile !== undefined || sender !== undefined || user === undefined)
    return request;
  return 'address' in parseAddress(user) ? { ...request, sender: user } : request;
}

/** Whether values are missing which no profile and no environment would give. */
function leavesOpen({ env }: Context, project: Project | null, request: ProfileRequest): boolean {
  const flags = readFlags(request).kind;
  const named = request.profile !== undefined || request.profileFile !== undefined;
  if (named || flags === 'complete') return false;
  if (flags === 'incomplete') return true;
  return namedProfile(env, project, request) === null && readEnvironment(env).kind === 'absent';
}

async function ask(context: Context, project: Project | null, request: ProfileRequest): Promise<Mailbox> {
  const bare = readFlags(request).kind === 'absent' && request.sender === undefined;
  const stored = bare ? await chooseStored(context) : null;
  if (stored !== null) return found(context, project, { ...request, profile: stored });
  const given = await valuesFromFlags(context, request);
  // Before anything is asked: a mistyped path must not cost the answers.
  const ca = given.caFile === undefined ? null : (await readCaFile(given.caFile, '--ca-file')).pem;
  if (bare) context.terminal.say(context.texts.commands.configure.intro);
  const known = await askRest(context, given);
  const { caFile: _, sender, password, ...server } = known as FieldValues;
  const account = { ...server, login: await loginFrom(context, known) };
  if (password) context.terminal.hide(loginSecrets(account.user, password.reveal()));
  const question = context.texts.profile.confirmUnencryptedTest;
  await confirmUnencrypted(context, account, question, request.allowUnencrypted);
  return { account: { ...account, ca }, sender, name: null, limits: NO_LIMITS, project };
}

async function loginFrom(context: Context, known: KnownFields): Promise<Login> {
  const { host, port, encryption, user, password, sender } = known as FieldValues;
  if (known.signIn === undefined) return passwordLogin(password);
  try {
    const { tokens } = await signIn(context, profileStore(context), known.signIn, { host, port, user });
    return { kind: 'oauth2', tokens };
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    throw signInFault(error, { host, port, encryption, user, sender: sender.address, to: null });
  }
}

/** A stored profile, or null where there is none or another mailbox is meant. */
async function chooseStored(context: Context): Promise<string | null> {
  const names = await profileStore(context).names();
  if (names.length === 0) return null;
  const { whose, another } = context.texts.commands.testConnection;
  const profiles = names.map((name) => ({ value: name, name }));
  return context.prompts.choose<string | null>(whose, 'test-connection NAME', [
    ...profiles,
    { value: null, name: another },
  ]);
}
