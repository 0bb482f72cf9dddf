/** Owns `invite status`: what the state file knows, read as it is, without lock and without changing anything. */
import { relative } from 'node:path';
import { exists, keyPathFor, readKey } from '../../delivery/journal-file.js';
import type { Ledger } from '../../delivery/ledger.js';
import { createPseudonyms, keyFingerprint } from '../../delivery/pseudonym.js';
import { ledgerOf, readRecords } from '../../delivery/read-ledger.js';
import { judgeState, Registry } from '../../delivery/registry.js';
import { Fault } from '../../fault.js';
import { configFolder } from '../../profile/config-folder.js';
import type { Project } from '../../project/project.js';
import { type StatusFacts, statusLines } from '../../ui/views/status-view.js';
import { detectShape } from '../../voters/detect-shape.js';
import { readRoll } from '../../voters/read-roll.js';
import { openRoll } from '../../voters/roll-file.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { mailingDigest } from '../mailing-digest.js';
import type { CommonOptions, ProjectOptions } from '../options.js';
import { projectOf, refuseWithoutProject } from '../project-of-run.js';
import { rollWishes, shapeWishes } from '../roll-wishes.js';
import { type MailingCommands, mailingCommands } from '../send/commands.js';
import { statePathFor } from '../send/send-options.js';
import { statusFacts } from '../status-facts.js';

interface StatusOptions extends CommonOptions, ProjectOptions {
  readonly mailing?: string;
  readonly state?: string;
  readonly sandbox?: boolean;
  readonly verify?: boolean;
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as StatusOptions;
  const project = await projectOf(context, argument, options);
  const statePath = statePathFor(options, project, context.cwd);
  if (!(await exists(statePath))) {
    if (options.state === undefined) refuseWithoutProject(project, options);
    throw await missing(context, project, options, statePath);
  }
  const recovery = await readRecords(statePath);
  const ledger = ledgerOf(recovery, statePath);
  const key = await keyOf(statePath, ledger);
  const ids = key && (await idsOf(project, options, key));
  const facts = statusFacts(ledger, ids);
  print(context, facts, {
    statePath,
    head: recovery.head,
    lines: recovery.records.length,
    torn: recovery.kind === 'torn',
    verify: options.verify === true,
    commands: mailingCommands(context, argument, {
      ...options,
      ...(ledger.header?.audience ? { notVoted: context.texts.send.status.listFile } : {}),
    }),
  });
  return EXIT.done;
}

/** Where the registry knows this mailing, its state file has gone: `send` warns in the same words. */
async function missing(
  context: Context,
  project: Project,
  options: StatusOptions,
  statePath: string,
): Promise<Fault> {
  const notBegun = new Fault('mailing-not-begun', { statePath });
  if (options.sandbox) return notBegun;
  const digest = mailingDigest(project, options.mailing, statePath);
  const entries = await new Registry(configFolder(context.env)).entries();
  return judgeState(entries, { project: digest, statePath, state: null, takeOver: false }) ?? notBegun;
}

/** Null where there is no key, or another mailing's: then voters stay pseudonyms. */
async function keyOf(statePath: string, ledger: Ledger): Promise<Buffer | null> {
  const path = keyPathFor(statePath);
  if (!(await exists(path))) return null;
  const key = await readKey(path);
  return ledger.header?.key === keyFingerprint(key) ? key : null;
}

/** Pseudonym -> ID, of the present roll; null where it cannot be read. */
async function idsOf(
  project: Project,
  options: StatusOptions,
  key: Buffer,
): Promise<ReadonlyMap<string, string> | null> {
  if (project.voters === null) return null;
  try {
    const source = openRoll(project.voters);
    const { shape } = await detectShape(source, shapeWishes(project, rollWishes(options)));
    const { voter: pseudonym } = createPseudonyms(key);
    const ids = new Map<string, string>();
    for await (const row of readRoll(source, shape)) {
      if (row.kind === 'voter') ids.set(pseudonym(row.voter.id), row.voter.id);
    }
    return ids;
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

interface Journal {
  readonly statePath: string;
  readonly head: string;
  readonly lines: number;
  readonly torn: boolean;
  readonly verify: boolean;
  readonly commands: MailingCommands;
}

function print(context: Context, facts: StatusFacts, journal: Journal): void {
  const { terminal, texts, format } = context;
  const { head, lines, torn } = journal;
  if (terminal.json) {
    const { ids: _ids, begun, mailing, ...document } = facts;
    terminal.event({ mailing, begun, ...document, journal: { head, records: lines, torn } });
    return;
  }
  const name = relative(context.cwd, journal.statePath) || journal.statePath;
  const shown = statusLines(facts, { name, ...journal }, texts, format, terminal.resultPaint);
  for (const line of shown) terminal.result(line);
}
