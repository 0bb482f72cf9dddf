/** Owns the questions for a connection: for what the flags did not give, and for a value that proved wrong. */
import { Fault } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import { echoed } from '../../profile/echoed.js';
import { FIELDS, type FieldName, type FieldValues, type KnownFields } from '../../profile/fields.js';
import type { Secret } from '../../profile/profile.js';
import { type AskedField, nextQuestion, QUESTION_ORDER, type Question } from '../../profile/questions.js';
import { formatSender } from '../../profile/sender.js';
import type { Context } from '../context.js';
import { faultText } from '../report-fault.js';

/** What a caller knows beyond the usual; each text is only suggested, and taken by Enter. */
export interface Hints {
  /** In the form in which it is typed; null for the usual suggestion. Called when the question is due. */
  suggest(field: AskedField, known: KnownFields): Promise<string | null>;
  /** The password that Enter alone keeps; null where one must be typed. */
  keptPassword(known: KnownFields): Secret | null;
}

const NO_HINTS: Hints = { suggest: async () => null, keptPassword: () => null };

/** Asks for what the flags did not give; without a terminal the first question is `needs-terminal` with its flag. */
export async function askRest(
  context: Context,
  given: KnownFields,
  hints: Hints = NO_HINTS,
): Promise<KnownFields> {
  let known = given;
  for (let question = nextQuestion(known); question; question = nextQuestion(known)) {
    const { field } = question;
    const suggested = context.terminal.interactive ? await hints.suggest(field, known) : null;
    const answer =
      field === 'password'
        ? await askPassword(context, known, hints.keptPassword(known))
        : await ask(context, withSuggestion(question, suggested), known);
    known = { ...known, [field]: answer };
  }
  return known;
}

function withSuggestion(question: Question, suggested: string | null): Question {
  if (suggested === null || question.kind === 'hidden') return question;
  return { ...question, suggestion: suggested } as Question;
}

/** `kept` is what Enter alone stands for. Throws `needs-terminal`. */
export async function askPassword(
  context: Context,
  known: KnownFields,
  kept: Secret | null = null,
): Promise<Secret> {
  const { prompts, texts } = context;
  const { flag, check } = FIELDS.password;
  const message = kept === null ? texts.profile.questions.password : texts.storedProfiles.keepPassword;
  const valid = (answer: string): string | null => {
    if (answer === '' && kept !== null) return null;
    const result = check(answer, known);
    return 'value' in result ? null : expectationText(context, 'password', answer, result.fault);
  };
  const answer = await prompts.secret(message, flag, valid);
  if (answer === '' && kept !== null) return kept;
  const result = check(answer, known);
  if (!('value' in result)) throw new Error('a password that was checked does not fit');
  return result.value;
}

/** Any question but the password's. */
async function ask(
  context: Context,
  question: Question,
  known: KnownFields,
): Promise<FieldValues[Question['field']]> {
  const { prompts, texts } = context;
  const { field } = question;
  const { flag, check } = FIELDS[field];
  const message = texts.profile.questions[field];
  if (question.kind === 'choice') {
    const choices = question.choices.map((value) => ({ value, name: texts.profile.encryptions[value] }));
    return prompts.choose(message, flag, choices, question.suggestion);
  }
  const valid = (answer: string): string | null => {
    const result = check(answer, known);
    return 'value' in result ? null : expectationText(context, field, answer, result.fault);
  };
  const suggestion = question.kind === 'hidden' ? null : question.suggestion;
  const answer = await prompts.text(message, flag, valid, suggestion ?? undefined);
  const result = check(answer, known);
  if (!('value' in result)) throw new Error(`an answer that was checked does not fit: ${field}`);
  return result.value;
}

/** The same sentence as for a flag, at the question it belongs to. */
export function expectationText(
  context: Context,
  field: string,
  value: string,
  expected: never | string,
): string {
  const details = { field, value: echoed(field, value), expected, source: null } as never;
  return context.texts.faults['connection-value-invalid'](details).message;
}

/** Asks which of the values is wrong, and for that one again; what stands there now is suggested. */
export async function correct(context: Context, known: KnownFields): Promise<KnownFields> {
  const { prompts, texts } = context;
  const t = texts.commands.configure;
  const asked = QUESTION_ORDER.filter((field) => field !== 'password' || known.signIn === undefined);
  const choices = [...asked, 'caFile' as const].map((field) => {
    const shown = shownValue(field, known);
    return { value: field, name: shown === '' ? t.fields[field] : `${t.fields[field]}: ${shown}` };
  });
  const field = await prompts.choose(t.which, '--no-test', choices);
  if (field === 'caFile') return { ...known, caFile: await askCaFile(context, known.caFile) };
  const question = nextQuestion({ ...known, [field]: undefined });
  if (!question) throw new Error(`no question for ${field}`);
  if (question.kind === 'hidden') return { ...known, password: await askPassword(context, known) };
  return { ...known, [field]: await ask(context, withSuggestion(question, shownValue(field, known)), known) };
}

function shownValue(field: FieldName, known: KnownFields): string {
  if (field === 'password') return '';
  if (field === 'sender') return known.sender ? formatSender(known.sender) : '';
  return String(known[field] ?? '');
}

/** Until the file can be read, or none is wanted. */
async function askCaFile(context: Context, before: string | undefined): Promise<string | undefined> {
  const { prompts, terminal, texts, program } = context;
  for (;;) {
    const path = (
      await prompts.text(texts.commands.configure.caFile, '--ca-file', () => null, before)
    ).trim();
    if (path === '') return undefined;
    try {
      return (await readCaFile(path, '--ca-file')).path;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      terminal.warn(faultText(error, texts, program, 'configure').message);
    }
  }
}
