/** Owns the bytes of one message or draft, and the door to nodemailer's MailComposer that makes them. */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { assertLines, assertMessage } from './assert-message.js';
import { mailbox, subjectWords } from './header-words.js';
import type { Invitation, MessageFrame, MessageIdentity } from './invitation.js';
import { type Logo, withLogoAt } from './logo.js';

/**
 * Composes one message (RFC 5322, MIME): multipart/alternative with the text first, or one text/plain. To the same
 * input the same bytes: the boundary derives from the Message-ID. `voterEmail` is one address as in `Voter.email`;
 * `toName` its display name or null (`mailbox` says which names are left out). The bodies are 7bit or
 * quoted-printable, so that an administrator can read them. Throws Error, a bug of the caller, for
 * control characters in a header, for an address that is not plain ASCII, for an empty part, and where the finished
 * message is not what was asked for.
 */
export async function composeMessage(
  invitation: Invitation,
  voterEmail: string,
  toName: string | null,
  identity: MessageIdentity,
  frame: MessageFrame,
): Promise<Buffer> {
  const language = invitation.language ?? frame.language;
  refuseBadHeaders(invitation, voterEmail, toName, identity, { ...frame, language });
  const boundary = createHash('sha256').update(identity.messageId).digest('hex').slice(0, 32);
  // Unique in the world (RFC 2045 7); the template's `cid:logo` is only a name for it.
  const contentId = `logo.${boundary}@${frame.from.address.split('@')[1]}`;
  const composer = new MailComposer({
    from: mailbox(frame.from.name, frame.from.address),
    to: mailbox(toName, voterEmail),
    replyTo: frame.replyTo === null ? undefined : mailbox(frame.replyTo.name, frame.replyTo.address),
    subject: subjectWords(invitation.subject),
    messageId: identity.messageId,
    date: new Date(identity.date),
    headers: FIXED_HEADERS.concat({ key: 'Content-Language', value: language }),
    text: withCrlf(invitation.text),
    html: invitation.html === null ? undefined : withCrlf(withLogoAt(invitation.html, `cid:${contentId}`)),
    attachments: invitation.html === null ? [] : inlineLogo(invitation.logo ?? null, contentId),
    textEncoding: 'Q',
    boundaryPrefix: '--invite',
    baseBoundary: boundary,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  const bytes = await message.build();
  assertMessage(bytes, voterEmail, message.getEnvelope().to);
  return bytes;
}

/** Beside the HTML in multipart/related (RFC 2387), from memory: nothing is read here. */
function inlineLogo(logo: Logo | null, cid: string) {
  if (logo === null) return [];
  const { name: filename, type: contentType, bytes } = logo;
  return [{ filename, contentType, cid, content: Buffer.from(bytes), contentDisposition: 'inline' as const }];
}

/**
 * RFC 3834 for the first. The second asks Exchange for no absence notes (MS-OXCMAIL 2.1.3.2.20); "All" would also
 * suppress the non-delivery reports that the election office needs.
 */
const FIXED_HEADERS = [
  { key: 'Auto-Submitted', value: 'auto-generated' },
  { key: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
];

/** A message that somebody else sends, from their own mail program. */
export interface Draft {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** RFC 5646, for Content-Language. */
  readonly language: string;
  /** One plain address; null leaves it to whoever opens the draft. */
  readonly to: string | null;
}

/**
 * Composes a draft: multipart/alternative as above, without From, Date and Message-ID, which the sending program adds.
 * "X-Unsent: 1" makes Outlook open it for editing. To the same input the same bytes. Throws Error, a bug of the caller,
 * for control characters in a header and for an address that is not plain ASCII.
 */
export async function composeDraft({ subject, text, html, language, to }: Draft): Promise<Buffer> {
  if (CONTROL.test(subject) || CONTROL.test(language)) throw new Error('control character in a header');
  if (to !== null && !PLAIN_ADDRESS.test(to)) throw new Error('not one plain address: recipient');
  const composer = new MailComposer({
    to: to ?? undefined,
    subject: subjectWords(subject),
    headers: [
      { key: 'X-Unsent', value: '1' },
      { key: 'Content-Language', value: language },
    ],
    text: withCrlf(text),
    html: withCrlf(html),
    textEncoding: 'Q',
    boundaryPrefix: '--invite',
    baseBoundary: createHash('sha256').update(`${subject}\n${text}`).digest('hex').slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const bytes = withoutHeaders(await composer.compile().build(), ['date', 'message-id']);
  assertLines(bytes);
  return bytes;
}

/** The composer adds these where they are missing. Names in lower case; a header may go on over several lines. */
function withoutHeaders(message: Buffer, names: readonly string[]): Buffer {
  const end = message.indexOf('\r\n\r\n');
  const headers = message.toString('latin1', 0, end).split(/\r\n(?![ \t])/);
  const kept = headers.filter(
    (header) => !names.includes(header.slice(0, header.indexOf(':')).toLowerCase()),
  );
  return Buffer.concat([Buffer.from(kept.join('\r\n'), 'latin1'), message.subarray(end)]);
}

/** Whatever the cells held: bare CR and LF in a body are what SMTP smuggling is made of. */
function withCrlf(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n');
}

/** Local part a dot-atom (RFC 5321 4.1.2), no comments, quotes, encoded words: nothing a parser could read twice. */
const PLAIN_ADDRESS =
  /^(?![^@]*=\?[^?@]*\?)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[A-Za-z0-9.-]+$/;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

function refuseBadHeaders(
  { subject, text, html }: Invitation,
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
  if ([subject, text, html].some((part) => part?.trim() === '')) throw new Error('a part is empty');
  for (const sender of replyTo === null ? [from] : [from, replyTo])
    if (!PLAIN_ADDRESS.test(sender.address)) throw new Error('not one plain address: sender');
}
