/** Owns the passphrase of a sealed file: from a file, standard input or the keyboard, unseen; a new one is asked twice. */
import { Fault } from '../../fault.js';
import { FIELDS } from '../../profile/fields.js';
import { readPasswordFile, readPasswordStream } from '../../profile/password-file.js';
import { Secret } from '../../profile/profile.js';
import { judgePassphrase, makePassphrase, SHORTEST_PASSPHRASE } from '../../profile/sealed/passphrase.js';
import type { ConfigureOptions } from '../configure/options.js';
import { ownUserId } from '../connection/reading-doors.js';
import type { Context } from '../context.js';

export interface NewPassphrase {
  readonly passphrase: Secret;
  /** Made here, so that it must be shown once; a typed or a given one never is. */
  readonly made: boolean;
}

const FILE_FLAG = '--passphrase-file';
const STDIN_FLAG = '--passphrase-stdin';

/** Null where no option gives one. The same rules as for a password: a private file, one line. Throws its faults. */
export async function givenPassphrase(
  context: Context,
  { passphraseFile, passphraseStdin }: ConfigureOptions,
): Promise<Secret | null> {
  const { stdin, terminal } = context;
  const uid = ownUserId(context);
  const passphrase =
    passphraseFile !== undefined
      ? await readPasswordFile(passphraseFile, uid, FILE_FLAG)
      : passphraseStdin
        ? await readPasswordStream(stdin, STDIN_FLAG)
        : null;
  // A shorter one seals nothing, and may be a word of the sentence that says so.
  if (passphrase !== null && passphrase.reveal().length >= SHORTEST_PASSPHRASE)
    terminal.hide([passphrase.reveal()]);
  return passphrase;
}

/** Throws `passphrase-weak`; `known` as for `judgePassphrase`. */
export function refuseWeak(
  passphrase: Secret,
  known: readonly string[],
  { passphraseFile }: ConfigureOptions,
): void {
  const reason = judgePassphrase(passphrase.reveal(), known);
  if (reason !== null)
    throw new Fault('passphrase-weak', {
      reason,
      source: passphraseFile === undefined ? STDIN_FLAG : FILE_FLAG,
    });
}

/** Made here, or thought of and typed twice. Throws `needs-terminal` where nobody can be asked. */
export async function askNewPassphrase(context: Context, known: readonly string[]): Promise<NewPassphrase> {
  const { prompts, terminal, texts } = context;
  const t = texts.handover.passphrase;
  const flag = `${FILE_FLAG} ${t.file}`;
  const own = await prompts.choose<boolean>(t.which, flag, [
    { value: false, name: t.make },
    { value: true, name: t.own },
  ]);
  if (!own) return { passphrase: makePassphrase(), made: true };
  const typed = await prompts.secret(t.first, flag, (answer) => {
    const reason = judgePassphrase(answer, known);
    return unfit(context, answer) ?? (reason === null ? null : t.weak[reason]);
  });
  await prompts.secret(t.again, flag, (answer) => (answer === typed ? null : t.differs));
  terminal.hide([typed]);
  return { passphrase: new Secret(typed), made: false };
}

/** For a file that is there: any strength, whoever sealed it has decided. */
export async function askPassphrase(context: Context): Promise<Secret> {
  const { prompts, terminal, texts } = context;
  const t = texts.handover.passphrase;
  const typed = await prompts.secret(t.open, `${FILE_FLAG} ${t.file}`, (answer) => unfit(context, answer));
  terminal.hide([typed]);
  return new Secret(typed);
}

/** Empty, endless, or with characters that no keyboard has. */
function unfit({ texts }: Context, answer: string): string | null {
  const checked = FIELDS.password.check(answer, {});
  return 'value' in checked ? null : texts.handover.passphrase.unfit;
}
