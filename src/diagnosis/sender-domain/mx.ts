/** Owns the question whether anything can be sent back to the sender: MX, or an address in its place. */
import { safeText } from '../../smtp/reply.js';
import type { MailExchange } from '../doors.js';
import type { SenderDomainKind } from './facts.js';
import type { Answer } from './questions.js';

export interface MxJudgement {
  readonly hosts: readonly string[] | null;
  readonly findings: readonly SenderDomainKind[];
}

/** As many as anybody needs to see. */
const MOST_HOSTS = 20;

/**
 * Judges the answers for MX and, where there is none, for addresses: a domain without MX takes mail at its own
 * address (RFC 5321 5.1); a single MX of "." says that it takes none (RFC 7505 3).
 */
export function judgeMx(mx: Answer<MailExchange>, addresses: Answer<string>): MxJudgement {
  if (mx.kind === 'no-answer') return { hosts: null, findings: ['dns-no-answer'] };
  if (mx.kind === 'found') return judgeHosts(mx.records);
  if (addresses.kind === 'found') return { hosts: [], findings: [] };
  return { hosts: [], findings: [addresses.kind === 'no-answer' ? 'dns-no-answer' : 'mx-missing'] };
}

function judgeHosts(records: readonly MailExchange[]): MxJudgement {
  const sorted = [...records].sort((a, b) => a.priority - b.priority);
  const hosts = sorted.slice(0, MOST_HOSTS).map(({ exchange }) => safeText(exchange, 253) || '.');
  return hosts.length === 1 && hosts[0] === '.' ? { hosts, findings: ['mx-null'] } : { hosts, findings: [] };
}
