/** Owns the sign-in of a person at the terminal (RFC 8628): page and code, a countdown, Ctrl-C. */
import { Fault } from '../../fault.js';
import type { IdentityProvider, TokenSet } from '../../oauth2/identity-provider.js';
import type { Context } from '../context.js';

const SECOND = 1_000;

/** Throws `sign-in-needs-terminal`, `cancelled` and `SignInError`. */
export async function signInOnDevice(
  context: Context,
  provider: Pick<IdentityProvider, 'deviceCode'>,
  user: string,
): Promise<TokenSet> {
  const { terminal, texts, clock } = context;
  const t = texts.signIn;
  if (!terminal.interactive) throw new Fault('sign-in-needs-terminal', {});
  const code = await provider.deviceCode();
  const { strong } = terminal.paint;
  terminal.warn('');
  terminal.warn(t.begin);
  terminal.warn(strong(t.open(code.verificationUri)));
  terminal.warn(strong(t.enter(code.userCode)));
  terminal.warn(t.as(user));
  terminal.warn('');
  const end = clock.monotonic() + code.lifetime * SECOND;
  const show = (): void => terminal.transient(t.waiting(minutes(end - clock.monotonic())));
  show();
  const timer = setInterval(show, SECOND);
  const stop = new AbortController();
  const release = context.onSignal(() => stop.abort());
  try {
    const tokens = await code.signedIn(stop.signal);
    terminal.clearTransient();
    terminal.say(t.done);
    return tokens;
  } catch (error) {
    throw stop.signal.aborted ? new Fault('cancelled', {}) : error;
  } finally {
    clearInterval(timer);
    release();
    terminal.clearTransient();
  }
}

/** "14:05". */
function minutes(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
