/** Owns whether a connection that did not open is tried again, and how soon. Pure. */
import type { DialAdvice, NextDial } from '../../delivery/dialler.js';
import { classifyFailure } from '../../smtp/classify.js';
import type { ConnectionFailure } from '../../smtp/connection-failure.js';
import type { Action } from '../../smtp/phase.js';
import { familyOf } from '../../smtp/provider.js';

/** Who counts connections wants a rest; who counts logins or messages, a longer one. */
const AFTER: Readonly<Record<Action, NextDial>> = {
  stop: 'stop',
  pause: 'much-later',
  slow: 'later',
  reconnect: 'soon',
  defer: 'soon',
  refuse: 'soon',
};

/**
 * What the reply table calls a stop will not go away by waiting.
 * `loggedIn`: a login has passed in this run. Before that, Microsoft 365's silence is its "no", and a password that is
 * tried again and again gets the mailbox locked; after it, the network is the likelier cause.
 * `patient`: whoever waits at all (`--wait`, the countdown) waits for a network, without which no name resolves.
 */
export function dialAdvice(
  failure: ConnectionFailure,
  host: string,
  { loggedIn, patient }: { readonly loggedIn: boolean; readonly patient: boolean },
): DialAdvice {
  const { lasting, stage, kind } = failure;
  if (stage === 'resolve' && (loggedIn || patient)) return { next: 'soon', why: kind };
  const said = classifyFailure(failure);
  if (said) return { next: AFTER[said.action], why: said.kind };
  const refused = stage === 'auth' && !loggedIn && familyOf({ host }) === 'microsoft-365';
  return { next: lasting || refused ? 'stop' : 'soon', why: kind };
}
