/** Owns the commands that are suggested for this very mailing, as the reader would type them. */
import type { Context } from '../context.js';
import { quotedForShell } from './shell.js';

/** What of a command line tells which mailing is meant. */
export interface MailingChoice {
  readonly mailing?: string;
  readonly state?: string;
  readonly sandbox?: boolean;
  /** As typed, where it was. */
  readonly template?: string;
}

export interface MailingCommands {
  readonly resume: string;
  readonly status: string;
  readonly resend: string;
  readonly accept: string;
}

/** `argument` is the project as it was named, if it was. */
export function mailingCommands(
  { program, platform }: Context,
  argument: string | undefined,
  { mailing, state, sandbox, template }: MailingChoice,
): MailingCommands {
  const rest = [
    ...(argument === undefined ? [] : [quotedForShell(argument, platform)]),
    ...(mailing === undefined ? [] : ['--mailing', mailing]),
    ...(state === undefined ? [] : ['--state', quotedForShell(state, platform)]),
    ...(sandbox ? ['--sandbox'] : []),
  ];
  const text = template === undefined ? [] : ['--template', quotedForShell(template, platform)];
  const send = [program, 'send', ...rest, ...text].join(' ');
  return {
    resume: send,
    status: [program, 'status', ...rest].join(' '),
    resend: `${send} --in-doubt resend`,
    accept: `${send} --in-doubt accept`,
  };
}
