/** Owns `configure --import`: a sealed file opened, shown with what speaks against it, tested once more, and stored. */
import { resolve } from 'node:path';
import { Fault } from '../../fault.js';
import { configFolder } from '../../profile/config-folder.js';
import type { ProfileStore } from '../../profile/profile-store.js';
import { type Doubt, differencesFrom, doubtsAbout } from '../../profile/sealed/doubts.js';
import {
  authorityIn,
  decodeSealed,
  type SealedProfile,
  type UnpackedProfile,
  unpackProfile,
} from '../../profile/sealed/sealed-profile.js';
import { signInTextsOf } from '../../profile/sign-in-texts.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import { exampleKeys } from '../../project/example-values.js';
import type { Project } from '../../project/project.js';
import { loginSecrets } from '../../redaction.js';
import { type Draft, explained } from '../configure/draft.js';
import type { ConfigureOptions } from '../configure/options.js';
import { keepCertificate, type ReportTest, testDraft } from '../configure/pin.js';
import { confirmUnencrypted } from '../connection/confirm-unencrypted.js';
import { type SignedIn, signedInWith, signIn } from '../connection/sign-in.js';
import { hideSecret } from '../connection/tokens-for.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { EXIT } from '../exit-codes.js';
import { projectIfSound } from '../lead-time.js';
import { profileStore } from '../profile-of-run.js';
import { oneDocument } from './one-document.js';
import { openSealed } from './open-sealed.js';
import { readSealedFile } from './sealed-file.js';
import { differenceLines, doubtLines, importFacts, sealedLines } from './shown-profile.js';

interface Opened {
  readonly sealed: SealedProfile;
  readonly unpacked: UnpackedProfile;
  readonly doubts: readonly Doubt[];
  readonly project: Project | null;
}

/** `nameOf` takes the name that stands in the file, and asks or has been told. */
export async function importProfile(
  context: Context,
  nameOf: (suggestion: string) => Promise<string>,
  file: string,
  options: ConfigureOptions,
): Promise<number> {
  const path = resolve(context.cwd, file);
  const profiles = profileStore(context);
  if (options.test !== false) dnsServers(context.env, undefined);
  const opened = await open(context, profiles, path, options);
  const { sealed, unpacked, doubts, project } = opened;
  show(context, path, opened);
  const name = await nameOf(sealed.name);
  if (!(await isWanted(context, profiles, name, unpacked.profile, options))) return EXIT.interrupted;
  const draft = await draftFrom(context, profiles, opened, options);
  const document = oneDocument(context);
  if (options.test !== false && !(await passes(context, draft, project, document.report))) {
    context.terminal.warn(context.texts.commands.configure.notStored);
    document.tell({ imported: null });
    return EXIT.serverRefuses;
  }
  const certificate = unpacked.pin ?? unpacked.caFile;
  if (certificate) await keepCertificate(certificate);
  await profiles.save(name, draft, draft.signedIn?.secret() ?? null);
  document.tell({ imported: importFacts(name, path, sealed, unpacked, doubts) });
  if (!context.terminal.json) tellStored(context, name, path, draft, certificate?.path ?? null);
  return EXIT.done;
}

async function open(
  context: Context,
  profiles: ProfileStore,
  path: string,
  options: ConfigureOptions,
): Promise<Opened> {
  const file = await readSealedFile(path);
  const provesKeychain = () => profiles.tryKeychain();
  const sealed = decodeSealed(await openSealed(context, options, file, path, provesKeychain), path);
  hideSecrets(context, sealed);
  const unpacked = unpackProfile(sealed, configFolder(context.env), path);
  const project = await projectIfSound(context);
  const authority = unpacked.caFile && authorityIn(unpacked.caFile.pem);
  return { sealed, unpacked, project, doubts: doubtsAbout(unpacked.profile, contactIn(project), authority) };
}

function hideSecrets(context: Context, { profile, secret }: SealedProfile): void {
  const { user, login } = profile;
  if (login.kind === 'password') context.terminal.hide(loginSecrets(user, login.password.reveal()));
  if (secret !== null) hideSecret(context, profile, secret);
}

