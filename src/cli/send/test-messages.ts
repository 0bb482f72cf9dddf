/** Owns the messages of a test: which row to which mailbox, as what, and how each becomes work for the engine. */
import { randomUUID } from 'node:crypto';
import type { Invitee } from '../../delivery/work-queue.js';
import { LANGUAGES, type Language } from '../../i18n/language.js';
import { textsFor } from '../../i18n/texts.js';
import { composeMessage } from '../../message/compose.js';
import type { Invitation, MessageFrame } from '../../message/invitation.js';
import { type TestMark, testCopy } from '../../message/test-copy.js';
import { createRedactor } from '../../redaction.js';
import type { RollShape, Voter } from '../../voters/voter.js';
import type { Rendering } from '../check-project.js';
import { displayName } from '../display-name.js';
import { cellsToRedact } from './invitees.js';
import type { TestWish } from './test-wish.js';

/** One message of a test. */
export interface TestMessage {
  /** Names the message within this run and tells nothing of the voter. */
  readonly key: string;
  readonly voter: Voter;
  /** Envelope recipient, and the To header. */
  readonly to: string;
  readonly toName: string | null;
  readonly invitation: Invitation;
}

export interface TestSource {
  readonly wish: TestWish;
  readonly rendering: Rendering;
  readonly shape: RollShape;
  /** Domains that the links of several voters have. */
  readonly linkDomains: ReadonlySet<string>;
  /** Of invitations in no language of their own, or in one that this program does not speak. */
  readonly language: Language;
}

/** One for each row and address. */
export function testMessages(voters: readonly Voter[], source: TestSource): readonly TestMessage[] {
  const { wish, rendering, shape } = source;
  return voters.flatMap((voter): TestMessage[] => {
    if (wish.kind === 'masked') {
      const view = rendering.view(voter);
      const invitation = testCopy(rendering.template(voter), view, voter, source, markOf(source, voter));
      return wish.to.map((to) => ({ key: randomUUID(), voter, to, toName: null, invitation }));
    }
    // The text as voters get it, to the last byte: what is tried here is how it reads and whether the login works.
    const invitation = rendering.render(voter);
    const subject = `${markOf(source, voter).prefix}${invitation.subject}`;
    const toName = displayName(voter, shape);
    return [{ key: randomUUID(), voter, to: voter.email, toName, invitation: { ...invitation, subject } }];
  });
}

/** In the language of the invitation that it stands in. */
function markOf({ rendering, language }: TestSource, voter: Voter): TestMark {
  const own = rendering.template(voter).language?.split('-')[0];
  const { prefix, banner } = textsFor(LANGUAGES.find((known) => known === own) ?? language).send.test;
  return { prefix, banner: banner(voter.row) };
}

/** The message as the engine takes it. */
export function testInvitee(
  { key, voter, to, toName, invitation }: TestMessage,
  frame: MessageFrame,
): Invitee {
  const domain = frame.from.address.split('@')[1] ?? 'invalid';
  const messageId = `<invite-test.${key}@${domain}>`;
  return {
    voter: key,
    id: voter.id,
    row: voter.row,
    rowDigest: '',
    messageId,
    to,
    addressDigest: null,
    rollAddress: () => null,
    notBefore: null,
    compose: (date) =>
      composeMessage(invitation, to, toName, { messageId, date: new Date(date * 1000) }, frame),
    redact: (text) => createRedactor(cellsToRedact(voter))(text),
  };
}
