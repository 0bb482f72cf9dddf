/** Owns `--not-voted`: the list beside the roll, and that a reminder is a mailing of its own with a text of its own. */
import { resolve } from 'node:path';
import { audienceOf } from '../../delivery/audience.js';
import { exists, keyPathFor, readKey } from '../../delivery/journal-file.js';
import type { Ledger } from '../../delivery/ledger.js';
import { createPseudonyms, keyFingerprint } from '../../delivery/pseudonym.js';
import { readLedger } from '../../delivery/read-ledger.js';
import { Fault } from '../../fault.js';
import type { Project } from '../../project/project.js';
import { detectShape } from '../../voters/detect-shape.js';
import { openRoll } from '../../voters/roll-file.js';
import type { Voter } from '../../voters/voter.js';
import { readVoterList, type VoterList } from '../../voters/voter-list.js';
import { rollWishes, shapeWishes } from '../roll-wishes.js';
import type { Checked } from './send-checked.js';
import type { SendOptions } from './send-options.js';

/** Whom a reminder is for, as the list says. */
export interface NotVoted {
  readonly path: string;
  /** When the list was written, milliseconds since 1970. */
  readonly modified: number;
  /** Pseudonyms. */
  readonly listed: ReadonlySet<string>;
  /** Of the listed, in the order of the roll. */
  readonly first: Voter | null;
  readonly last: Voter | null;
}

/** Throws `usage`; what a test and `--again` do not go together with is theirs to say. */
export function checkNotVotedOptions(options: SendOptions): void {
  const { notVoted, acceptTurnoutVisible, acceptOldList, mailing, sandbox } = options;
  if (notVoted === undefined) {
    if (acceptTurnoutVisible || acceptOldList) throw new Fault('usage', { reason: 'turnout-without-list' });
    return;
  }
  if (notVoted.trim() === '')
    throw new Fault('bad-option-value', { option: '--not-voted', value: '', expected: 'value' });
  if (mailing === undefined && !sandbox) throw new Fault('usage', { reason: 'not-voted-unnamed' });
}

/** Throws `usage` where the reminder would be written into the first mailing's state file. */
export function refuseFirstState({ notVoted }: SendOptions, isMainMailing: boolean): void {
  if (notVoted !== undefined && isMainMailing) throw new Fault('usage', { reason: 'not-voted-unnamed' });
}

/** Lines named of those whose ID the roll does not have. */
const MOST_ROWS = 5;

/** The list, beside which every voter of the roll is held once. */
export class ListedVoters {
  readonly #path: string;
  readonly #modified: number;
  readonly #unseen: Map<string, number>;
  readonly #listed = new Set<string>();
  #first: Voter | null = null;
  #last: Voter | null = null;

  constructor(path: string, modified: number, lines: VoterList) {
    this.#path = path;
    this.#modified = modified;
    this.#unseen = new Map(lines);
  }

  see(voter: Voter, pseudonym: string): void {
    if (!this.#unseen.delete(voter.id)) return;
    this.#listed.add(pseudonym);
    this.#first ??= voter;
    this.#last = voter;
  }

  /** After the last voter of a roll of so many. Throws `voter-list`. */
  finish(voters: number): NotVoted {
    const [row = null, ...others] = this.#unseen.values();
    const refuse = (problem: Fault<'voter-list'>['details']['problem']): Fault =>
      new Fault('voter-list', { path: this.#path, row, problem });
    if (row !== null) {
      const rows = [row, ...others].slice(0, MOST_ROWS);
      throw refuse({ what: 'unknown', rows, count: this.#unseen.size });
    }
    if (this.#listed.size === 0) throw refuse({ what: 'empty' });
    if (this.#listed.size === voters) throw refuse({ what: 'everybody', count: voters });
    const [path, modified, listed] = [this.#path, this.#modified, this.#listed];
    return { path, modified, listed, first: this.#first, last: this.#last };
  }
}

/** Null without the option. Throws `voter-list` and the faults of files. */
export async function openList(
  cwd: string,
  project: Project,
  options: SendOptions,
): Promise<ListedVoters | null> {
  if (options.notVoted === undefined) return null;
  const file = openRoll(resolve(cwd, options.notVoted), 'list');
  const roll = project.voters === null ? null : openRoll(project.voters);
  const shape = roll && (await detectShape(roll, shapeWishes(project, rollWishes(options)))).shape;
  // What is wrong with the roll is told by its own check; until then nobody is listed.
  const lines = shape && shape.headers.length > 0 ? await readVoterList(file, shape) : new Map();
  return new ListedVoters(file.name, file.modified, lines);
}

/**
 * Throws `not-voted-template` where the reminder would be the first mailing's invitation once more. Where that mailing's
 * state file cannot be read, nothing is known of its template.
 */
export async function refuseFirstTemplate(templateText: string, firstStatePath: string): Promise<void> {
  if (!(await exists(firstStatePath))) return;
  try {
    const { header, bound } = await readLedger(firstStatePath);
    const key = await readKey(keyPathFor(firstStatePath));
    if (header?.key !== keyFingerprint(key)) return;
    const digest = createPseudonyms(key).input('template', templateText);
    if (header.template !== digest && bound?.template !== digest) return;
  } catch (error) {
    if (error instanceof Fault) return;
    throw error;
  }
  throw new Fault('not-voted-template', { statePath: firstStatePath });
}

/** The same, with whom it is about once the journal is known; `ledger` is null for what has not begun. */
export function addressed(ready: Checked, ledger: Ledger | null): Checked {
  return ready.notVoted ? { ...ready, ...audienceOf(ledger, ready.index, ready.notVoted.listed) } : ready;
}
