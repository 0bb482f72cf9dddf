/** Owns how an event of a run reaches the user: one JSON line (docs/json.md), or a sentence where it matters. */
import type { DeliveryEnd, DeliveryEvent, LearnedEvent } from '../../delivery/events.js';
import type { Fault } from '../../fault.js';
import { kindWord } from '../../i18n/kind-text.js';
import { classifyFailure } from '../../smtp/classify.js';
import type { Context } from '../context.js';
import { faultText } from '../report-fault.js';

/**
 * Voters' outcomes are told only as JSON: at the terminal the progress counts them; times in the project's zone, as
 * everywhere. `instead` has fields of the JSON that say something else than the event does.
 */
export function reportEvent(
  context: Context,
  event: Exclude<DeliveryEvent, LearnedEvent>,
  { showIds, timezone }: { readonly showIds: boolean | undefined; readonly timezone: string },
  instead: object = {},
): void {
  const { terminal, texts } = context;
  const at = new Date(context.clock.now()).toISOString();
  if (terminal.json) terminal.event({ ...eventJson(event, at, showIds === true), ...instead });
  else if (event.event === 'resumed') terminal.say(texts.send.resumed);
  else if (event.event === 'woken') terminal.say(texts.send.woken(event.suspended));
  else if (event.event === 'paused')
    terminal.say(
      texts.send.paused(
        kindWord(texts.kinds, event.kind),
        texts.send.plan.at(new Date(event.until), timezone),
      ),
    );
}

/** Says as JSON why a run ended before everybody was settled; nothing where it did not, and `fault` is null where the end says it all. */
export function reportStopped(context: Context, end: DeliveryEnd, fault: Fault | null): void {
  if (end.kind === 'finished') return;
  const at = new Date(context.clock.now()).toISOString();
  const message = fault && faultText(fault, context.texts, context.program).message;
  context.terminal.event({ event: 'stopped', at, kind: fault?.kind ?? end.kind, message, ...causeOf(end) });
}

/** What a script can decide by: the server's word, the words it used, and when to go on. */
function causeOf(end: DeliveryEnd): object {
  switch (end.kind) {
    case 'paused':
      return { reason: end.why, reply: end.reply, until: new Date(end.until).toISOString() };
    case 'account':
    case 'breaker':
      return { reason: end.why, reply: end.reply };
    case 'addresses':
      return { reply: end.reply };
    case 'unreachable':
    case 'connection-refused': {
      const { kind, reply } = end.failure;
      return { reason: classifyFailure(end.failure)?.kind ?? kind, reply };
    }
    default:
      return {};
  }
}

/** Additions only: docs/json.md is a contract. */
function eventJson(event: Exclude<DeliveryEvent, LearnedEvent>, at: string, showIds: boolean): object {
  if (event.event === 'resumed') return { event: 'resumed', at };
  if (event.event === 'woken')
    return { event: 'resumed', at, kind: 'computer-suspended', ms: Math.round(event.suspended) };
  if (event.event === 'paused')
    return {
      event: 'paused',
      at,
      kind: event.kind,
      until: new Date(event.until).toISOString(),
      reply: event.reply,
    };
  const { event: name, voter, id, row, messageId, kind, reply, next } = event;
  return {
    event: name,
    at,
    voter,
    ...(showIds ? { id } : {}),
    row,
    messageId,
    kind,
    reply,
    ...(next === null ? {} : { next: new Date(next).toISOString() }),
  };
}
