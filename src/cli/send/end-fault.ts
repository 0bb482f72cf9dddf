/** Owns which fault stands behind the end of a run, so that `send` explains it in the words of every other command. Pure. */
import type { Target } from '../../advice/trouble.js';
import type { DeliveryEnd } from '../../delivery/events.js';
import { Fault } from '../../fault.js';
import { classifyFailure } from '../../smtp/classify.js';
import type { ConnectionFailure } from '../../smtp/connection-failure.js';
import { formatReply, type Reply } from '../../smtp/reply.js';
import { signInFault } from '../sign-in-fault.js';
import type { Outlet } from './outlet.js';

/** Null for an end that is not the server's refusal: the summary's own words are enough. */
export function endFault(end: DeliveryEnd, outlet: Pick<Outlet, 'account' | 'sender'>): Fault | null {
  const target = targetOf(outlet);
  switch (end.kind) {
    case 'unreachable': {
      const { stage, kind, reply } = end.failure;
      // It was reached and said why: its words tell more than that nothing came of it.
      if (reply) return refusal(end.failure, target);
      return new Fault('server-unreachable', { ...target, stage, reason: kind });
    }
    case 'connection-refused':
      return refusal(end.failure, target);
    case 'account':
    case 'breaker':
      return new Fault('server-refuses', {
        ...target,
        stage: end.phase,
        kind: end.why,
        reply: text(end.reply),
      });
    case 'too-large':
      return new Fault('message-too-large', { bytes: end.bytes, limit: end.limit });
    case 'input':
      return end.fault;
    default:
      return null;
  }
}

/** No voter's address: a fault is shown, and kept. */
function targetOf({ account, sender }: Pick<Outlet, 'account' | 'sender'>): Target {
  const { host, port, encryption, user } = account;
  return { host, port, encryption, user, sender: sender.address, to: null };
}

function refusal(failure: ConnectionFailure, target: Target): Fault {
  const { stage, kind, reply, reason, pinned, signIn } = failure;
  if (signIn) return signInFault({ kind, ...signIn }, target);
  if (pinned) return new Fault('certificate-changed', { ...target, ...pinned });
  if (stage === 'tls') return new Fault('certificate-refused', { ...target, kind, reason });
  if (stage === 'resolve' || stage === 'connect')
    return new Fault('server-unreachable', { ...target, stage, reason: kind });
  const known = classifyFailure(failure);
  return new Fault('server-refuses', { ...target, stage, kind: known?.kind ?? kind, reply: text(reply) });
}

function text(reply: Reply | null): string | null {
  return reply && formatReply(reply);
}
