/** Owns the question after a failed test: what to change, or what to do with the profile all the same. */
import { type Pair, workingPair } from '../../diagnosis/other-pairs.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import type { KnownFields } from '../../profile/fields.js';
import type { ReadPin } from '../../profile/pin.js';
import { askSignIn } from '../connection/ask-sign-in.js';
import { correct } from '../connection/ask-values.js';
import type { Context } from '../context.js';
import type { Draft } from './draft.js';
import { type ConfigureOptions, seals } from './options.js';
import { confirmPin, seenPin } from './pin.js';

export type Wish = 'take-over' | 'correct' | 'sign-in' | 'pin' | 'store' | 'end';

/** Refusals of every password, whichever it is. Not where SMTP itself is off: that stops tokens, too. */
const PASSWORD_OFF: readonly (string | null)[] = ['basic-auth-disabled', 'app-password-needed'];

function isPasswordOff({ stages }: ConnectionTest): boolean {
  return stages.some(({ status, kind }) => status === 'failed' && PASSWORD_OFF.includes(kind));
}

/** The values after a wish to change them. */
export async function changed(
  context: Context,
  wish: 'take-over' | 'correct' | 'sign-in',
  known: KnownFields,
  { target, pairs }: ConnectionTest,
): Promise<KnownFields> {
  if (wish === 'take-over') return { ...known, ...workingPair(pairs) };
  if (wish === 'correct') return correct(context, known);
  const login = target.family === 'google' ? 'google' : 'microsoft';
  return { ...known, password: undefined, signIn: await askSignIn(context, { origin: 'flags', login }) };
}

/** Six values were typed, one of them unseen: a slip in one must not cost the others. */
export async function askWhatNow(
  context: Context,
  test: ConnectionTest,
  draft: Draft,
  options: ConfigureOptions,
): Promise<Exclude<Wish, 'pin'> | ReadPin> {
  const { prompts, texts } = context;
  const t = texts.commands.configure;
  const { encryptions } = texts.diagnosis;
  const proposal = workingPair(test.pairs);
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
    ...(bound ? [] : [{ value: 'store' as const, name: keepAnyway(context, options) }]),
    { value: 'end', name: t.end },
  ]);
  if (wish !== 'pin') return wish;
  const pin = seen && (await confirmPin(context, test, seen));
  return pin ?? askWhatNow(context, test, draft, options);
}

function keepAnyway({ texts }: Context, options: ConfigureOptions): string {
  return seals(options) ? texts.handover.seal.anyway : texts.commands.configure.storeAnyway;
}
