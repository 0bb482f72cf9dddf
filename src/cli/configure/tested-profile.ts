/** Owns the way from given values to a profile worth storing: tested, corrected and tested again. */
import type { ConnectionTest } from '../../diagnosis/result.js';
import { Fault } from '../../fault.js';
import type { SignInSecret } from '../../oauth2/stored-secret.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import type { Project } from '../../project/project.js';
import { loginSecrets } from '../../redaction.js';
import { askRest } from '../connection/ask-values.js';
import type { SignedIn } from '../connection/sign-in.js';
import type { Context } from '../context.js';
import { type Draft, drafted, type Values } from './draft.js';
import type { ConfigureOptions } from './options.js';
import { nameWaysToTrust, pinAfter, pinnedBy, type ReportTest, testDraft } from './pin.js';
import { boundLogin, storedPin } from './stored-base.js';
import { askWhatNow, changed } from './what-now.js';

/** Where the way begins: the values asked for or given, and the profile that is changed, if there is one. */
export interface Beginning extends Values {
  /** Throws where the keychain can never take the profile, before anything is tested. */
  readonly refuseTooLong: (profile: StoredProfile, secret: SignInSecret | null) => void;
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
  let known = await boundLogin(context, base, asked);
  let pin = await storedPin(base, known, options);
  let signedIn: SignedIn | null = null;
  for (;;) {
    const drafting = drafted(context, { name, known, base }, options, signedIn);
    const whole = await drafting.catch((error: unknown) => unlessDeclined(error));
    if (whole === 'declined') {
      known = await askRest(context, { ...known, port: undefined, encryption: undefined });
      continue;
    }
    const profile: Draft = pinnedBy(pin, whole);
    signedIn = profile.signedIn ?? null;
    hidePassword(context, profile);
    refuseTooLong(profile, signedIn?.secret() ?? null);
    if (options.test === false) return { draft: profile, test: null };
    terminal.say(texts.commands.configure.testing);
    const { draft, test } = await testDraft(context, profile, options.fingerprint, project, report);
    if (test.ok) return { draft, test };
    nameWaysToTrust(context, `${program} configure ${name}`, test);
    const wish = terminal.interactive ? await askWhatNow(context, test, draft, options) : 'end';
    if (wish === 'end' || wish === 'store') return { draft: wish === 'store' ? draft : null, test };
    if (wish === 'take-over' || wish === 'correct' || wish === 'sign-in') {
      const before = known;
      known = await boundLogin(context, base, await changed(context, wish, known, test));
      if (before.user !== known.user || before.signIn !== known.signIn) signedIn = null;
      pin = pinAfter(draft.pin, before, known);
    } else pin = wish;
  }
}

/** A no to a connection without encryption must not cost the other answers: port and encryption are asked again. */
function unlessDeclined(error: unknown): 'declined' {
  if (error instanceof Fault && error.kind === 'unencrypted-declined') return 'declined';
  throw error;
}

/** Of a sign-in every secret is hidden as soon as it is read or comes. */
function hidePassword({ terminal }: Context, { user, login }: Draft): void {
  if (login.kind === 'password') terminal.hide(loginSecrets(user, login.password.reveal()));
}
