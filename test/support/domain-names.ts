/** Owns a DNS in memory for tests: what each name holds, and how it fails. */
import type { DomainNames, MailExchange, ServiceRecord } from '../../src/diagnosis/doors.js';

/** `silent` never answers, `broken` is SERVFAIL; a record that is missing is ENODATA, a name that is missing ENOTFOUND. */
export interface NameRecords {
  readonly mx?: readonly MailExchange[];
  readonly srv?: readonly ServiceRecord[];
  readonly txt?: readonly string[];
  readonly addresses?: readonly string[];
}
export type Zone = Readonly<Record<string, NameRecords | 'silent' | 'broken'>>;

/** Answers from the zone; `asked` lists every question, "txt organiser.test". */
export function namesIn(zone: Zone): DomainNames & { readonly asked: string[] } {
  const asked: string[] = [];
  const answer = <T>(type: keyof NameRecords, name: string): Promise<readonly T[]> => {
    asked.push(`${type} ${name}`);
    const held = zone[name];
    if (held === 'silent') return new Promise(() => {});
    if (held === 'broken') return failing('ESERVFAIL');
    if (held === undefined) return failing(hasBelow(zone, name) ? 'ENODATA' : 'ENOTFOUND');
    const records = held[type] as readonly T[] | undefined;
    return records === undefined ? failing('ENODATA') : Promise.resolve(records);
  };
  return {
    asked,
    asksReserved: true,
    mx: (name) => answer('mx', name),
    srv: (name) => answer('srv', name),
    txt: (name) => answer('txt', name),
    addresses: (name) => answer('addresses', name),
  };
}

/** RFC 8020: a name exists as soon as one below it does. */
function hasBelow(zone: Zone, name: string): boolean {
  return Object.keys(zone).some((other) => other.endsWith(`.${name}`));
}

function failing(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(code), { code }));
}
