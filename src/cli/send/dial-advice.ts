/** Owns whether a connection that did not open is tried again, and how soon. Pure. */
import type { DialAdvice } from '../../delivery/dialler.js';
import { classify } from '../../smtp/classify.js';
import type { ConnectionFailure } from '../../smtp/connection-failure.js';
import { familyOf } from '../../smtp/provider.js';
import { phaseOf } from './end-fault.js';

/**
 * What the reply table calls a stop will not go away by waiting; who counts logins or connections wants a rest.
 * `loggedIn`: a login has passed in this run. Before that, Microsoft 365's silence is its "no", and a password that is
 * tried again and again gets the mailbox locked; after it, the network is the likelier cause.
 */
export function dialAdvice(failure: ConnectionFailure, host: string, loggedIn: boolean): DialAdvice {
  const { lasting, stage, reply } = failure;
  if (reply) {
    const { action } = classify(phaseOf(stage), reply);
    if (action === 'stop') return 'stop';
    return action === 'slow' || action === 'pause' ? 'later' : 'soon';
  }
  const refused = stage === 'auth' && !loggedIn && familyOf({ host }) === 'microsoft-365';
  return lasting || refused ? 'stop' : 'soon';
}
