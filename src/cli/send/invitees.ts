/** Owns the way from the roll to the engine: the second reading, held against the first, row by row. */
import type { RollIndex, RollIndexEntry } from '../../delivery/differences.js';
import type { Ledger } from '../../delivery/ledger.js';
import type { Pseudonyms } from '../../delivery/pseudonym.js';
import type { VoterEntry } from '../../delivery/voter-entry.js';
import type { Invitee } from '../../delivery/work-queue.js';
import { Fault } from '../../fault.js';
import { composeMessage } from '../../message/compose.js';
import type { MessageFrame } from '../../message/invitation.js';
import { createRedactor } from '../../redaction.js';
import { readRoll } from '../../voters/read-roll.js';
import { rowText } from '../../voters/row-text.js';
import type { Voter } from '../../voters/voter.js';
import type { CheckedProject, Rendering } from '../check-project.js';
import { displayName } from '../display-name.js';
import type { Again } from './again.js';

/** For every voter of the first reading. */
export type Index = Map<string, RollIndexEntry>;

export interface InviteeSource {
  readonly checked: CheckedProject;
  readonly rendering: Rendering;
  readonly pseudonyms: Pseudonyms;
  readonly mailing: string;
  readonly frame: MessageFrame;
  readonly index: Index;
  /** Whom the mailing is about: everybody of the roll, or those who have not voted. */
  readonly addressees: RollIndex;
  /** A voter who is mailed once more by this run, and where to. */
  readonly again: Again | null;
}

/** Every addressee in the order of the roll, prepared; the whole roll is compared. Throws `roll-changed-while-running` before a changed row is used. */
export async function* invitees(from: InviteeSource, ledger: Ledger): AsyncGenerator<Invitee> {
  const { checked, pseudonyms, index, addressees } = from;
  const { source, shape } = checked;
  const path = source.name;
  let seen = 0;
  for await (const row of readRoll(source, shape)) {
    if (row.kind === 'faulty') throw new Fault('roll-changed-while-running', { path, row: row.row });
    const voter = pseudonyms.voter(row.voter.id);
    const rowDigest = pseudonyms.row(rowText(row.voter, shape));
    const known = index.get(voter);
    // The line, too: in a roll that was sorted anew meanwhile a voter could come twice and another not at all.
    if (known?.digest !== rowDigest || known.row !== row.voter.row)
      throw new Fault('roll-changed-while-running', { path, row: row.voter.row });
    seen += 1;
    if (addressees.has(voter)) yield prepare(from, row.voter, voter, rowDigest, ledger.entry(voter));
  }
  if (seen !== index.size) throw new Fault('roll-changed-while-running', { path, row: null });
}

function prepare(
  from: InviteeSource,
  voter: Voter,
  pseudonym: string,
  rowDigest: string,
  entry: VoterEntry,
): Invitee {
  const { rendering, pseudonyms, mailing, frame, checked } = from;
  const again = from.again?.voter === pseudonym ? from.again : null;
  const to = again?.address ?? voter.email;
  const domain = frame.from.address.split('@')[1] ?? 'invalid';
  const messageId = pseudonyms.messageId(mailing, voter.id, domain, entry.again?.number);
  const name = displayName(voter, checked.shape);
  return {
    voter: pseudonym,
    id: voter.id,
    row: voter.row,
    rowDigest,
    messageId,
    to,
    addressDigest: again?.addressDigest ?? null,
    rollAddress: () => (again?.addressDigest ? null : pseudonyms.address(voter.email)),
    notBefore: entry.next,
    compose: (date) => {
      const identity = { messageId, date: new Date(date * 1000) };
      return composeMessage(rendering.render(voter), to, name, identity, frame);
    },
    // Made only when there is a reply to clean: it costs more than the rendering.
    redact: (text) => createRedactor([to, localPart(to), ...cellsToRedact(voter)])(text),
  };
}

/** What of a voter's row may stand in no text that is stored or shown. */
export function cellsToRedact(voter: Voter): string[] {
  return [voter.email, localPart(voter.email), voter.id, ...voter.cells.flatMap(withLinkParts)];
}

/** A filter quotes the link it dislikes without its scheme, or only the token in it, as written or decoded. */
export function withLinkParts(cell: string): string[] {
  const bare = cell.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  const end = bare.search(/[/?#]/);
  if (end < 1 || (bare === cell && !bare.slice(0, end).includes('.'))) return [cell];
  // The host is everybody's, and no secret.
  const rest = bare.slice(end);
  const written = rest.split(/[/?#&]/).flatMap(valuesIn);
  return [cell, rest, ...written, ...written.map(decoded)];
}

/** "a=b,c": itself, "b,c", "b" and "c"; the name of a parameter is no secret. */
function valuesIn(piece: string): string[] {
  const value = piece.slice(piece.indexOf('=') + 1);
  return [piece, value, ...value.split(/[=;:,]/)];
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

function localPart(email: string): string {
  return email.slice(0, email.lastIndexOf('@'));
}
