/** Owns what of a project stands in the letter to the organiser's IT. */
import { DEFAULT_LIMITS } from '../../delivery/limits-in-force.js';
import type { Limits } from '../../profile/profile.js';
import { dayIn } from '../../project/calendar-day.js';
import type { Project } from '../../project/project.js';
import { deadlineFor } from '../../request/deadline.js';
import type { LetterFacts } from '../../request/letter-facts.js';
import { packageFacts } from '../version.js';

/** `now` in milliseconds since 1970; `addresses` as checked; `language` of the letter. */
export function factsOfProject(
  project: Project,
  language: 'de' | 'en',
  now: number,
  messages: number | null,
  addresses: readonly string[],
): LetterFacts {
  const { title, organiser, product, contact, timezone, electionStart, electionEnd } = project;
  const day = (instant: Date | null): string | null => instant && dayIn(instant, timezone);
  const mailing = project.sendAt ?? electionStart;
  const today = dayIn(new Date(now), timezone);
  const { name, version, engines } = packageFacts();
  return {
    language,
    today,
    title,
    organiser,
    product,
    contact,
    timezone,
    deadline: deadlineFor(today, day(electionStart), day(mailing)),
    mailing,
    end: electionEnd,
    messages,
    pace: paceOf(project.pace),
    addresses,
    tarball: tarballName(name, version),
    node: engines.node.replace(/^[^\d]+/, ''),
  };
}

/** As `send` does towards a host, where the profile says nothing either. */
function paceOf({ connections, perMinute, perHour, perDay, perConnection }: Limits): Limits {
  const silent = perMinute === null && perHour === null && perDay === null;
  return {
    connections: connections ?? DEFAULT_LIMITS.connections,
    perMinute: silent ? DEFAULT_LIMITS.perMinute : perMinute,
    perHour,
    perDay,
    perConnection,
  };
}

/** What `npm pack` calls it: "@scope/name" becomes "scope-name". */
export function tarballName(name: string, version: string): string {
  return `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`;
}
