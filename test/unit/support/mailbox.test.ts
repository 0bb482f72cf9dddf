import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asSubmitted, parseArrived, queueEmpty, readMailbox } from '../../support/postfix/mailbox.js';

const stored = (queueId: string, to: string, rest = 'Subject: hello\n\n.dot\nlast\n') =>
  Buffer.from(
    `Return-Path: <wahl@muster.example>\nX-Original-To: ${to}\nDelivered-To: ${to}\n` +
      `Received: from client (localhost [127.0.0.1])\n\tby rig.example (Postfix) with ESMTPSA id ${queueId}\n` +
      `\tfor <${to}>; Mon, 1 Mar 2027 08:00:00 +0100 (CET)\n${rest}`,
  );

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('envelope and queue id are read from the trace headers', () => {
  expect(parseArrived(stored('4Fqx', 'a@voters.example'))).toMatchObject({
    from: 'wahl@muster.example',
    to: 'a@voters.example',
    queueId: '4Fqx',
  });
});

test('a bounce has an empty sender', () => {
  const bounce = stored('4Fqx', 'a@voters.example').toString().replace('wahl@muster.example', '');
  expect(parseArrived(Buffer.from(bounce)).from).toBe('');
});

test.each([
  ['an empty file', ''],
  ['a message without X-Original-To', 'Return-Path: <a@b.example>\nReceived: x\n\tid 4F\n\nX'],
  [
    'a message with X-Original-To in its body only',
    'Return-Path: <a@b.example>\n\nX-Original-To: c@d.example\n',
  ],
])('%s is no stored message', (_what, text) => {
  expect(() => parseArrived(Buffer.from(text))).toThrow('the stored message has no');
});

test('the submitted bytes come back without trace headers and with CRLF, a Received of their own included', () => {
  const own = 'Subject: hello\nReceived: kept, since it stood below\n\nReturn-Path: <body>\n\xff\n';
  const bytes = Buffer.concat([stored('4F', 'a@b.example', ''), Buffer.from(own, 'latin1')]);
  expect(asSubmitted(parseArrived(bytes)).toString('latin1')).toBe(own.replaceAll('\n', '\r\n'));
});

test('a message stored twice under one queue id counts once, two to one mailbox count twice', async () => {
  mkdirSync(join(folder, 'new'));
  const files = [stored('A1', 'a@b.example'), stored('A1', 'a@b.example'), stored('A2', 'a@b.example')];
  for (const [index, bytes] of files.entries()) writeFileSync(join(folder, 'new', String(index)), bytes);
  expect((await readMailbox(folder)).map(({ queueId }) => queueId)).toEqual(['A1', 'A2']);
});

test('a mailbox that nothing has reached is empty', async () => {
  expect(await readMailbox(folder)).toEqual([]);
});

test.each([
  ['an accepted message waits', 'incoming', 0o700, false],
  ['an accepted message is being delivered', 'active', 0o700, false],
  ['a message was put off', 'deferred', 0o700, false],
  ['a message was not handed over completely', 'incoming', 0o600, true],
])('where %s, the queue is empty or not', async (_situation, queue, mode, isEmpty) => {
  for (const name of ['incoming', 'active', 'deferred']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, queue, '4Fqx'), '', { mode });
  const wait = queueEmpty(folder, 0.05);
  if (isEmpty) await expect(wait).resolves.toBeUndefined();
  else await expect(wait).rejects.toThrow('1 messages still queued');
});
