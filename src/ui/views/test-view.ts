/** Owns how a test is shown: what goes where before it, what became of every message after it. */
import type { DeliveryEnd } from '../../delivery/events.js';
import type { Counts } from '../../delivery/ledger.js';
import type { VoterEntry } from '../../delivery/voter-entry.js';
import type { FaultText } from '../../i18n/fault-text.js';
import type { Format } from '../../i18n/format.js';
import type { Texts } from '../../i18n/texts.js';
import type { Encryption, Sender } from '../../profile/profile.js';
import { formatReply } from '../../smtp/reply.js';
import type { Paint } from '../paint.js';
import { endLines } from './summary-view.js';

export interface TestPlan {
  readonly where: 'server' | 'rehearsal' | 'dry-run';
  readonly kind: 'masked' | 'credentials';
  readonly rollName: string;
  readonly voters: number;
  /** How the roll was read, in words. */
  readonly readAs: string;
  readonly template: string;
  /** As it goes out, mark included. */
  readonly subject: string;
  readonly sender: Sender | null;
  readonly server: { readonly host: string; readonly port: number; readonly encryption: Encryption } | null;
  /** One's own addresses; empty where every test voter has one. */
  readonly to: readonly string[];
  /** `id` and `email` are null where only the line is told. */
  readonly rows: readonly {
    readonly row: number;
    readonly id: string | null;
    readonly email: string | null;
  }[];
  readonly messages: number;
}

/** `formatSender` as "Name <address>", handed in as for the plan of a mailing. */
export function testPlanLines(
  plan: TestPlan,
  texts: Texts,
  format: Format,
  paint: Paint,
  formatSender: (sender: Sender) => string,
): string[] {
  const { plan: t, test } = texts.send;
  const { server } = plan;
  const rows: readonly (readonly [string, string | null])[] = [
    [t.roll, t.rollLine(plan.rollName, plan.voters, plan.readAs)],
    [t.template, plan.template],
    [t.subject, plan.subject],
    [t.from, plan.sender && formatSender(plan.sender)],
    [t.server, server && `${server.host}:${server.port}, ${t.encryption[server.encryption]}`],
    [test.to, plan.to.join(', ')],
    ...plan.rows.map(({ row, id, email }): readonly [string, string] => [
      test.row,
      id === null || email === null ? test.line(row) : t.person(row, id, email),
    ]),
    [test.messages, format.number(plan.messages)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const where = { server: [], rehearsal: [texts.send.rehearsal], 'dry-run': [texts.send.dryRun] };
  return [
    ...where[plan.where].map((line) => paint.strong(line)),
    paint.strong(test.headline[plan.kind]),
    ...rows.flatMap(([label, value]) => (value ? [`  ${paint.faint(label.padEnd(width))}  ${value}`] : [])),
    ...(server?.encryption === 'none' ? [`  ${paint.bad(t.unencrypted)}`] : []),
  ];
}

export interface TestSummary {
  readonly counts: Counts;
  readonly end: DeliveryEnd;
  readonly cause: FaultText | null;
  readonly timezone: string;
  /** Every message, in order. */
  readonly messages: readonly { readonly row: number; readonly entry: VoterEntry }[];
  /** Folder of the rehearsal's messages, else null. */
  readonly folder: string | null;
}

export function testSummaryLines(summary: TestSummary, texts: Texts, paint: Paint): string[] {
  const { test, plan, summary: t } = texts.send;
  const { counts, messages, folder } = summary;
  const whole = counts.accepted === counts.voters;
  const open = messages.filter(({ entry }) => entry.state !== 'accepted');
  return [
    ...endLines(summary, texts, paint),
    whole
      ? paint.good(test.done(counts.accepted))
      : plan.settled(counts.accepted, counts.refused, counts.deferred, counts.inDoubt),
    ...open.flatMap(({ row, entry }) =>
      entry.reply ? [`  ${t.doubt(row)} ${t.reply(formatReply(entry.reply))}`] : [],
    ),
    ...(counts.inDoubt > 0 ? [test.inDoubt] : []),
    ...(folder === null ? [t.notDelivered] : [t.messages(folder)]),
    whole ? test.look : test.again,
  ];
}
