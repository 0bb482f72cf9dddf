/** Owns the inbox of a rehearsal: its messages, newest first, parsed as far as they are looked at. */
import { safeText } from '../smtp/reply.js';
import { numberOf } from './message-file.js';
import type { MessageStore, ReadMessage } from './message-store.js';
import { type MessageParts, parseMessage } from './parse-message.js';

/** One line of the list; strings are one line each and safe to show. */
export interface MessageSummary {
  /** Running number in the folder, from 1; larger is newer. */
  readonly number: number;
  readonly fileName: string;
  /** The address of RCPT TO; the To field is only what the message says. */
  readonly recipient: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** The Date field, ISO 8601, or null. */
  readonly date: string | null;
  /** When the sandbox stored it, ISO 8601. */
  readonly receivedAt: string;
}

/** A message in full; text, html and bytes are a stranger's, as they came. */
export interface InboxMessage extends MessageSummary {
  /** Decoded, or null where the message has no such part. */
  readonly text: string | null;
  readonly html: string | null;
  /** Byte for byte what was submitted, without the two envelope lines of the file. */
  readonly bytes: Buffer;
}

/** Which messages: numbers above `after` and below `before`, the newest `limit` of them; all by default. */
export interface InboxRange {
  readonly after?: number;
  readonly before?: number;
  readonly limit?: number;
}

export interface Inbox {
  count(): Promise<number>;
  /** File name of the oldest message, null without any: another one means that a rehearsal began anew. */
  oldest(): Promise<string | null>;
  /** Newest first. A file that was removed or replaced by hand is left out. */
  list(range?: InboxRange): Promise<readonly MessageSummary[]>;
  /** By the summary's file name; null where there is no such message (any more). */
  read(fileName: string): Promise<InboxMessage | null>;
}

/** How many summaries are kept: a list is asked for again and again while a rehearsal runs. */
const KEPT = 2000;

export function openInbox(store: MessageStore): Inbox {
  const summaries = new Map<string, MessageSummary>();

  const read = async (fileName: string): Promise<InboxMessage | null> => {
    const stored = await store.read(fileName);
    if (stored === null) return null;
    const parts = await parseMessage(stored.bytes);
    const { text, html } = parts;
    return { ...summarise(fileName, stored, parts), text, html, bytes: stored.bytes };
  };

  const summary = async (fileName: string): Promise<MessageSummary | null> => {
    const known = summaries.get(fileName);
    if (known !== undefined) return known;
    const message = await read(fileName);
    if (message === null) return null;
    const { text: _text, html: _html, bytes: _bytes, ...made } = message;
    if (summaries.size < KEPT) summaries.set(fileName, made);
    return made;
  };

  return {
    count: async () => (await store.fileNames()).length,
    oldest: async () => (await store.fileNames())[0] ?? null,
    list: async (range = {}) => {
      const found: MessageSummary[] = [];
      for (const fileName of namesIn(await store.fileNames(), range)) {
        const made = await summary(fileName);
        if (made !== null) found.push(made);
      }
      return found;
    },
    read,
  };
}

/** Takes file names oldest first; returns those whose number is in the range, newest first. */
export function namesIn(fileNames: readonly string[], range: InboxRange): readonly string[] {
  const { after = 0, before = Number.POSITIVE_INFINITY, limit = Number.POSITIVE_INFINITY } = range;
  const isInside = (number: number) => number > after && number < before;
  return fileNames
    .filter((fileName) => isInside(numberOf(fileName) ?? 0))
    .reverse()
    .slice(0, limit);
}

function summarise(fileName: string, stored: ReadMessage, parts: MessageParts): MessageSummary {
  return {
    number: numberOf(fileName) ?? 0,
    fileName,
    recipient: safeText(stored.envelope.recipient),
    from: safeText(parts.from),
    to: safeText(parts.to),
    subject: safeText(parts.subject),
    date: parts.date,
    receivedAt: stored.receivedAt.toISOString(),
  };
}
