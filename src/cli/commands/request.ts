/** Owns `invite request`: the letter to the organiser's IT on stdout, or as files. */
import { relative, resolve } from 'node:path';
import { Fault } from '../../fault.js';
import type { Project } from '../../project/project.js';
import { dayOf } from '../../request/deadline.js';
import { requestLetter } from '../../request/letter.js';
import type { LetterFacts } from '../../request/letter-facts.js';
import { letterHtml } from '../../request/letter-html.js';
import { letterText } from '../../request/letter-text.js';
import { checkOurAddress, type OurAddress } from '../../request/our-address.js';
import { addressOption } from '../address-option.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { leadTimeDays, leadTimeSentence } from '../lead-time.js';
import type { CommonOptions, ProjectOptions } from '../options.js';
import { projectOf } from '../project-of-run.js';
import { countMessages } from '../request/count-messages.js';
import { factsOfProject } from '../request/facts-of-project.js';
import { warnOfBlanks } from '../request/warn-of-blanks.js';
import { type WrittenLetter, writeLetter } from '../request/write-letter.js';
import { rollWishes } from '../roll-wishes.js';

export interface RequestOptions extends CommonOptions, ProjectOptions {
  readonly ourAddress?: string[];
  readonly messages?: number;
  readonly out?: string;
  readonly to?: string;
  readonly connections?: number;
  readonly rate?: { perMinute?: number; perHour?: number; perDay?: number };
}

/** A letter is made from whatever is known: what is missing is a blank in it, and no error. */
export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as RequestOptions;
  const { terminal, clock } = context;
  const ours = (options.ourAddress ?? []).map(ourAddress);
  const to = options.to === undefined ? null : addressOption('--to', options.to);
  const project = await projectOf(context, argument, options);
  const count = await countMessages(project, options.messages, rollWishes(options));
  const messages = count.kind === 'known' ? count.messages : null;
  const addresses = [...new Set(ours.map(({ address }) => address))];
  const facts = factsOfProject(
    project,
    languageOf(context, project, options),
    clock.now(),
    messages,
    addresses,
  );
  const letter = written(facts);
  if (options.out !== undefined) await write(context, resolve(context.cwd, options.out), letter, to);
  if (terminal.json) terminal.event(requestJson(context, project, facts, letter));
  else if (options.out === undefined)
    for (const line of letter.text.trimEnd().split('\n')) terminal.result(line);
  warnOfBlanks(context, project, count);
  hint(context, project, ours, options);
  return EXIT.done;
}

/** Where no project says anything, that of the reader. */
function languageOf({ language }: Context, project: Project, options: RequestOptions): 'de' | 'en' {
  return project.file === null && options.language === undefined ? language : project.language;
}

function ourAddress(text: string): OurAddress {
  const checked = checkOurAddress(text);
  if ('value' in checked) return checked.value;
  throw new Fault('bad-option-value', { option: '--our-address', value: text, expected: checked.expected });
}

function written(facts: LetterFacts): WrittenLetter {
  const letter = requestLetter(facts);
  const { language, subject } = letter;
  return { language, subject, text: letterText(letter), html: letterHtml(letter) };
}

async function write(
  { terminal, texts, cwd }: Context,
  folder: string,
  letter: WrittenLetter,
  to: string | null,
): Promise<void> {
  const t = texts.commands.request;
  const paths = await writeLetter(folder, letter, to);
  if (terminal.json) return;
  for (const path of paths) terminal.say(t.written(relative(cwd, path)));
  for (const line of t.openDraft) terminal.say(line);
}

/** What would make the letter better, and what comes next. */
function hint(
  context: Context,
  project: Project,
  ours: readonly OurAddress[],
  { out }: RequestOptions,
): void {
  const { terminal, texts, program } = context;
  const t = texts.commands.request;
  const warning = terminal.paint.warn(texts.common.warning);
  for (const { address, inner } of ours) if (inner) terminal.warn(`${warning}: ${t.innerAddress(address)}`);
  if (terminal.json) return;
  const hurry = leadTimeSentence(context, project);
  if (hurry) terminal.say(terminal.paint.warn(hurry.text));
  if (ours.length === 0) terminal.say(t.addressFollows);
  if (out === undefined) terminal.say(t.asFiles);
  terminal.say(t.sealed(`${program} configure --invite-it`));
  terminal.say(t.next(`${program} configure`));
}

/** docs/json.md. */
function requestJson(context: Context, project: Project, facts: LetterFacts, letter: WrittenLetter): object {
  const { today: date, deadline, messages, addresses } = facts;
  const { subject, text, html } = letter;
  return {
    date,
    deadline: dayOf(deadline),
    messages,
    start: project.electionStart?.toISOString() ?? null,
    mailing: facts.mailing?.toISOString() ?? null,
    addresses,
    leadTimeDays: leadTimeDays(context, project),
    subject,
    text,
    html,
  };
}
