/** Owns the command line's shape: commands, arguments and options; what they do is in src/cli/commands. */
import { Command, Help, Option } from 'commander';
import type { Texts } from '../i18n/texts.js';
import { SCHEDULERS } from '../project/scheduled-command.js';
import { collectDnsServer } from './dns-servers.js';
import {
  collect,
  collectNumber,
  collectRecipient,
  collectSelector,
  connections,
  fingerprint,
  once,
  oneOf,
  percent,
  port,
  rate,
  reportFile,
  wholeNumber,
} from './option-values.js';
import { addCommonOptions, addConnectionOptions, addProjectOptions } from './options.js';

export const COMMANDS = [
  'init',
  'request',
  'configure',
  'test-connection',
  'preview',
  'send',
  'status',
  'sandbox',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Called with what was typed: the command, its argument (or undefined) and its options. */
export type Dispatch = (command: CommandName, argument: string | undefined, options: object) => Promise<void>;

export function createProgram(help: Texts['help'], version: string, dispatch: Dispatch): Command {
  const program = new Command('invite')
    .description(help.program)
    .version(version, '-V, --version', help.versionOption)
    .helpOption('-h, --help', help.helpOption)
    .helpCommand('help [command]', help.helpCommand)
    .configureHelp(helpIn(help))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  // The other common options belong to the commands; this one already matters for the help.
  program.option('--lang <de|en>', help.lang, oneOf(['de', 'en']));
  addInit(program, help, dispatch);
  addRequest(program, help, dispatch);
  addConfigure(program, help, dispatch);
  addTestConnection(program, help, dispatch);
  addPreview(program, help, dispatch);
  addSend(program, help, dispatch);
  addStatus(program, help, dispatch);
  addSandbox(program, help, dispatch);
  program.addHelpText('after', exitCodeHelp(help));
  return program;
}

/** commander's own help with our words: titles, and what stands in brackets. */
function helpIn(help: Texts['help']): Partial<Help> {
  const plain = new Help();
  const words: Readonly<Record<string, string>> = help.placeholders;
  const named = (text: string): string =>
    text.replace(/(?<=[<[])[a-z=-]+(?=[\]>])/g, (word) => words[word] ?? word);
  return {
    styleTitle: (title) => titleIn(help, title),
    commandUsage: (command) => named(plain.commandUsage(command)),
    subcommandTerm: (command) => named(plain.subcommandTerm(command)),
    optionTerm: (option) => named(plain.optionTerm(option)),
    argumentTerm: (argument) => words[argument.name()] ?? argument.name(),
  };
}

function titleIn(help: Texts['help'], title: string): string {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': help.usage,
    'Options:': help.options,
    'Commands:': help.commands,
    'Arguments:': help.arguments,
  };
  return titles[title] ?? title;
}

function exitCodeHelp(help: Texts['help']): string {
  const lines = Object.entries(help.exitCodes).map(([code, meaning]) => `  ${code.padEnd(4)} ${meaning}`);
  return `\n${help.exitHeading}\n${lines.join('\n')}`;
}

function subcommand(program: Command, name: CommandName, description: string, help: Texts['help']): Command {
  const command = program.command(name).description(description).helpOption('-h, --help', help.helpOption);
  return command.addHelpText('after', exitCodeHelp(help));
}

function finish(command: Command, name: CommandName, help: Texts['help'], dispatch: Dispatch): void {
  addCommonOptions(command, help, name === 'configure' ? help.yesToChange : help.yes);
  // With an argument commander calls (argument, options, command), without one (options, command).
  command.action(async (...given: unknown[]) => {
    const [argument, newName] = given.filter((one) => typeof one === 'string');
    await dispatch(name, argument, { ...command.opts(), ...(newName === undefined ? {} : { newName }) });
  });
}

function addInit(program: Command, help: Texts['help'], dispatch: Dispatch): void {
  const command = subcommand(program, 'init', help.init, help)
    .argument('[folder]', help.initFolder)
    .option('--product <name>', help.initProduct, oneOf(['online-wahl', 'live-voting']))
    .option('--language <de|en>', help.initLanguage, oneOf(['de', 'en']))
    .option('--title <text>', help.title)
    .option('--organiser <text>', help.organiser);
  finish(command, 'init', help, dispatch);
}

