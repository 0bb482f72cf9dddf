/** Owns the way from given values to a profile worth storing: tested, corrected and tested again. */
import { resolve } from 'node:path';
import { type Pair, workingPair } from '../../diagnosis/other-pairs.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { Fault } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import type { FieldValues, KnownFields } from '../../profile/fields.js';
import type { ReadPin } from '../../profile/pin.js';
import { type Limits, NO_LIMITS } from '../../profile/profile.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import type { Project } from '../../project/project.js';
import { createRedactor, loginSecrets } from '../../redaction.js';
import { correct } from '../connection/ask-values.js';
import { confirmUnencrypted } from '../connection/confirm-unencrypted.js';
import type { Context } from '../context.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
import {
  confirmPin,
  type Draft,
  nameWaysToTrust,
  pinAfter,
  pinnedBy,
  type ReportTest,
  seenPin,
  testDraft,
} from './pin.js';
import { boundPassword, storedPin } from './stored-base.js';

export interface ConfigureOptions extends CommonOptions, ConnectionOptions {
  readonly list?: boolean;
  readonly show?: boolean;
  readonly rename?: boolean;
  readonly copy?: boolean;
  readonly remove?: boolean;
  /** The second argument. */
  readonly newName?: string;
  /** commander's `--no-lookup`. */
  readonly lookup?: boolean;
  /** commander's `--no-test`. */
  readonly test?: boolean;
  /** As Node writes it; the certificate with it is pinned. */
  readonly fingerprint?: string;
  readonly connections?: number;
  readonly rate?: Partial<Limits>;
  readonly inviteIt?: boolean;
  /** Keys as typed, each once. */
  readonly sealFor?: readonly string[];
  readonly sealWithPassphrase?: boolean;
  readonly import?: string;
  readonly passphraseFile?: string;
  readonly passphraseStdin?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

/** Where the way begins: the values asked for or given, and the profile that is changed, if there is one. */
export interface Beginning {
  readonly name: string;
  readonly known: KnownFields;
  readonly base: StoredProfile | null;
  /** Throws where the keychain can never take the profile, before anything is tested. */
  readonly refuseTooLong: (profile: StoredProfile) => void;
}

/** `draft` is null where nothing is to be stored, `test` where nothing was tested. */
export interface Tested {
  readonly draft: Draft | null;
  readonly test: ConnectionTest | null;
}

/** Tests until the profile passes, or is wanted all the same. */
export async function testedProfile(
  context: Context,
  { name, known: asked, base, refuseTooLong }: Beginning,
  options: ConfigureOptions,
  project: Project | null,
  report?: ReportTest,
): Promise<Tested> {
  const { terminal, texts, program } = context;
  let known = await boundPassword(context, base, asked);
  let pin = await storedPin(base, known, options);
  for (;;) {
    const profile = pinnedBy(pin, await profileFrom(context, known, base, options));
    terminal.redactWith(createRedactor(loginSecrets(profile.user, profile.password.reveal())));
    refuseTooLong(profile);
    if (options.test === false) return { draft: profile, test: null };
    terminal.say(texts.commands.configure.testing);
    const { draft, test } = await testDraft(context, profile, options.fingerprint, project, report);
    if (test.ok) return { draft, test };
    nameWaysToTrust(context, `${program} configure ${name}`, test);
    const proposal = workingPair(test.pairs);
    const wish = terminal.interactive ? await askWhatNow(context, proposal, test, draft, options) : 'end';
    if (wish === 'end' || wish === 'store') return { draft: wish === 'store' ? draft : null, test };
    if (wish === 'take-over' || wish === 'correct') {
      const before = known;
      const changed = wish === 'correct' ? await correct(context, known) : { ...known, ...proposal };
      known = await boundPassword(context, base, changed);
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
    ...(bound ? [] : [{ value: 'store' as const, name: keepAnyway(context, options) }]),
    { value: 'end', name: t.end },
  ]);
  if (wish !== 'pin') return wish;
  const pin = seen && (await confirmPin(context, test, seen));
  return pin ?? askWhatNow(context, proposal, test, draft, options);
}

function keepAnyway({ texts }: Context, { sealFor, sealWithPassphrase }: ConfigureOptions): string {
  const seals = sealFor !== undefined || sealWithPassphrase === true;
  return seals ? texts.handover.seal.anyway : texts.commands.configure.storeAnyway;
}

async function profileFrom(
  context: Context,
  known: KnownFields,
  base: StoredProfile | null,
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
  // Nobody named the file anew: exchanged since, it could vouch for another server.
  const kept = options.caFile === undefined && ca !== null && ca.path === base?.caFile?.path;
  if (kept && ca.sha256 !== base.caFile.sha256) throw new Fault('ca-file-changed', { path: ca.path });
  const { rate, connections } = options;
  const before = base?.limits ?? NO_LIMITS;
  return {
    host,
    port,
    encryption,
    user,
    password,
    sender,
    caFile: ca && { path: ca.path, sha256: ca.sha256 },
    pin: null,
    limits: {
      ...(rate === undefined ? before : { ...NO_LIMITS, ...rate }),
      connections: connections ?? before.connections,
    },
    unencryptedConfirmed: confirmed,
  };
}
