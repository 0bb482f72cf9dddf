/** Owns the walk through an SPF record and all that it refers to (RFC 7208 4.6.4, 5.2, 6.1), without testing any address. */
import { isName } from './domain.js';
import type { SpfQualifier } from './facts.js';
import type { Answer, Questions } from './questions.js';
import { parseSpf, type SpfRecord, type SpfTerm, selectSpf } from './spf-record.js';

/** RFC 7208 4.6.4. */
export const MOST_LOOKUPS = 10;

/** A record on the way: how we came to it. */
interface Step {
  readonly name: string;
  /** The names that lead here, this one included. */
  readonly path: readonly string[];
  /** Reached by redirects alone: its "all" is the domain's. */
  readonly main: boolean;
  /** Whoever matches here passes: no qualifier on the way says otherwise. */
  readonly passes: boolean;
}

/** What the walk has seen so far. */
export interface Trace {
  lookups: number;
  complete: boolean;
  all: SpfQualifier | null;
  everybody: boolean;
  loop: boolean;
  silent: boolean;
  readonly included: Set<string>;
  readonly broken: Set<string>;
  readonly probes: Promise<Answer<unknown>>[];
}

/**
 * Follows a record level by level, so that what stands side by side is asked at once; ends where the limit is broken.
 * Asks at most for a dozen records and a dozen addresses, whatever a record refers to.
 */
export async function walkSpf(questions: Questions, domain: string, record: SpfRecord): Promise<Trace> {
  const start = { name: domain, path: [domain], main: true, passes: true };
  const trace = newTrace();
  trace.included.add(start.name);
  let level = visit(questions, trace, start, record);
  while (level.length > 0 && trace.lookups <= MOST_LOOKUPS) {
    const found = level.map(async (step) => ({ step, answer: await questions.txt(step.name) }));
    level = (await Promise.all(found)).flatMap(({ step, answer }) => {
      trace.probes.push(Promise.resolve(answer));
      const next = recordOf(trace, step, answer);
      return next === null ? [] : visit(questions, trace, step, next);
    });
  }
  if (level.length > 0) trace.complete = false;
  return trace;
}

/** The record behind a reference; a reference without one makes the whole record void (RFC 7208 5.2, 6.1). */
function recordOf(trace: Trace, { name }: Step, answer: Answer<string>): SpfRecord | null {
  if (answer.kind === 'no-answer') {
    trace.silent = true;
    trace.complete = false;
    return null;
  }
  const { records } = selectSpf(answer.kind === 'found' ? answer.records : []);
  const parsed = records.length === 1 && records[0] !== undefined ? parseSpf(records[0]) : null;
  if (parsed !== null && !('wrongTerm' in parsed)) return parsed;
  trace.broken.add(name);
  trace.complete = false;
  return null;
}

/** Notes what a record says, and gives the references to follow. */
function visit(questions: Questions, trace: Trace, step: Step, { terms, all }: SpfRecord): Step[] {
  if (step.main) trace.all = all;
  if (step.passes && all === '+') trace.everybody = true;
  trace.lookups += terms.filter(costsLookup).length;
  const next: Step[] = [];
  for (const term of terms) {
    if (step.passes && term.everybody && term.qualifier === '+') trace.everybody = true;
    if (term.mechanism === 'include' || term.mechanism === 'redirect') {
      const following = follow(trace, step, term);
      if (following !== null) next.push(following);
    } else if (trace.lookups <= MOST_LOOKUPS) probe(questions, trace, step, term);
  }
  return next;
}

function costsLookup({ mechanism }: SpfTerm): boolean {
  return mechanism !== 'ip4' && mechanism !== 'ip6';
}

function follow(trace: Trace, step: Step, { qualifier, mechanism, name, macro }: SpfTerm): Step | null {
  if (name === null || macro) {
    trace.complete = false;
    return null;
  }
  const passes = step.passes && qualifier === '+';
  if (passes) trace.included.add(name);
  if (step.path.includes(name)) {
    trace.loop = true;
    trace.complete = false;
    return null;
  }
  if (isName(name)) {
    return { name, path: [...step.path, name], main: step.main && mechanism === 'redirect', passes };
  }
  trace.broken.add(name);
  trace.complete = false;
  return null;
}

/** Whether the name of an "a", "mx" or "exists" leads anywhere; what a macro makes of it nobody can ask. */
function probe(questions: Questions, trace: Trace, step: Step, { mechanism, name, macro }: SpfTerm): void {
  if (macro) return;
  const asked = name ?? step.name;
  if (mechanism === 'mx') trace.probes.push(questions.mx(asked));
  if (mechanism === 'a' || mechanism === 'exists') trace.probes.push(questions.addresses(asked));
}

/** Before the first step. */
export function newTrace(): Trace {
  const sets = { included: new Set<string>(), broken: new Set<string>(), probes: [] };
  const flags = { complete: true, everybody: false, loop: false, silent: false };
  return { lookups: 0, all: null, ...flags, ...sets };
}