/** What the letter has no use for; taken, so that the options of a `preview` can stay in the line. */
const NOT_OF_REQUEST: readonly string[] = ['--template', '--required', '--product', '--yes', '--no-input'];

function addRequest(program: Command, help: Texts['help'], dispatch: Dispatch): void {
  const command = subcommand(program, 'request', help.request, help)
    .argument('[project]', help.projectArgument)
    .option('--our-address <ip>', help.requestOurAddress, collect)
    .option('--messages <n>', help.requestMessages, wholeNumber)
    .option('--out <folder>', help.requestOut)
    .option('--to <address>', help.requestTo)
    .option('--connections <n>', help.connections, connections)
    .option('--rate <n/min|h|d>', help.rate, rate);
  addProjectOptions(command, help);
  finish(command, 'request', help, dispatch);
  for (const option of command.options) {
    if (option.long === '--language') option.description = help.requestLanguage;
    option.hideHelp(NOT_OF_REQUEST.includes(option.long ?? ''));
  }
}

function addConfigure(program: Command, help: Texts['help'], dispatch: Dispatch): void {
  const command = subcommand(program, 'configure', help.configure, help)
    .argument('[profile]', help.profileArgument)
    .argument('[new-name]', help.newNameArgument)
    .option('--list', help.configureList)
    .option('--show', help.configureShow)
    .option('--rename', help.configureRename)
    .option('--copy', help.configureCopy)
    .option('--remove', help.configureRemove)
    .option('--no-lookup', help.configureNoLookup)
    .option('--no-test', help.configureNoTest)
    .option('--fingerprint <fingerprint>', help.configureFingerprint, fingerprint)
    .option('--invite-it', help.inviteIt)
    .option('--seal-for <key>', help.sealFor, collectRecipient)
    .option('--seal-with-passphrase', help.sealWithPassphrase)
    .option('--import <file>', help.importFile)
    .option('--passphrase-file <file>', help.passphraseFile)
    .option('--passphrase-stdin', help.passphraseStdin)
    .option('--out <file>', help.sealOut)
    .option('--force', help.handoverForce)
    .option('--connections <n>', help.connections, connections)
    .option('--rate <n/min|h|d>', help.rate, rate)
    .option('--per-connection <n>', help.perConnection, wholeNumber);
  addConnectionOptions(command, help);
  finish(command, 'configure', help, dispatch);
}

function addTestConnection(program: Command, help: Texts['help'], dispatch: Dispatch): void {
  const command = subcommand(program, 'test-connection', help.testConnection, help)
    .argument('[profile]', help.profileArgument)
    .option('--to <address>', help.testTo)
    .option('--send-to <address>', help.sendTo)
    .option('--expect-ip <address>', help.expectIp)
    .option('--watch', help.testWatch)
    .option('--report <file>', help.testReport, reportFile)
    .option('--capacity', help.testCapacity)
    .option('--voters <n>', help.testVoters, wholeNumber)
    .option('--dns <address>', help.testDns, collectDnsServer)
    .option('--dkim-selector <name>', help.testDkimSelector, collectSelector);
  command.option('--profile-file <file>', help.profileFile);
  addConnectionOptions(command, { ...help, sender: help.testSender });
  finish(command, 'test-connection', help, dispatch);
}

function addPreview(program: Command, help: Texts['help'], dispatch: Dispatch): void {
  const command = subcommand(program, 'preview', help.preview, help)
    .argument('[project]', help.projectArgument)
    .option('--voter <id>', help.previewVoter, once)
    .option('--widest', help.previewWidest)
    .option('--serve', help.previewServe)
    .option('--port <number>', help.previewPort, port)
    .option('--out <folder>', help.previewOut)
    .option('--reveal', help.previewReveal)
    .option('--sender <"Name <address>">', help.sender);
  addProjectOptions(command, help);
  finish(command, 'preview', help, dispatch);
}

