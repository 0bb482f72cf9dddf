/** Owns the way from given values to a profile worth storing: tested, corrected and tested again. */
import { resolve } from 'node:path';
import { type Pair, workingPair } from '../../diagnosis/other-pairs.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { readCaFile } from '../../profile/ca-file.js';
import type { FieldValues, KnownFields } from '../../profile/fields.js';
import type { ReadPin } from '../../profile/pin.js';
import { type Limits, NO_LIMITS, passwordLogin } from '../../profile/profile.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import type { Project } from '../../project/project.js';
import { createRedactor, loginSecrets } from '../../redaction.js';
import { correct } from '../connection/ask-values.js';
import { confirmUnencrypted } from '../connection/confirm-unencrypted.js';
import type { Context } from '../context.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
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
  for (;;) {
    const profile = pinnedBy(pin, await profileFrom(context, known, options));
    terminal.redactWith(createRedactor(loginSecrets(profile.user, profile.login.password.reveal())));
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
    login: passwordLogin(password),
    sender,
    caFile: ca && { path: ca.path, sha256: ca.sha256 },
    pin: null,
    limits: { ...NO_LIMITS, ...options.rate, connections: options.connections ?? null },
    unencryptedConfirmed: confirmed,
  };
}
