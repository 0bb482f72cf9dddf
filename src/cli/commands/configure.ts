/** Owns `invite configure`: ask for a profile or take it from flags, test it, store it; list, show, remove. */
import { join } from 'node:path';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { Fault } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import { configFolder } from '../../profile/config-folder.js';
import { readPassword } from '../../profile/connection.js';
import type { FieldName, FieldValues, KnownFields } from '../../profile/fields.js';
import { FIELDS } from '../../profile/fields.js';
import { fieldsFromFlags, passwordSource } from '../../profile/flags.js';
import { isLoopback } from '../../profile/host.js';
import { readPasswordFile, readPasswordStream } from '../../profile/password-file.js';
import { type Limits, NO_LIMITS, type Secret } from '../../profile/profile.js';
import { checkProfileName } from '../../profile/profile-list.js';
import { nextQuestion, QUESTION_ORDER, type Question } from '../../profile/questions.js';
import { formatSender } from '../../profile/sender.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import { createRedactor, loginSecrets } from '../../redaction.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
import { profileStore } from '../profile-of-run.js';
import { faultText } from '../report-fault.js';
import { reportTest, testAccount } from './test-connection.js';

interface ConfigureOptions extends CommonOptions, ConnectionOptions {
  readonly list?: boolean;
  readonly show?: boolean;
  readonly remove?: boolean;
  /** commander's `--no-test`. */
  readonly test?: boolean;
  readonly connections?: number;
  readonly rate?: Partial<Limits>;
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as ConfigureOptions;
  if (options.list) return list(context);
  if (options.show) return show(context, await profileName(context, argument));
  if (options.remove) return remove(context, await profileName(context, argument));
  return store(context, argument, options);
}

async function list(context: Context): Promise<number> {
  const names = await profileStore(context).names();
  if (context.terminal.json) context.terminal.event({ profiles: names });
  else if (names.length === 0) context.terminal.say(context.texts.commands.configure.none);
  else for (const name of names) context.terminal.result(name);
  return EXIT.done;
}

