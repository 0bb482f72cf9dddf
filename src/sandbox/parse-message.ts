/** Owns the reading of a stored message's MIME; the door to postal-mime. */
import PostalMime, { type Address } from 'postal-mime';

/** RFC 5322 and 2045 parts of a message, decoded; null where the message has none. All of it is a stranger's. */
export interface MessageParts {
  /** "Name <address>", several joined by ", "; empty where the field is missing. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** ISO 8601, or null where the Date field is missing or no date. */
  readonly date: string | null;
  readonly text: string | null;
  readonly html: string | null;
}

const UNREADABLE: MessageParts = { from: '', to: '', subject: '', date: null, text: null, html: null };

/**
 * Takes a whole message. Never throws: a message that the parser refuses (nested too deeply, header too long)
 * has no parts, and its source is still there to be looked at.
 */
export async function parseMessage(bytes: Uint8Array): Promise<MessageParts> {
  try {
    const email = await PostalMime.parse(bytes);
    return {
      from: email.from ? written(email.from) : '',
      to: (email.to ?? []).map(written).join(', '),
      subject: email.subject ?? '',
      date: isoDate(email.date),
      text: email.text ?? null,
      html: email.html ?? null,
    };
  } catch {
    return UNREADABLE;
  }
}

function written(address: Address): string {
  if (address.group !== undefined) return `${address.name}: ${address.group.map(written).join(', ')};`;
  return address.name === '' ? address.address : `${address.name} <${address.address}>`;
}

function isoDate(value: string | undefined): string | null {
  const time = Date.parse(value ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
