/** Owns writing every invitation as files (.eml, .txt, .html), masked unless told otherwise. */
import { lstat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.js';
import { composeMessage } from '../message/compose.js';
import { maskedVoter } from '../message/mask.js';
import { directoryFault } from '../sandbox/directory.js';
import { readRoll } from '../voters/read-roll.js';
import type { Voter } from '../voters/voter.js';
import { type CheckedProject, frameOf } from './check-project.js';
import { makeEmptyFolder } from './empty-folder.js';
import { displayName } from './send/invitees.js';
import { shownInvitation } from './shown-invitation.js';
import { shownSender } from './stand-in-sender.js';

export interface WriteOrder {
  readonly folder: string;
  readonly reveal: boolean;
  readonly sender: string | undefined;
  readonly date: Date;
}

/** Returns how many invitations were written. Throws `folder-…` faults and `file-unreadable`. */
export async function writeInvitations(checked: CheckedProject, order: WriteOrder): Promise<number> {
  if (order.reveal) await refuseOpenFolder(order.folder);
  await makeEmptyFolder(order.folder, { mode: 0o700 });
  let count = 0;
  for await (const row of readRoll(checked.source, checked.shape)) {
    if (row.kind === 'faulty')
      throw new Fault('roll-changed-while-running', { path: checked.source.name, row: row.row });
    await writeOne(checked, order, row.voter);
    count += 1;
  }
  return count;
}

/** As for the sandbox: whoever can enter the folder, or put another in its place, would read every voter's credentials. */
async function refuseOpenFolder(folder: string): Promise<void> {
  const stats = await lstat(folder).catch(() => null);
  const reason = stats && directoryFault(stats, process.getuid?.() ?? null);
  if (reason !== null) throw new Fault('folder-not-private', { path: folder, reason });
}

/** Named after the line in the roll: an ID or an address in a file name would be one more copy of it. */
async function writeOne(checked: CheckedProject, order: WriteOrder, voter: Voter): Promise<void> {
  const { rendering, shape, project } = checked;
  if (!rendering) return;
  const invitation = shownInvitation(rendering, checked, voter, order.reveal);
  const sender = shownSender(project, order.sender);
  const name = String(voter.row).padStart(6, '0');
  const identity = { messageId: `<preview.${name}@invite.invalid>`, date: order.date };
  const shown = order.reveal ? voter : maskedVoter(voter, shape);
  const message = await composeMessage(
    invitation,
    shown.email,
    displayName(shown, shape),
    identity,
    frameOf(project, sender),
  );
  const write = (ending: string, bytes: string | Buffer): Promise<void> =>
    writeFile(join(order.folder, `${name}.${ending}`), bytes, { mode: 0o600, flag: 'wx' });
  await write('eml', message);
  await write('txt', invitation.text);
  if (invitation.html !== null) await write('html', invitation.html);
}
