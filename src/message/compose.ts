/** Owns the bytes of one message, and the door to nodemailer's MailComposer that makes them. */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { assertMessage } from './assert-message.js';
import type { Invitation, MessageFrame, MessageIdentity } from './invitation.js';

/**
 * Composes one message (RFC 5322, MIME): multipart/alternative with the text first, or one text/plain. To the same
 * input the same bytes: the boundary derives from the Message-ID. `voterEmail` is one address as in `Voter.email`;
 * `toName` its display name or null; one over 200 characters is left out. The bodies are 7bit or quoted-printable, so that an administrator can read
 * them. Throws Error, a bug of the caller, for control characters in a header, for an address that is not plain
 * ASCII, and where the finished message is not what was asked for.
 */
export async function composeMessage(
  invitation: Invitation,
  voterEmail: string,
  toName: string | null,
  identity: MessageIdentity,
  frame: MessageFrame,
): Promise<Buffer> {
  refuseBadHeaders(invitation, voterEmail, toName, identity, frame);
  const composer = new MailComposer({
    from: { ...frame.from },
    to: { name: displayName(toName), address: voterEmail },
    replyTo: frame.replyTo === null ? undefined : { ...frame.replyTo },
    subject: invitation.subject,
    messageId: identity.messageId,
    date: new Date(identity.date),
    headers: FIXED_HEADERS.concat({ key: 'Content-Language', value: frame.language }),
    text: withCrlf(invitation.text),
    html: invitation.html === null ? undefined : withCrlf(invitation.html),
    textEncoding: 'Q',
    boundaryPrefix: '--invite',
    baseBoundary: createHash('sha256').update(identity.messageId).digest('hex').slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  const bytes = await message.build();
  assertMessage(bytes, voterEmail, message.getEnvelope().to);
  return bytes;
}

/**
 * RFC 3834 for the first. The second asks Exchange for no absence notes (MS-OXCMAIL 2.1.3.2.20); "All" would also
 * suppress the non-delivery reports that the election office needs.
 */
const FIXED_HEADERS = [
  { key: 'Auto-Submitted', value: 'auto-generated' },
  { key: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
];

/** A word that cannot be folded must stay under the line limit; and so long a name is a text, not a name. */
const LONGEST_NAME = 200;

function displayName(name: string | null): string {
  return name === null || name.length > LONGEST_NAME ? '' : name;
}

/** Whatever the cells held: bare CR and LF in a body are what SMTP smuggling is made of. */
function withCrlf(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n');
}

/** Local part a dot-atom (RFC 5321 4.1.2), no comments, no quotes: nothing an address parser could read twice. */
const PLAIN_ADDRESS = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[A-Za-z0-9.-]+$/;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

function refuseBadHeaders(
  { subject, text }: Invitation,
  voterEmail: string,
  toName: string | null,
  { messageId, date }: MessageIdentity,
  { from, replyTo, language }: MessageFrame,
): void {
  const values = { subject, toName, messageId, language, fromName: from.name, replyToName: replyTo?.name };
  for (const [header, value] of Object.entries(values)) {
    if (CONTROL.test(value ?? '')) throw new Error(`control character in a header: ${header}`);
  }
  if (!PLAIN_ADDRESS.test(voterEmail)) throw new Error('not one plain address: recipient');
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId)) throw new Error('not a Message-ID');
  if (!/^[A-Za-z0-9-]+$/.test(language)) throw new Error('not a language tag');
  if (Number.isNaN(date.getTime())) throw new Error('not a date');
  if (subject.trim() === '' || text.trim() === '') throw new Error('subject or text is empty');
  for (const sender of replyTo === null ? [from] : [from, replyTo]) {
    if (!/^[^\s<>@,;:()"\\]+@[^\s<>@,;:()"\\]+$/.test(sender.address))
      throw new Error('not one plain address: sender');
  }
}
