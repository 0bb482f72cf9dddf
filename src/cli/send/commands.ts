/** Owns the commands that are suggested for this very mailing, as the reader would type them. */
import type { Context } from '../context.js';
import { type GivenOptions, projectFlags, runFlags } from './given-flags.js';
import { quotedForShell } from './shell.js';

/** What of a command line tells which mailing is meant, and how it is made. */
export interface MailingChoice extends GivenOptions {
  readonly mailing?: string;
  readonly state?: string;
  readonly sandbox?: boolean;
  /** As typed, where it was. */
  readonly template?: string;
  readonly only?: readonly string[];
  readonly limit?: number;
  readonly now?: boolean;
  /** As typed. */
  readonly notVoted?: string;
  readonly acceptTurnoutVisible?: boolean;
}

export interface MailingCommands {
  readonly resume: string;
  /** For everybody, also where the run is for some only. */
  readonly all: string;
  readonly status: string;
  readonly resend: string;
  readonly accept: string;
  /** For refused voters whose rows have been corrected. */
  readonly retry: string;
}

/**
 * `argument` is the project as it was named, if it was. Without `--only` and `--limit` the same command would mail
 * everybody; `--now` belongs to them, because it holds for their run alone. `idIsSecret`: then no ID is told.
 */
export function mailingCommands(
  { program, platform }: Context,
  argument: string | undefined,
  choice: MailingChoice,
  idIsSecret = false,
): MailingCommands {
  const { mailing, state, sandbox, template, only, limit, now, notVoted, acceptTurnoutVisible } = choice;
  const rest = [
    ...(argument === undefined ? [] : [quotedForShell(argument, platform)]),
    ...(mailing === undefined ? [] : ['--mailing', mailing]),
    ...(state === undefined ? [] : ['--state', quotedForShell(state, platform)]),
    ...(sandbox ? ['--sandbox'] : []),
    ...projectFlags(choice, platform),
  ];
  const text = template === undefined ? [] : ['--template', quotedForShell(template, platform)];
  const list = notVoted === undefined ? [] : ['--not-voted', quotedForShell(notVoted, platform)];
  const visible = acceptTurnoutVisible ? ['--accept-turnout-visible'] : [];
  const some = [
    ...(only ?? []).flatMap((id) => ['--only', idIsSecret ? 'ID' : quotedForShell(id, platform)]),
    ...(limit === undefined ? [] : ['--limit', String(limit)]),
  ];
  const early = now && some.length > 0 ? ['--now'] : [];
  const run = runFlags(choice, platform);
  const all = [program, 'send', ...rest, ...text, ...list, ...visible, ...run].join(' ');
  const send = [all, ...some, ...early].join(' ');
  return {
    resume: send,
    all,
    status: [program, 'status', ...rest].join(' '),
    resend: `${send} --in-doubt resend`,
    accept: `${send} --in-doubt accept`,
    retry: `${all} --retry-refused`,
  };
}
