/** Owns writing every invitation as files (.eml, .txt, .html), masked unless told otherwise. */
import { lstat, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.js';
import { composeMessage } from '../message/compose.js';
import { withLogoInside } from '../message/logo.js';
import { maskedVoter } from '../message/mask.js';
import { directoryFault } from '../sandbox/directory.js';
import { readRoll } from '../voters/read-roll.js';
import { digestedSource } from '../voters/roll-source.js';
import type { Voter } from '../voters/voter.js';
import { type CheckedProject, frameOf } from './check-project.js';
import { displayName } from './display-name.js';
import { makeEmptyFolder, refuseUsedFolder } from './empty-folder.js';
import { shownInvitation } from './shown-invitation.js';
import { shownSender } from './stand-in-sender.js';

export interface WriteOrder {
  readonly folder: string;
  readonly reveal: boolean;
  readonly sender: string | undefined;
  readonly date: Date;
  /** Line of the only voter that is wanted; null for all. */
  readonly row: number | null;
}

/** Before anything is read or shown. Throws the `folder-…` faults of `writeInvitations`. */
export async function refuseFolder({ folder, reveal }: Pick<WriteOrder, 'folder' | 'reveal'>): Promise<void> {
  if (reveal) await refuseOpenFolder(folder);
  await refuseUsedFolder(folder);
}

/**
 * Returns how many invitations were written. Throws `folder-…` faults, `file-unreadable`, and
 * `roll-changed-while-running`; then nothing of what was written stays: nobody has checked it.
 */
export async function writeInvitations(checked: CheckedProject, order: WriteOrder): Promise<number> {
  if (order.reveal) await refuseOpenFolder(order.folder);
  await makeEmptyFolder(order.folder, { mode: 0o700 });
  const rows: number[] = [];
  try {
    await writeAll(checked, order, rows);
  } catch (error) {
    for (const path of rows.flatMap((row) => pathsOf(order, row))) await rm(path, { force: true });
    throw error;
  }
  return rows.length;
}

/** Each line is noted in `rows` before its files are begun. */
async function writeAll(checked: CheckedProject, order: WriteOrder, rows: number[]): Promise<void> {
  const path = checked.source.name;
  const source = digestedSource(checked.source);
  for await (const row of readRoll(source, checked.shape)) {
    if (row.kind === 'faulty') throw new Fault('roll-changed-while-running', { path, row: row.row });
    if (order.row !== null && row.voter.row !== order.row) continue;
    rows.push(row.voter.row);
    await writeOne(checked, order, row.voter);
  }
  const isAsChecked =
    source.digest() === checked.summary?.digest && (order.row === null || rows.length === 1);
  if (!isAsChecked) throw new Fault('roll-changed-while-running', { path, row: null });
}

const ENDINGS = ['eml', 'txt', 'html'] as const;

/** Named after the line in the roll: an ID or an address in a file name would be one more copy of it. */
function pathsOf({ folder }: WriteOrder, row: number): string[] {
  return ENDINGS.map((ending) => join(folder, `${nameOf(row)}.${ending}`));
}

function nameOf(row: number): string {
  return String(row).padStart(6, '0');
}

/** As for the sandbox: whoever can enter the folder, or put another in its place, would read every voter's credentials. */
async function refuseOpenFolder(folder: string): Promise<void> {
  const stats = await lstat(folder).catch(() => null);
  const reason = stats && directoryFault(stats, process.getuid?.() ?? null);
  if (reason !== null) throw new Fault('folder-not-private', { path: folder, reason });
}

async function writeOne(checked: CheckedProject, order: WriteOrder, voter: Voter): Promise<void> {
  const { rendering, shape, project } = checked;
  if (!rendering) return;
  const invitation = shownInvitation(rendering, checked, voter, order.reveal);
  const sender = shownSender(project, order.sender);
  const messageId = `<preview.${nameOf(voter.row)}@invite.invalid>`;
  const identity = { messageId, date: order.date };
  const shown = order.reveal ? voter : maskedVoter(voter, shape);
  const message = await composeMessage(
    invitation,
    shown.email,
    displayName(shown, shape),
    identity,
    frameOf(project, sender),
  );
  const { text, html, logo = null } = invitation;
  const contents = [message, text, html === null ? null : withLogoInside(html, logo)];
  for (const [index, path] of pathsOf(order, voter.row).entries()) {
    const content = contents[index] ?? null;
    if (content !== null) await writeFile(path, content, { mode: 0o600, flag: 'wx' });
  }
}
