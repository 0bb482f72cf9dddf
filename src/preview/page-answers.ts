/** Owns what the page is told: the state of the whole, a list of voters, one voter's message. */
import type { Finding } from '../finding.js';
import type { Language } from '../i18n/language.js';
import { linksIn } from '../page/framed-html.js';
import { showableText } from '../page/showable.js';
import { safeText } from '../smtp/reply.js';
import { adaptsToDark } from './colour-scheme.js';
import { headerFields } from './header-fields.js';
import type { Live } from './live.js';
import type { ShownMessage, Snapshot, Teller } from './snapshot.js';
import type { StoredVoter } from './voter-store.js';

/** Voters of one page of the list, and findings told at once. */
export const PAGE_LENGTH = 50;
const MOST_FINDINGS = 200;
const SHOWN = 500_000;

/** Short where the page has seen this version already. */
export function stateAnswer(live: Live, after: number, language: Language, teller: Teller): object {
  const { version, loading, snapshot, problem } = live;
  if (version === after) return { version, loading };
  const { title, organiser, file, encoding, sharedAddresses, fingerprint, widest, voters } = snapshot;
  const { errors, warnings, reading, names } = snapshot;
  const told = [...snapshot.findings].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_FINDINGS);
  return {
    ...{
      version,
      loading,
      title,
      organiser,
      encoding,
      sharedAddresses,
      // What was readable last is nothing to approve.
      fingerprint: problem === null ? fingerprint : null,
      errors,
      warnings,
      widest,
    },
    file: safeText(file),
    ...reading[language],
    names,
    voters: voters.size,
    findings: told.map((finding) => toldFinding(finding, language, teller)),
    problem: problem === null ? null : teller.problem(problem, language),
  };
}

/** `from` counts among those that were found. */
export function votersAnswer(snapshot: Snapshot, query: string, from: number): object {
  const { total, voters } = snapshot.voters.search(query, from, PAGE_LENGTH);
  const severities = worstByRow(snapshot.findings);
  const items = voters.map((stored) => ({
    ...nameOf(stored),
    severity: severities.get(stored.voter.row) ?? null,
  }));
  return { total, from, voters: items };
}

/** A line without a voter is told with its findings, and the voter on the next line below. */
export async function voterAnswer(
  snapshot: Snapshot,
  stored: StoredVoter | null,
  row: number | null,
  language: Language,
  teller: Teller,
): Promise<object> {
  const about = row ?? stored?.voter.row ?? null;
  const findings = snapshot.findings
    .filter((finding) => finding.row === about && about !== null)
    .map((finding) => toldFinding(finding, language, teller));
  const here = row !== null && stored?.voter.row !== row ? null : stored;
  if (here === null) return { index: stored?.index ?? null, row: about, missing: true, findings };
  const message = await snapshot.message(here);
  return { ...nameOf(here), missing: false, findings, message: message && messageAnswer(message) };
}

function messageAnswer({ invitation, from, to, replyTo, bytes }: ShownMessage): object {
  const { subject, text, html } = invitation;
  const [shownFrom, shownTo, shownReplyTo] = [from, to, replyTo].map((field) => safeText(field));
  return {
    subject: safeText(subject),
    from: shownFrom,
    to: shownTo,
    replyTo: shownReplyTo,
    hasHtml: html !== null,
    adapts: html !== null && adaptsToDark(html),
    links: html === null ? [] : linksIn(html),
    text: showableText(text, SHOWN),
    source: bytes && showableText(bytes.toString('utf8'), SHOWN),
    bytes: bytes?.length ?? null,
    headers:
      bytes &&
      headerFields(bytes).map(({ name, value }) => ({ name, value: showableText(value, SHOWN).text })),
  };
}

function nameOf({ index, name, voter }: StoredVoter): object {
  const [shownName, id, email] = [name, voter.id, voter.email].map((text) => safeText(text));
  return { index, row: voter.row, name: shownName, id, email };
}

function toldFinding(finding: Finding, language: Language, teller: Teller): object {
  const { severity, kind, row } = finding;
  return { severity, kind, row, ...teller.finding(finding, language) };
}

function worstByRow(findings: readonly Finding[]): ReadonlyMap<number, Finding['severity']> {
  const worst = new Map<number, Finding['severity']>();
  for (const { row, severity } of findings) {
    if (row !== null && worst.get(row) !== 'error') worst.set(row, severity);
  }
  return worst;
}

function rank({ severity }: Finding): number {
  return severity === 'error' ? 0 : 1;
}
