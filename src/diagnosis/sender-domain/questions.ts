/** Owns the questions to DNS: each name asked once, all of them within one deadline, and what kind of answer came. */
import type { DomainNames, MailExchange, ServiceRecord } from '../doors.js';
import { isName, isReserved } from './domain.js';

/** `no-such-name`: nothing of that name exists (NXDOMAIN); `no-record`: the name exists without such a record. */
export type Answer<T> =
  | { readonly kind: 'found'; readonly records: readonly T[] }
  | { readonly kind: 'no-such-name' | 'no-record' | 'no-answer' };

/** None of them rejects. */
export interface Questions {
  mx(name: string): Promise<Answer<MailExchange>>;
  srv(name: string): Promise<Answer<ServiceRecord>>;
  txt(name: string): Promise<Answer<string>>;
  addresses(name: string): Promise<Answer<string>>;
  /** Ends the waiting: what has no answer by now is `no-answer`. */
  stop(): void;
}

const NO_ANSWER = { kind: 'no-answer' } as const;

/** Begins the deadline, in milliseconds, at once. */
export function askWithin(deadline: number, dns: DomainNames): Questions {
  let stop = (): void => {};
  const over = new Promise<typeof NO_ANSWER>((resolve) => {
    const timer = setTimeout(() => resolve(NO_ANSWER), deadline);
    stop = () => {
      clearTimeout(timer);
      resolve(NO_ANSWER);
    };
  });
  const once = <T>(ask: (name: string) => Promise<readonly T[]>) => {
    const asked = new Map<string, Promise<Answer<T>>>();
    return (name: string): Promise<Answer<T>> => {
      const before = asked.get(name);
      if (before !== undefined) return before;
      const answer = Promise.race([over, mayAsk(dns, name) ? answerOf(name, ask) : NOTHING]);
      asked.set(name, answer);
      return answer;
    };
  };
  return {
    mx: once((name) => dns.mx(name)),
    srv: once((name) => dns.srv(name)),
    txt: once((name) => dns.txt(name)),
    addresses: once((name) => dns.addresses(name)),
    stop,
  };
}

const NOTHING = Promise.resolve({ kind: 'no-such-name' } as const);

/** A stranger's SPF record may refer to anything. */
function mayAsk(dns: DomainNames, name: string): boolean {
  return isName(name) && (dns.asksReserved || !isReserved(name));
}

async function answerOf<T>(name: string, ask: (name: string) => Promise<readonly T[]>): Promise<Answer<T>> {
  try {
    const records = await ask(name);
    return records.length === 0 ? { kind: 'no-record' } : { kind: 'found', records };
  } catch (error) {
    return { kind: kindOf(error) };
  }
}

/** c-ares: what the server said, or that it did not say anything to rely on (SERVFAIL, REFUSED, silence, garbage). */
function kindOf(error: unknown): 'no-such-name' | 'no-record' | 'no-answer' {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOTFOUND') return 'no-such-name';
  return code === 'ENODATA' ? 'no-record' : 'no-answer';
}
