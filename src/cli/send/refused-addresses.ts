/** Owns what follows too many refused addresses: where the limit lies, and the question whether to go on. */
import type { DeliveryEnd } from '../../delivery/events.js';
import type { RefusalLimit } from '../../delivery/refusals.js';
import type { Context } from '../context.js';
import type { Outlet } from './outlet.js';
import type { SendOptions } from './send-options.js';

/** Where a host publishes none. Exchange blocks a mailbox for "continuous" wrong addresses (550 5.2.255), unnumbered. */
const USUAL_SHARE = 0.1;

/** The flag decides over the host's own number; a rehearsal and `--max-refused 100` never end for it. */
export function refusalLimit({ maxRefused }: SendOptions, outlet: Outlet): RefusalLimit | null {
  if (outlet.kind === 'rehearsal' || maxRefused === 100) return null;
  if (maxRefused !== undefined) return { share: maxRefused / 100 };
  return { share: outlet.provider?.mostRefused ?? USUAL_SHARE };
}

/** Without a terminal the run has ended: exit 5, and the flag says how to go on. */
export async function goesOnAllTheSame(
  { prompts, terminal, texts }: Context,
  end: DeliveryEnd,
): Promise<boolean> {
  if (end.kind !== 'addresses' || !terminal.interactive) return false;
  const t = texts.send.addresses;
  terminal.warn(t.stopped(end.refused, end.settled));
  return prompts.confirm(t.goOn, '--max-refused 100');
}
