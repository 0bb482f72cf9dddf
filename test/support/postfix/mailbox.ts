/** Owns what arrived: the rig's queue until it is empty, then its Maildir. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ArrivedMessage {
  /** The recipient of the envelope (X-Original-To). */
  readonly to: string;
  /** The sender of the envelope (Return-Path), empty for a bounce. */
  readonly from: string;
  /** Postfix' name for the message it accepted; also in its reply "queued as ...". */
  readonly queueId: string;
  /** Header and body as stored: trace headers on top, LF line ends. */
  readonly bytes: Buffer;
}

/** Queue folders in the order in which a message wanders: one that moves while we look is seen at its next place. */
const QUEUES = ['incoming', 'active', 'deferred'] as const;
const FILES_AT_ONCE = 64;

/** Waits until Postfix has nothing left to deliver; throws after `seconds`, naming what is left. */
export async function queueEmpty(queueFolder: string, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    let waiting = 0;
    // One after the other: looked at together, a message could move from a folder not yet read into one just read.
    for (const queue of QUEUES) waiting += (await acceptedIn(join(queueFolder, queue))).length;
    if (waiting === 0) return;
    if (Date.now() > deadline) throw new Error(`${waiting} messages still queued after ${seconds} s`);
    await sleep(20);
  }
}

/** A queue file is executable as soon as the message is complete; others were never accepted (a crash leaves them). */
async function acceptedIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  const accepted = await inGroups(names, async (name) => {
    const mode = await stat(join(folder, name)).then(
      (file) => file.mode,
      () => 0,
    );
    return (mode & 0o100) !== 0 ? name : null;
  });
  return accepted.filter((name) => name !== null);
}

/**
 * Every message and recipient once, by the time of arrival. A crash between the copy into the Maildir and the
 * removal from the queue makes Postfix deliver again after the restart: same queue id, not a second message.
 */
export async function readMailbox(maildir: string): Promise<ArrivedMessage[]> {
  const names = (await readdir(join(maildir, 'new')).catch(() => [])).sort();
  const messages = await inGroups(names, async (name) =>
    parseArrived(await readFile(join(maildir, 'new', name))),
  );
  const once = new Map(messages.map((message) => [`${message.queueId} ${message.to}`, message]));
  return [...once.values()];
}

/** Reads the trace headers that virtual(8) and smtpd(8) put on top; throws where one is missing. */
export function parseArrived(bytes: Buffer): ArrivedMessage {
  const [header = ''] = bytes.toString('latin1').split('\n\n', 1);
  const field = (pattern: RegExp) => {
    const value = pattern.exec(header)?.[1];
    if (value === undefined) throw new Error(`the stored message has no ${pattern}`);
    return value;
  };
  return {
    from: field(/^Return-Path: <(.*)>$/m),
    to: field(/^X-Original-To: (.*)$/m),
    queueId: field(/^Received: .*(?:\n[ \t].*)*?\bid (\w+)/m),
    bytes,
  };
}

/** The bytes as the client submitted them: without the trace headers of the server, with CRLF (RFC 5321 2.3.8). */
export function asSubmitted(message: ArrivedMessage): Buffer {
  const text = message.bytes.toString('latin1');
  const own = text.replace(
    /^(?:(?:Return-Path|X-Original-To|Delivered-To|Received):.*\n(?:[ \t].*\n)*)+/,
    '',
  );
  return Buffer.from(own.replaceAll('\n', '\r\n'), 'latin1');
}

/** A few files at a time: thousands of open ones would hit the limit of the process. */
async function inGroups<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += FILES_AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + FILES_AT_ONCE).map(work))));
  }
  return results;
}
