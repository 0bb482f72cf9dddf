/** Owns what makes a test message of an invitation: credentials masked, and marked so that nobody takes it for one. */
import { parseHtml } from '../html/parse.js';
import type { RollShape, Voter } from '../voters/voter.js';
import type { Invitation } from './invitation.js';
import { MASK, maskedView, type Secrecy } from './mask.js';
import { escapeHtml } from './mustache.js';
import { renderInvitation } from './render.js';
import type { Template } from './template.js';
import type { View } from './token.js';

/** The words of the mark, in the language of the invitation. */
export interface TestMark {
  /** Before the subject, with the blank behind it. */
  readonly prefix: string;
  /** One line each; the first is the headline. */
  readonly banner: readonly [headline: string, ...lines: string[]];
}

/**
 * The invitation of one voter as a test for somebody else: every credential a mask, the voter's address not in the
 * subject (a header) either, prefix and banner put on top.
 */
export function testCopy(
  template: Template,
  view: View,
  voter: Voter,
  secrecy: Secrecy,
  mark: TestMark,
): Invitation {
  const { shape } = secrecy;
  const secrets = credentialColumns(shape);
  const address = shape.roles.email === undefined ? [] : [shape.roles.email];
  const hiding = (hidden: ReadonlySet<number>): Invitation =>
    renderInvitation(template, maskedView(view, voter, secrecy, { hidden, mask: maskLike }));
  const masked = hiding(secrets);
  const { subject } = hiding(new Set([...secrets, ...address]));
  return marked({ ...masked, subject }, mark);
}

/** Password and link stay credentials where the project's list of secrets leaves them out. */
function credentialColumns({ secrets, roles }: RollShape): ReadonlySet<number> {
  const always = [roles.password, roles.link].filter((column) => column !== undefined);
  return new Set([...secrets, ...always]);
}

/** Lengths of a mask: as wide as what it hides, roughly, so that the layout is the real one. */
const WIDTHS = [MASK.length, 12, 24, 48, 96, 192];

/** A link stays one, so that a button looks like a button; it leads nowhere (RFC 2606). */
function maskLike(value: string): string {
  const length = [...value].length;
  const width = WIDTHS.find((candidate) => candidate >= length) ?? 192;
  const dots = '•'.repeat(width);
  return /^https?:\/\//i.test(value) ? `https://masked.invalid/${dots}` : dots;
}

/** Puts the prefix before the subject and the banner on top of text and HTML; logo and language stay. */
export function marked(invitation: Invitation, { prefix, banner }: TestMark): Invitation {
  const { subject, text, html } = invitation;
  const [headline, ...lines] = banner;
  const rule = '*'.repeat(Math.max(headline.length, 20));
  return {
    ...invitation,
    subject: `${prefix}${subject}`,
    text: [rule, headline, ...lines, rule, '', text].join('\n'),
    html: html === null ? null : withBanner(html, bannerHtml(headline, lines)),
  };
}

/** Readable in light and dark: its colours are its own. */
function bannerHtml(headline: string, lines: readonly string[]): string {
  const style =
    'margin: 0; padding: 12px 16px; background-color: #fff3c4; border-bottom: 3px solid #8a5a00; color: #1d2733; font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; text-align: left';
  const text = [`<strong>${escapeHtml(headline)}</strong>`, ...lines.map(escapeHtml)].join('<br>');
  return `<div style="${style}">${text}</div>\n`;
}

/** First thing in the body; in a piece of HTML without one, first of all, but behind the doctype. */
function withBanner(html: string, banner: string): string {
  const { events } = parseHtml(html);
  const body = events.find((event) => event.kind === 'open' && event.name === 'body');
  if (body !== undefined) return insert(html, body.end, `\n${banner}`);
  const doctype = events.find(({ kind }) => kind === 'doctype');
  return insert(html, doctype?.end ?? 0, banner);
}

function insert(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}
