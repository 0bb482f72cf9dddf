/** Owns reading a message with two parsers that have nothing to do with what composed it: postal-mime and Python's. */
import { execFileSync } from 'node:child_process';
import PostalMime, { type Address } from 'postal-mime';

/** Display name ('' for none) and address. */
export type Mailbox = readonly [name: string, address: string];

/** A message as one parser understands it; bodies with LF line ends, without the last one. */
export interface Understood {
  /** Names of the headers as written, in order. */
  readonly headers: readonly string[];
  readonly subject: string;
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  readonly text: string;
  readonly html: string;
  /** What the parser found wrong. */
  readonly defects: readonly string[];
}

export async function byPostalMime(message: Buffer): Promise<Understood> {
  const mail = await PostalMime.parse(message);
  const { subject = '', text = '', html = '', from, to = [], replyTo = [] } = mail;
  return {
    headers: mail.headers.map(({ originalKey }) => originalKey),
    subject,
    from: from === undefined ? [] : [mailbox(from)],
    to: to.map(mailbox),
    replyTo: replyTo.map(mailbox),
    text: unixText(text),
    html: unixText(html),
    defects: mail.attachments.map(() => 'an attachment'),
  };
}

function mailbox({ name, address = '' }: Address): Mailbox {
  return [name, address];
}

/**
 * All messages in one process of Python. Its newer parser reads everything but display names: between two encoded
 * words of a name it leaves the blank that means nothing (RFC 2047 6.2), the older one takes it away.
 */
export function byPython(messages: readonly Buffer[]): Understood[] {
  const input = messages.map((message) => `${message.toString('base64')}\n`).join('');
  const printed = execFileSync('python3', ['-c', SCRIPT], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return (JSON.parse(printed) as Understood[]).map((mail) => ({
    ...mail,
    text: unixText(mail.text),
    html: unixText(mail.html),
  }));
}

const SCRIPT = `
import base64, email, email.policy, json, sys
from email.header import decode_header, make_header
from email.utils import getaddresses

def body(mail, kind):
    return next((part.get_content() for part in mail.walk() if part.get_content_type() == kind), '')

def people(mail, header):
    read = mail[header].addresses if mail[header] else ()
    raw = [value for name, value in mail.raw_items() if name == header]
    names = [str(make_header(decode_header(name))) for name, _ in getaddresses(raw)]
    if len(names) != len(read): raise ValueError('another number of addresses: ' + repr(raw))
    return [[name, one.addr_spec] for name, one in zip(names, read)]

def understood(source):
    mail = email.message_from_bytes(source, policy=email.policy.default)
    defects = [d for part in mail.walk() for d in part.defects]
    defects += [d for value in mail.values() for d in getattr(value, 'defects', [])]
    return {'headers': mail.keys(), 'subject': mail['Subject'], 'from': people(mail, 'From'), 'to': people(mail, 'To'),
        'replyTo': people(mail, 'Reply-To'), 'text': body(mail, 'text/plain'), 'html': body(mail, 'text/html'),
        'defects': [str(d) for d in defects]}

json.dump([understood(base64.b64decode(line)) for line in sys.stdin], sys.stdout)
`;

/** LF line ends, without those at the end: parsers differ in how many of them belong to the boundary. */
export function unixText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\n*$/, '');
}
