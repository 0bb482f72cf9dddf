/** Owns `configure --seal-for` and `--seal-with-passphrase`: what IT enters and tests, sealed into a file for a mail. */
import { resolve } from 'node:path';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { Fault } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import type { KnownFields } from '../../profile/fields.js';
import { nextQuestion } from '../../profile/questions.js';
import { isRecipient, type Seal, seal } from '../../profile/sealed/age.js';
import { encodeSealed, type SealedProfile, type TestedBefore } from '../../profile/sealed/sealed-profile.js';
import { flowOf } from '../../profile/sign-in-texts.js';
import type { Draft } from '../configure/draft.js';
import type { ConfigureOptions } from '../configure/options.js';
import { refuseUnfitFingerprint } from '../configure/pin.js';
import { testedProfile } from '../configure/tested-profile.js';
import { askRest } from '../connection/ask-values.js';
import { valuesFromFlags } from '../connection/values-from-flags.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { EXIT } from '../exit-codes.js';
import { projectIfSound } from '../lead-time.js';
import { oneDocument } from './one-document.js';
import { askNewPassphrase, givenPassphrase, type NewPassphrase, refuseWeak } from './passphrase.js';
import { type Place, placeFor, writeSealedFile } from './sealed-file.js';

const ENDING = '.invite-profile.age';

/** `name` is a function, because it may be asked for. No keychain is opened: IT's computer needs none. */
export async function sealProfile(
  context: Context,
  nameOf: () => Promise<string>,
  options: ConfigureOptions,
): Promise<number> {
  const { terminal, texts } = context;
  const t = texts.handover.seal;
  refuseUnfitFingerprint(options);
  const recipients = checkedRecipients(options.sealFor ?? []);
  if (options.test !== false) dnsServers(context.env, undefined);
  const given = await valuesFromFlags(context, options);
  refusePersonsSecret(given);
  const passphrase = options.sealWithPassphrase ? await givenPassphrase(context, options) : null;
  const name = await nameOf();
  if (passphrase) refuseWeak(passphrase, [name, given.user ?? '', given.host ?? ''], options);
  const place = await placeFor(
    context,
    resolve(context.cwd, options.out ?? `${name}${ENDING}`),
    options.force === true,
  );
  if (place === null) return EXIT.interrupted;
  if (nextQuestion(given) !== null && terminal.interactive) terminal.say(t.intro);
  const document = oneDocument(context);
  const project = await projectIfSound(context);
  const asked = await askRest(context, given);
  const beginning = { name, known: asked, base: null, refuseTooLong: () => {} };
  const { draft, test } = await testedProfile(context, beginning, options, project, document.report);
  if (draft === null) {
    terminal.warn(t.notSealed);
    document.tell({ sealed: null });
    return EXIT.serverRefuses;
  }
  const how = options.sealWithPassphrase
    ? await newPassphrase(context, name, draft, passphrase, options)
    : null;
  const sealed = await sealedFrom(context, name, draft, test);
  const lock: Seal = how
    ? { kind: 'passphrase', passphrase: how.passphrase }
    : { kind: 'recipients', recipients };
  await writeSealedFile(place, await seal(encodeSealed(sealed).reveal(), lock));
  document.tell({ sealed: sealedFacts(sealed, place, recipients) });
  if (!terminal.json) tellSealed(context, place, recipients, how, sealed);
  return EXIT.done;
}

/** A secret beside a person's sign-in would have to travel, and the person's part of it cannot. */
function refusePersonsSecret({ signIn }: KnownFields): void {
  if (signIn?.clientSecret !== undefined && flowOf(signIn) === 'device')
    throw new Fault('usage', { reason: 'seal-person-with-secret' });
}

function checkedRecipients(keys: readonly string[]): readonly string[] {
  const wrong = keys.find((key) => !isRecipient(key));
  if (wrong !== undefined)
    throw new Fault('bad-option-value', { option: '--seal-for', value: wrong, expected: 'age-recipient' });
  return keys;
}

async function newPassphrase(
  context: Context,
  name: string,
  { user, host, sender, login }: Draft,
  given: NewPassphrase['passphrase'] | null,
  options: ConfigureOptions,
): Promise<NewPassphrase> {
  const password = login.kind === 'password' ? [login.password.reveal()] : [];
  const known = [name, user, host, sender.name, sender.address, ...password];
  if (given === null) return askNewPassphrase(context, known);
  refuseWeak(given, known, options);
  return { passphrase: given, made: false };
}

async function sealedFrom(
  { clock }: Context,
  name: string,
  draft: Draft,
  test: ConnectionTest | null,
): Promise<SealedProfile> {
  const { caFile, pin } = draft;
  const authority = caFile && (await readCaFile(caFile.path, '--ca-file'));
  // Exchanged while it was tested: what is sealed must be what was tested.
  if (authority && caFile && authority.sha256 !== caFile.sha256)
    throw new Fault('ca-file-changed', { path: caFile.path });
  const at = new Date(clock.now()).toISOString();
  const certificates = pin?.pem ?? authority?.pem ?? null;
  const signedIn = draft.signedIn?.secret() ?? null;
  const secret = signedIn === null || signedIn.flow === 'device' ? null : signedIn;
  const tested = test ? testedBefore(test, at) : null;
  return { name, sealedAt: at, tested, profile: draft, secret, certificates };
}

function testedBefore({ ok, stages }: ConnectionTest, at: string): TestedBefore {
  const failed = stages.find(({ status }) => status === 'failed');
  return {
    at,
    ok,
    passed: stages
      .filter(({ status }) => status === 'passed' || status === 'warned')
      .map(({ stage }) => stage),
    failed: failed ? { stage: failed.stage, kind: failed.kind } : null,
  };
}

/** docs/json.md. */
function sealedFacts(
  { name, sealedAt, tested }: SealedProfile,
  { path }: Place,
  recipients: readonly string[],
): object {
  return { name, file: path, recipients, passphrase: recipients.length === 0, sealedAt, tested };
}

function tellSealed(
  { terminal, texts }: Context,
  { path }: Place,
  recipients: readonly string[],
  how: NewPassphrase | null,
  { profile: { login }, secret }: SealedProfile,
): void {
  const t = texts.handover.seal;
  const byPerson = login.kind === 'oauth2' && secret === null;
  terminal.say(t.written(path));
  if (how === null) for (const recipient of recipients) terminal.say(t.opens(recipient));
  // Shown whatever the wishes: without it the file would be lost.
  else if (how.made) terminal.warn(t.passphrase(how.passphrase.reveal()));
  if (byPerson) terminal.say(t.person);
  for (const line of t.next(how !== null)) terminal.say(line);
}