/** The example of a new project says nothing of the organiser. */
function contactIn(project: Project | null): string | null {
  if (project === null || exampleKeys(project).includes('contact')) return null;
  return project.contact?.email ?? null;
}

function show(context: Context, path: string, { sealed, unpacked, doubts }: Opened): void {
  const { terminal, texts } = context;
  if (terminal.json) return;
  terminal.say(texts.handover.take.holds(path));
  for (const line of sealedLines(context, sealed, unpacked)) terminal.say(line);
  for (const line of doubtLines(context, doubts)) terminal.warn(line);
}

/** `--yes` answers for what is new or the same; what leads invitations elsewhere needs `--force`. */
async function isWanted(
  context: Context,
  profiles: ProfileStore,
  name: string,
  profile: StoredProfile,
  { force }: ConfigureOptions,
): Promise<boolean> {
  const { prompts, terminal, texts, yes } = context;
  const t = texts.handover.take;
  const stored = await storedUnder(profiles, name);
  if (stored === 'nothing') return yes || prompts.confirm(t.take(name), '--yes');
  const differences = stored === 'unreadable' ? [] : differencesFrom(stored, profile);
  if (differences.length === 0)
    return yes || prompts.confirm(texts.commands.configure.replace(name), '--yes');
  terminal.warn(t.differs(name));
  for (const line of differenceLines(context, differences)) terminal.warn(line);
  return force === true || prompts.confirm(t.replaceOther(name), '--force');
}

async function storedUnder(
  profiles: ProfileStore,
  name: string,
): Promise<StoredProfile | 'nothing' | 'unreadable'> {
  try {
    return await profiles.load(name);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.kind === 'profile-unknown' ? 'nothing' : 'unreadable';
  }
}

/** A yes to an exposed password is given where it will be exposed, never inherited from another computer. */
async function draftFrom(
  context: Context,
  profiles: ProfileStore,
  { sealed, unpacked }: Opened,
  { allowUnencrypted }: ConfigureOptions,
): Promise<Draft> {
  const { profile, pin, caFile } = unpacked;
  const question = context.texts.profile.confirmUnencrypted;
  const unencryptedConfirmed = await confirmUnencrypted(context, profile, question, allowUnencrypted);
  const signedIn = await signedInTo(context, profiles, sealed);
  return { ...profile, pin, unencryptedConfirmed, signedIn, ...(caFile && { caPem: caFile.pem }) };
}

/** A person signs in here and now: the token of another one would not travel. Null for a password. */
async function signedInTo(
  context: Context,
  profiles: ProfileStore,
  { profile, secret }: SealedProfile,
): Promise<SignedIn | null> {
  const { host, port, user, login } = profile;
  if (login.kind === 'password') return null;
  const { settings } = login;
  const account = { host, port, user };
  if (secret !== null) return signedInWith(context, profiles, { settings, secret, account });
  return signIn(context, profiles, signInTextsOf(settings), account).catch((error: unknown) => {
    throw explained(error, profile);
  });
}

async function passes(
  context: Context,
  draft: Draft,
  project: Project | null,
  report: ReportTest,
): Promise<boolean> {
  const { prompts, terminal, texts } = context;
  terminal.say(texts.commands.configure.testing);
  const { test } = await testDraft(context, draft, undefined, project, report);
  if (test.ok || !terminal.interactive) return test.ok;
  return prompts.confirm(texts.handover.take.storeAnyway, '--no-test');
}

function tellStored(
  { terminal, texts, program }: Context,
  name: string,
  path: string,
  { signedIn }: Draft,
  certificate: string | null,
): void {
  const t = texts.commands.configure;
  terminal.say(t.stored(name));
  if (signedIn) terminal.say(texts.signIn.stored(name));
  if (certificate !== null) terminal.say(texts.handover.take.certificateKept(certificate));
  for (const line of t.next(name, program)) terminal.say(line);
  terminal.say(texts.handover.take.deleteIt(path));
}
