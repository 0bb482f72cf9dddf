/** Owns judging what arrived: whose message it is, whose credentials stand in it, and who got one or none. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import { unframeMessage } from '../../src/sandbox/message-file.js';
import { CANARY, type RollVoter } from './example-project.js';

/** A message as its reader sees it. */
export interface ReadMessage {
  /** Recipient of the envelope. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Text, HTML with its entities resolved, subject and header as one: where foreign credentials would stand. */
  readonly everything: string;
  readonly messageId: string;
}

/** Reads with a parser that has nothing to do with what composed the message. */
export async function readMessage(to: string, bytes: Buffer): Promise<ReadMessage> {
  const parsed = await PostalMime.parse(bytes);
  const { text = '', html = '', subject = '', messageId = '' } = parsed;
  const header = parsed.headers.map(({ value }) => value).join('\n');
  const everything = [text, withoutEntities(html), subject, header].join('\n');
  return { to, subject, text: text.replaceAll('\r\n', '\n'), everything, messageId };
}

/** The messages in a sandbox's folder, in the order of their numbers. */
export async function readSandbox(folder: string): Promise<ReadMessage[]> {
  const names = await readdir(folder).catch(() => []);
  const stored = names.filter((name) => name.endsWith('.eml')).sort();
  return Promise.all(
    stored.map(async (name) => {
      const message = unframeMessage(await readFile(join(folder, name)));
      if (!message) throw new Error(`${name} is no message of the sandbox`);
      return readMessage(message.envelope.recipient, message.bytes);
    }),
  );
}

export interface Census {
  /** Voters (IDs) by the number of their messages. */
  readonly none: string[];
  readonly once: string[];
  readonly several: string[];
}

/**
 * Whose messages arrived. Every message must hold the ID and the password of exactly one voter, in text and HTML,
 * nobody else's, and must have gone to that voter's address: credentials in the wrong mailbox fail here.
 */
export function census(messages: readonly ReadMessage[], voters: readonly RollVoter[]): Census {
  const byPassword = new Map(voters.map((voter) => [voter.password, voter]));
  const counts = new Map(voters.map(({ id }) => [id, 0]));
  for (const message of messages) {
    const found = [...new Set(message.everything.match(PASSWORD) ?? [])];
    expect(found).toHaveLength(1);
    const voter = byPassword.get(found[0] ?? '');
    expect({ to: message.to, id: idIn(message.text) }).toEqual({ to: voter?.email, id: voter?.id });
    counts.set(voter?.id ?? '', (counts.get(voter?.id ?? '') ?? 0) + 1);
  }
  const having = (test: (count: number) => boolean) =>
    [...counts].filter(([, count]) => test(count)).map(([id]) => id);
  return {
    none: having((count) => count === 0),
    once: having((count) => count === 1),
    several: having((count) => count > 1),
  };
}

/** Everybody exactly once, with their own credentials and nobody else's. */
export function expectOneEach(messages: readonly ReadMessage[], voters: readonly RollVoter[]): void {
  expect(census(messages, voters)).toEqual({ none: [], once: voters.map(({ id }) => id), several: [] });
}

const PASSWORD = new RegExp(`${CANARY.replace('+', '\\+')}-[0-9a-f]{12}`, 'g');

function idIn(text: string): string | undefined {
  return /Wähler-ID:\s+(\S+)/.exec(text)?.[1];
}

function withoutEntities(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&amp;', '&');
}
