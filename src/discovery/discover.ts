/** Owns the look-up of a mailbox's mail server by its domain: all asked at once, within one deadline, the best one told. */
import type { DomainNames } from '../diagnosis/doors.js';
import { domainOf, isReserved } from '../diagnosis/sender-domain/domain.js';
import { askWithin, type Questions } from '../diagnosis/sender-domain/questions.js';
import { safeText } from '../smtp/reply.js';
import { serverFromAutoconfig } from './autoconfig.js';
import { presetForDomain, presetForExchange } from './presets.js';
import { SERVICES, serverFrom } from './srv.js';
import type { Suggestion } from './suggestion.js';

export interface DiscoveryDoors {
  readonly dns: DomainNames;
  /** The text of the domain's autoconfig file, null for anything else; never rejects. Ends with the signal. */
  autoconfig(domain: string, signal: AbortSignal): Promise<string | null>;
}

/** Milliseconds for everything together: somebody waits at a question. */
export const DISCOVERY_DEADLINE = 3_000;

/**
 * What the domain of `mailbox` tells, null where that is nothing: a file of its owner before SRV records (RFC 8314 5.1,
 * RFC 6186), these before whoever receives its mail. Reserved names are asked only at chosen name servers. Never
 * rejects, and never lasts longer than `deadline` milliseconds. The address itself is told to nobody, only its domain.
 */
export async function discover(
  mailbox: string,
  doors: DiscoveryDoors,
  deadline: number,
): Promise<Suggestion | null> {
  const domain = domainOf(mailbox);
  if (domain === null) return null;
  const own = presetForDomain(domain);
  if (own !== null) {
    const { host, port, encryption, provider } = own;
    return { host, port, encryption, source: { kind: 'domain', provider: provider.name } };
  }
  if (isReserved(domain) && !doors.dns.asksReserved) return null;
  const questions = askWithin(deadline, doors.dns);
  const over = AbortSignal.timeout(deadline);
  const ended = new Promise<null>((resolve) => over.addEventListener('abort', () => resolve(null)));
  const file = Promise.race([doors.autoconfig(domain, over), ended]);
  const found = await Promise.all([
    file.then((text) => (text === null ? null : serverFromAutoconfig(text, domain))),
    ...SERVICES.map((service) => bySrv(questions, service, domain)),
    byExchange(questions, domain),
  ]);
  questions.stop();
  return found.find((one) => one !== null) ?? null;
}

async function bySrv(questions: Questions, service: (typeof SERVICES)[number], domain: string) {
  const answer = await questions.srv(`${service}.${domain}`);
  return answer.kind === 'found' ? serverFrom(service, domain, answer.records) : null;
}

async function byExchange(questions: Questions, domain: string): Promise<Suggestion | null> {
  const answer = await questions.mx(domain);
  if (answer.kind !== 'found') return null;
  const first = [...answer.records].sort((a, b) => a.priority - b.priority)[0]?.exchange ?? '';
  const preset = presetForExchange(first);
  if (preset === null) return null;
  const { host, port, encryption, provider } = preset;
  return {
    host,
    port,
    encryption,
    source: { kind: 'mx', exchange: safeText(first, 253), provider: provider.name },
  };
}