function addSend(program: Command, help: Texts['help'], dispatch: Dispatch): void {
  const command = subcommand(program, 'send', help.send, help)
    .argument('[project]', help.projectArgument)
    .option('--sandbox', help.sandboxFlag)
    .option('--new-mailing', help.newMailing)
    .option('--mailing <name>', help.mailing)
    .option('--state <file>', help.state)
    .option('--take-over', help.takeOver)
    .option('--approve <fingerprint>', help.approve)
    .option('--now', help.now)
    .option('--wait', help.wait)
    .option('--until <time>', help.until)
    .option('--dry-run', help.dryRun)
    .option('--plan', help.plan)
    .option('--report <file>', help.planReport, reportFile)
    .option('--print-schedule', help.printSchedule)
    .option('--scheduler <systemd|cron|windows>', help.scheduler, oneOf(SCHEDULERS))
    .option('--test-to <address>', help.sendTestTo, collect)
    .option('--row <n>', help.sendRow, collectNumber)
    .option('--widest', help.sendWidest)
    .option('--test', help.sendTest)
    .option('--test-voters <file>', help.sendTestVoters)
    .option('--only <id>', help.only, collect)
    .option('--limit <n>', help.limit, wholeNumber)
    .option('--not-voted <file>', help.notVoted, once)
    .option('--accept-turnout-visible', help.acceptTurnoutVisible)
    .option('--accept-old-list', help.acceptOldList)
    .addOption(
      new Option('--in-doubt <what>', help.inDoubt).argParser(oneOf(['ask', 'skip', 'resend', 'accept'])),
    )
    .option('--retry-refused', help.retryRefused)
    .option('--again <id>', help.again)
    .option('--address <address>', help.againAddress)
    .option('--reason <text>', help.againReason)
    .option('--accept-added <n>', help.acceptAdded, wholeNumber)
    .option('--accept-removed <n>', help.acceptRemoved, wholeNumber)
    .option('--accept-changed <what>', help.acceptChanged, collectChange)
    .option('--connections <n>', help.connections, connections)
    .option('--rate <n/min|h|d>', help.rate, rate)
    .option('--per-connection <n>', help.perConnection, wholeNumber)
    .option('--max-refused <percent>', help.maxRefused, percent)
    .option('--show-ids', help.showIds)
    .option('--profile <name>', help.profile)
    .option('--profile-file <file>', help.profileFile);
  addProjectOptions(command, help);
  addConnectionOptions(command, help);
  finish(command, 'send', help, dispatch);
}

const change = oneOf(['rows', 'columns', 'template', 'sender', 'host']);

function collectChange(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), change(text)];
}

/** What `status` uses: where the state file lies, how the roll is read for the IDs, how it is printed. */
const OF_STATUS: readonly string[] = [
  ...['--mailing', '--state', '--sandbox', '--verify'],
  ...['--voters', '--column', '--secret', '--encoding', '--delimiter', '--sheet'],
  ...['--json', '--lang', '--quiet', '--verbose', '--color', '--no-color'],
];

function addStatus(program: Command, help: Texts['help'], dispatch: Dispatch): void {
  const command = subcommand(program, 'status', help.status, help)
    .argument('[project]', help.projectArgument)
    .option('--mailing <name>', help.mailing)
    .option('--state <file>', help.state)
    .option('--sandbox', help.statusSandbox)
    .option('--verify', help.statusVerify);
  addProjectOptions(command, help);
  finish(command, 'status', help, dispatch);
  // The others are taken, so that the options of a `send` can stay in the line, and have nothing to do here.
  for (const option of command.options) option.hideHelp(!OF_STATUS.includes(option.long ?? ''));
}

function addSandbox(program: Command, help: Texts['help'], dispatch: Dispatch): void {
  const command = subcommand(program, 'sandbox', help.sandbox, help).option(
    '--folder <folder>',
    help.sandboxFolder,
  );
  finish(command, 'sandbox', help, dispatch);
}
