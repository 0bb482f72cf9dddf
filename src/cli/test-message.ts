/** Owns the test message of `test-connection --send-to`: marked as a test, in the user's language, no credentials. */
import { randomUUID } from 'node:crypto';
import type { TestMessage } from '../diagnosis/session.js';
import { endpoint } from '../i18n/format.js';
import { composeMessage } from '../message/compose.js';
import type { Account, Sender } from '../profile/profile.js';
import { formatSender } from '../profile/sender.js';
import type { Context } from './context.js';

/** `to` is one address as `parseAddress` gives it. */
export async function testMessageFor(
  { clock, format, language, systemTimeZone, texts }: Context,
  account: Account,
  sender: Sender,
  to: string,
): Promise<TestMessage> {
  const t = texts.diagnosis.testMessage;
  const server = endpoint(account.host, account.port);
  const date = new Date(clock.now());
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const messageId = `<invite-test.${randomUUID()}@${domain}>`;
  const text = t.text(server, formatSender(sender), format.date(date, systemTimeZone));
  const frame = { from: sender, replyTo: null, language };
  const content = { subject: t.subject(server), text, html: null };
  return { to, messageId, bytes: await composeMessage(content, to, null, { messageId, date }, frame) };
}
