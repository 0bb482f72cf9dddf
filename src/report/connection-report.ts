/** Owns what a report on a connection test says, in order, as plain text; a renderer escapes it and gives it a form. */
import type { AdviceRole } from '../advice/advice.js';
import type { ConnectionTarget, ConnectionTest, StageResult, TlsFacts } from '../diagnosis/result.js';
import { dutiesOf, verdictOf } from '../diagnosis/verdict.js';
import { capacityAdvice, capacitySentences } from '../i18n/capacity-sentences.js';
import { chainOf } from '../i18n/certificate-sentences.js';
import {
  exposureSentences,
  networkDetails,
  networkSentences,
  notProvenSentences,
  proposalSentence,
  stageDetails,
} from '../i18n/connection-sentences.js';
import { endpoint } from '../i18n/format.js';
import type { Language } from '../i18n/language.js';
import { stageMessage } from '../i18n/stage-message.js';
import type { Texts } from '../i18n/texts.js';
import { type Redact, redactedJson } from '../redaction.js';
import { formatReply } from '../smtp/reply.js';
import type { Block, Section } from './blocks.js';
import type { Report, ReportOrigin } from './report.js';

/** What is known beside the test itself, which ended at `at`. */
export interface ReportFacts extends ReportOrigin {
  /** As Node names it: "linux", "win32". */
  readonly platform: string;
  /** Start of the election, ISO 8601 with an offset, and whole days from the test until then; null where no project says. */
  readonly lead: { readonly electionStart: string; readonly days: number } | null;
  /** That little time is left; null where there is enough, or nobody says. */
  readonly notice: string | null;
}

/** `redact` removes the secrets of the login, before any escaping could hide a part of them. */
export function connectionReport(
  test: ConnectionTest,
  facts: ReportFacts,
  texts: Texts,
  language: Language,
  redact: Redact,
): Report {
  const { host, port, encryption } = test.target;
  const { diagnosis } = texts;
  const report: Report = {
    kind: 'test-connection',
    language,
    status: verdictOf(test),
    title: diagnosis.title(endpoint(host, port), encryption),
    verdict: verdict(test, texts),
    opening: [
      ...troubles(test, texts),
      ...proposal(test, texts),
      ...exposure(test, texts),
      ...said(facts.notice),
      texts.report.purpose,
    ],
    sections: [
      duties(test, texts),
      steps(test, texts),
      ...pairs(test, texts),
      ...certificate(test, texts),
      ...capacity(test, texts),
      ...notProven(test, texts),
      origin(test, facts, texts),
      transcript(test, texts),
    ],
  };
  return JSON.parse(redactedJson(report, redact)) as Report;
}

function verdict(test: ConnectionTest, { diagnosis, report }: Texts): string {
  const server = endpoint(test.target.host, test.target.port);
  const failed = test.stages.find(({ status }) => status === 'failed');
  if (failed) return report.verdicts.failed(server, diagnosis.stages[failed.stage]);
  return verdictOf(test) === 'warned' ? report.verdicts.warned(server) : report.verdicts.passed(server);
}

/** What failed, and what is to be minded. */
function troubles({ stages, target }: ConnectionTest, { diagnosis }: Texts): string[] {
  return stages.filter(({ kind }) => kind !== null).map((stage) => stageMessage(stage, target, diagnosis));
}

function proposal(test: ConnectionTest, { diagnosis }: Texts): string[] {
  return said(proposalSentence(test, diagnosis));
}

function exposure(test: ConnectionTest, { diagnosis }: Texts): string[] {
  return said(exposureSentences(test, diagnosis).join(' ') || null);
}

function said(sentence: string | null): string[] {
  return sentence === null ? [] : [sentence];
}

/** Of the stages first, then what its capacity leaves to be asked; each role once. */
function duties(test: ConnectionTest, { diagnosis, report }: Texts): Section {
  const wanted = new Map<AdviceRole, string[]>();
  for (const { role, advice } of dutiesOf(test))
    wanted.set(
      role,
      advice.map((one) => diagnosis.advice[one](test.target)),
    );
  const asked = test.capacity === undefined ? [] : capacityAdvice(test.capacity, test.target, diagnosis);
  for (const { for: role, text } of asked) wanted.set(role, [...(wanted.get(role) ?? []), text]);
  const groups = [...wanted].map(
    ([role, items]): Block => ({ kind: 'group', heading: diagnosis.roles[role], items }),
  );
  const nobody: Block = { kind: 'paragraph', text: report.nobody };
  return { heading: report.duties, blocks: groups.length === 0 ? [nobody] : groups };
}

function steps({ stages, target }: ConnectionTest, texts: Texts): Section {
  const { diagnosis, report } = texts;
  const row = (result: StageResult) => ({
    status: result.status,
    cells: [
      diagnosis.stages[result.stage],
      diagnosis.statuses[result.status],
      result.status === 'skipped' ? '' : `${result.ms} ms`,
      findingOf(result, target, texts),
      result.reply === null ? '' : formatReply(result.reply),
    ],
  });
  const { step, result, time, finding, reply } = report.columns;
  const columns = [step, result, time, finding, reply];
  return { heading: report.steps, blocks: [{ kind: 'table', columns, rows: stages.map(row) }] };
}