async function show(context: Context, name: string): Promise<number> {
  const { terminal, texts } = context;
  const profile = await profileStore(context).load(name);
  const { host, port, encryption, user, sender, caFile, limits } = profile;
  const { fields, hidden } = texts.commands.configure;
  if (terminal.json) {
    const shown = { name, host, port, encryption, user, sender: formatSender(sender), caFile, limits };
    terminal.event(shown);
    return EXIT.done;
  }
  const set = Object.entries(limits).flatMap(([limit, value]) =>
    value === null ? [] : [`${limit}: ${value}`],
  );
  const rows: readonly (readonly [string, string])[] = [
    [fields.user, user],
    [fields.password, hidden],
    [fields.sender, formatSender(sender)],
    [fields.host, host],
    [fields.port, String(port)],
    [fields.encryption, encryption],
    [fields.caFile, caFile?.path ?? ''],
    [fields.limits, set.join(', ')],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const { faint } = terminal.resultPaint;
  for (const [label, value] of rows) if (value) terminal.result(`${faint(label.padEnd(width))}  ${value}`);
  return EXIT.done;
}

async function remove(context: Context, name: string): Promise<number> {
  const { kind } = await profileStore(context).remove(name);
  const { removed, nameOnlyRemoved } = context.texts.profile;
  context.terminal.say(kind === 'removed' ? removed(name) : nameOnlyRemoved(name));
  return EXIT.done;
}

async function profileName(context: Context, argument: string | undefined): Promise<string> {
  if (argument !== undefined) return checkProfileName(argument);
  const check = (answer: string): string | null => checked(context, () => checkProfileName(answer));
  return context.prompts.text(context.texts.commands.configure.name, 'configure NAME', check);
}

async function store(
  context: Context,
  argument: string | undefined,
  options: ConfigureOptions,
): Promise<number> {
  const { terminal, texts, program } = context;
  const t = texts.commands.configure;
  const profiles = profileStore(context);
  // Before anything is asked or tested: all of it would be in vain without a keychain.
  await profiles.tryKeychain(argument ?? ANY_NAME);
  const given = await fromFlags(context, options);
  if (nextQuestion(given) && terminal.interactive) terminal.say(t.intro);
  const name = await profileName(context, argument);
  if (
    (await profiles.names()).includes(name) &&
    !context.yes &&
    !(await context.prompts.confirm(t.replace(name), '--yes'))
  )
    return EXIT.interrupted;
  const profile = await testedProfile(context, name, await askRest(context, given), options);
  if (profile === null) {
    terminal.warn(t.notStored);
    return EXIT.serverRefuses;
  }
  await profiles.save(name, profile);
  terminal.say(t.stored(name));
  terminal.say(t.listed(join(configFolder(context.env), 'profiles.json')));
  for (const line of t.next(name, program)) terminal.say(line);
  return EXIT.done;
}

/** A name that a profile may have; the keychain is only to answer. */
const ANY_NAME = 'invite';

/** Tests until the profile passes, or is wanted all the same; null where it is not to be stored. */
async function testedProfile(
  context: Context,
  name: string,
  asked: KnownFields,
  options: ConfigureOptions,
): Promise<StoredProfile | null> {
  const { terminal, texts, program } = context;
  for (let known = asked; ; known = await correct(context, known)) {
    const profile = await profileFrom(context, known, options);
    terminal.redactWith(createRedactor(loginSecrets(profile.user, profile.password.reveal())));
    if (options.test === false) return profile;
    terminal.say(texts.commands.configure.testing);
    const test = await testStored(context, profile);
    if (test.ok) return profile;
    if (ofUnknownIssuer(test))
      terminal.say(texts.commands.configure.unknownIssuer(`${program} configure ${name}`));
    const wish = terminal.interactive ? await askWhatNow(context) : 'end';
    if (wish !== 'correct') return wish === 'store' ? profile : null;
  }
}

async function testStored(context: Context, profile: StoredProfile): Promise<ConnectionTest> {
  const ca = profile.caFile === null ? null : (await readCaFile(profile.caFile.path, '--ca-file')).pem;
  const test = await testAccount({ ...profile, ca }, profile.sender);
  reportTest(context, test);
  return test;
}

function ofUnknownIssuer({ stages }: ConnectionTest): boolean {
  return stages.some(({ kind }) => kind === 'certificate-unknown-ca' || kind === 'certificate-self-signed');
}

/** Six values were typed, one of them unseen: a slip in one must not cost the others. */
async function askWhatNow({ prompts, texts }: Context): Promise<'correct' | 'store' | 'end'> {
  const t = texts.commands.configure;
  return prompts.choose(t.whatNow, '--no-test', [
    { value: 'correct', name: t.correct },
    { value: 'store', name: t.storeAnyway },
    { value: 'end', name: t.end },
  ]);
}

/** Asks which of the values is wrong, and for that one again; what stands there now is suggested. */
async function correct(context: Context, known: KnownFields): Promise<KnownFields> {
  const { prompts, texts } = context;
  const t = texts.commands.configure;
  const choices = [...QUESTION_ORDER, 'caFile' as const].map((field) => {
    const shown = shownValue(field, known);
    return { value: field, name: shown === '' ? t.fields[field] : `${t.fields[field]}: ${shown}` };
  });
  const field = await prompts.choose(t.which, '--no-test', choices);
  if (field === 'caFile') return { ...known, caFile: await askCaFile(context, known.caFile) };
  const question = nextQuestion({ ...known, [field]: undefined });
  if (!question) throw new Error(`no question for ${field}`);
  const again = question.kind === 'hidden' ? question : { ...question, suggestion: shownValue(field, known) };
  return { ...known, [field]: await ask(context, again as Question, known) };
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

async function fromFlags(context: Context, options: ConfigureOptions): Promise<KnownFields> {
  const source = passwordSource(options);
  const uid = context.platform === 'win32' ? null : (process.getuid?.() ?? null);
  const password: Secret | undefined =
    source === null
      ? undefined
      : await readPassword(source, {
          readCaFile,
          readPasswordFile: (path, from) => readPasswordFile(path, uid, from),
          readPasswordStdin: (from) => readPasswordStream(context.stdin, from),
        });
  return { ...fieldsFromFlags(options), password };
}

/** Asks for what the flags did not give; without a terminal the first question is `needs-terminal` with its flag. */
async function askRest(context: Context, given: KnownFields): Promise<KnownFields> {
  let known = given;
  for (let question = nextQuestion(known); question; question = nextQuestion(known)) {
    known = { ...known, [question.field]: await ask(context, question, known) };
  }
  return known;
}

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
  const answer =
    question.kind === 'hidden'
      ? await prompts.secret(message, flag, valid)
      : await prompts.text(message, flag, valid, question.suggestion ?? undefined);
  const result = check(answer, known);
  if (!('value' in result)) throw new Error(`an answer that was checked does not fit: ${field}`);
  return result.value;
}

/** The same sentence as for a flag, at the question it belongs to. */
function expectationText(context: Context, field: string, value: string, expected: never | string): string {
  const shown = field === 'password' ? '' : value;
  const details = { field, value: shown, expected, source: null } as never;
  return context.texts.faults['connection-value-invalid'](details).message;
}

function checked(context: Context, check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Fault) return faultText(error, context.texts, context.program, 'configure').message;
    throw error;
  }
}

async function profileFrom(
  context: Context,
  known: KnownFields,
  options: ConfigureOptions,
): Promise<StoredProfile> {
  const { host, port, encryption, user, password, sender, caFile } = known as FieldValues;
  const exposed = encryption === 'none' && !isLoopback(host);
  const confirmed = exposed && (await confirmUnencrypted(context, host, options));
  if (exposed && !confirmed) throw new Fault('unencrypted-not-allowed', { host });
  const ca = caFile === undefined ? null : await readCaFile(caFile, '--ca-file');
  return {
    host,
    port,
    encryption,
    user,
    password,
    sender,
    caFile: ca && { path: ca.path, sha256: ca.sha256 },
    limits: { ...NO_LIMITS, ...options.rate, connections: options.connections ?? null },
    unencryptedConfirmed: confirmed,
  };
}

async function confirmUnencrypted(
  context: Context,
  host: string,
  options: ConfigureOptions,
): Promise<boolean> {
  if (options.allowUnencrypted) return true;
  return context.prompts.confirm(context.texts.profile.confirmUnencrypted(host), '--allow-unencrypted');
}
