/** Owns what an invitation is between template and server: rendered parts, then the bytes of one message. */
import type { Sender } from '../profile/profile.js';
import type { Logo } from './logo.js';

/** One voter's invitation after rendering; strings, not yet MIME. */
export interface Invitation {
  readonly subject: string;
  readonly text: string;
  /** null where the template has no html.mustache: the message is then one text/plain. */
  readonly html: string | null;
  /** RFC 5646; null or absent where it is the frame's. */
  readonly language?: string | null;
  /** What `cid:logo` in the HTML refers to. */
  readonly logo?: Logo | null;
}

/** All that makes a voter's message the same bytes again on a resend (docs/journal.md). */
export interface MessageIdentity {
  /** With angle brackets: "<…@sender.example>". */
  readonly messageId: string;
  /** The Date header; whole seconds, fixed at the voter's first attempt. */
  readonly date: Date;
}

/** The parts of the header that are the same for every voter of a mailing. */
export interface MessageFrame {
  readonly from: Sender;
  readonly replyTo: Sender | null;
  /** For Content-Language (RFC 5646), where the invitation has no language of its own. */
  readonly language: string;
}