/** The sentence of the stage and what belongs to it; reply and certificate have places of their own. */
function findingOf(result: StageResult, target: ConnectionTarget, { diagnosis }: Texts): string {
  const { facts } = result;
  const domain = facts.senderDomain === undefined ? [] : stageDetails(result, target, diagnosis);
  const message = stageMessage(result, target, diagnosis);
  return [message, ...domain, ...networkDetails(result, diagnosis)].filter((part) => part !== '').join(' · ');
}

/** Left out where nothing else was tried. */
function pairs(test: ConnectionTest, { diagnosis }: Texts): Section[] {
  if (test.pairs.length === 0) return [];
  const items = [...test.pairs.map(diagnosis.pairs.line), ...said(proposalSentence(test, diagnosis))];
  return [{ heading: diagnosis.pairs.title.replace(/:$/, ''), blocks: [{ kind: 'list', items }] }];
}

/** Left out where it was not asked for. */
function capacity({ capacity: found, target }: ConnectionTest, { diagnosis }: Texts): Section[] {
  if (found === undefined) return [];
  const items = capacitySentences(found, target, diagnosis).flatMap(({ text, below }) => [text, ...below]);
  return [{ heading: diagnosis.capacity.title.replace(/:$/, ''), blocks: [{ kind: 'list', items }] }];
}

/** Left out where no certificate was seen. */
function certificate({ stages }: ConnectionTest, { report, diagnosis }: Texts): Section[] {
  const tls = stages.find(({ facts }) => facts.tls !== undefined)?.facts.tls;
  if (!tls?.certificate) return [];
  const rows = certificateRows(tls, tls.certificate, { report, diagnosis });
  return [{ heading: report.certificate.heading, blocks: [{ kind: 'facts', rows }] }];
}

function certificateRows(
  { protocol, cipher }: TlsFacts,
  shown: NonNullable<TlsFacts['certificate']>,
  { report: { certificate: t }, diagnosis }: Pick<Texts, 'report' | 'diagnosis'>,
): (readonly [string, string])[] {
  return [
    [t.subject, shown.subject],
    [t.names, namesOf(shown.altNames)],
    [t.issuer, shown.issuer],
    [t.chain, chainOf(shown, diagnosis) ?? '-'],
    [t.key, shown.key ?? '-'],
    [t.from, t.day(shown.validFrom)],
    [t.until, t.lastDay(shown.validTo, shown.daysLeft)],
    [t.fingerprint, shown.fingerprint],
    [t.protocol, [protocol, cipher].filter(Boolean).join(', ')],
  ];
}

/** A certificate of a large provider has hundreds. */
const MOST_NAMES = 20;

function namesOf(altNames: readonly string[]): string {
  const names = altNames.map((name) => name.replace(/^[^:]*:/, ''));
  return [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
}

function notProven(test: ConnectionTest, { diagnosis, report }: Texts): Section[] {
  const { ok, stages } = test;
  const skipped = stages.filter(({ status }) => status === 'skipped');
  const names = skipped.map(({ stage }) => diagnosis.stages[stage]);
  const items = ok ? notProvenSentences(test, diagnosis) : names.length === 0 ? [] : [report.skipped(names)];
  return items.length === 0 ? [] : [{ heading: report.notProven, blocks: [{ kind: 'list', items }] }];
}

function origin(test: ConnectionTest, facts: ReportFacts, { diagnosis, report }: Texts): Section {
  const { about } = report;
  const { host, port, encryption, user, sender, to } = test.target;
  const rows: (readonly [string, string])[] = [
    [about.at, about.moment(facts.at)],
    [about.program, `${facts.tool} ${facts.version}`],
    [about.system, about.systems[facts.platform] ?? facts.platform],
    [about.server, endpoint(host, port)],
    [about.encryption, diagnosis.encryptions[encryption]],
    [about.user, user],
    [about.sender, sender],
    [about.to, to],
  ];
  if (facts.lead) rows.push([about.lead, about.start(facts.lead.electionStart, facts.lead.days)]);
  const sentences = [...networkSentences(test, diagnosis), report.network];
  const blocks: Block[] = [
    ...sentences.map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'facts', rows },
  ];
  return { heading: report.origin, blocks };
}

function transcript({ transcript: lines }: ConnectionTest, { report }: Texts): Section {
  const { heading, intro, empty, legend, columns, who, yes, no } = report.transcript;
  if (lines.length === 0) return { heading, blocks: [{ kind: 'paragraph', text: empty }] };
  const block: Block = { kind: 'transcript', legend, columns, who, encrypted: { yes, no }, lines };
  return { heading, blocks: [{ kind: 'paragraph', text: intro }, block] };
}
