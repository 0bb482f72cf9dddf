/** Owns the guards against the wrong mailing at the wrong time. Pure: facts in, a fault or what to do out. */
import { Fault } from '../../fault.js';
import { examplesOf } from '../../project/example-values.js';
import type { Project } from '../../project/project.js';
import type { CheckedProject } from '../check-project.js';

/** When the mailing is to go out; null is now. */
export function plannedTime(project: Project): number | null {
  return (project.sendAt ?? project.electionStart)?.getTime() ?? null;
}

/**
 * The times that a mailing keeps to. `sendAt` and `electionStart` of the project are when the invitations go out; an
 * address check comes before them, so only a time given for it (`--send-at`) holds it back. Its end is the election's.
 */
export function timesOf(
  { project, credentialFree }: Pick<CheckedProject, 'project' | 'credentialFree'>,
  { sendAt }: { readonly sendAt?: string },
): Project {
  if (!credentialFree) return project;
  return { ...project, electionStart: null, sendAt: sendAt === undefined ? null : project.sendAt };
}

/** Throws `usage`: what carries no credentials is a mailing of its own, whose state no invitation may go on from. */
export function refuseUnnamed(credentialFree: boolean, isMainMailing: boolean): void {
  if (credentialFree && isMainMailing) throw new Fault('usage', { reason: 'address-check-unnamed' });
}

/** Throws `project-examples`: whoever is mailed would read of an organiser and an election office that nobody knows. */
export function refuseExamples(project: Project): void {
  const keys = examplesOf(project);
  if (keys.length > 0) throw new Fault('project-examples', { path: project.file ?? project.folder, keys });
}

export type StartDecision =
  | { readonly kind: 'now' }
  /** Earlier than planned: only after a question that names both times. */
  | { readonly kind: 'ask-early'; readonly planned: number }
  | { readonly kind: 'wait'; readonly planned: number }
  /** The election is over: no message goes out any more. ISO 8601. */
  | { readonly kind: 'over'; readonly electionEnd: string };

export interface StartWishes {
  readonly now: number;
  /** `--now`, `--wait`, `--yes`, and whether somebody can be asked. */
  readonly early: boolean;
  readonly wait: boolean;
  readonly yes: boolean;
  readonly interactive: boolean;
  /** The planned time that an earlier run of the mailing was told not to wait for; null where none was. */
  readonly overridden: number | null;
}

/** Throws `too-early`. */
export function decideStart(project: Project, wishes: StartWishes): StartDecision {
  const { electionEnd } = project;
  if (electionEnd && wishes.now >= electionEnd.getTime())
    return { kind: 'over', electionEnd: electionEnd.toISOString() };
  const planned = plannedTime(project);
  if (planned === null || planned === wishes.overridden || wishes.now >= planned) return { kind: 'now' };
  if (wishes.early) return wishes.yes ? { kind: 'now' } : { kind: 'ask-early', planned };
  if (wishes.wait || wishes.interactive) return { kind: 'wait', planned };
  throw new Fault('too-early', {
    sendAt: new Date(planned).toISOString(),
    now: new Date(wishes.now).toISOString(),
    timezone: project.timezone,
  });
}

/** Throws `voters-not-expected`, `approval-differs`. */
export function checkExpectations(
  project: Project,
  voters: number,
  fingerprint: string,
  approved: string | undefined,
): void {
  const { expectVoters } = project;
  if (expectVoters !== null && expectVoters !== voters)
    throw new Fault('voters-not-expected', { expected: expectVoters, found: voters });
  if (approved !== undefined && bare(approved) !== bare(fingerprint))
    throw new Fault('approval-differs', { approved, found: fingerprint });
}

/** A fingerprint may have been read out or typed: dashes, blanks and case do not count. */
function bare(fingerprint: string): string {
  return fingerprint.replace(/[\s-]/g, '').toLowerCase();
}
