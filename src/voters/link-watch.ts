/** Owns the suspicion that one link of a roll was exchanged: where most of them lead, and which lead elsewhere. */
import type { Finding } from '../finding.js';
import { linkDomains, mixesScripts } from './link-domain.js';
import { rollWarning } from './roll-finding.js';

interface Domain {
  readonly name: string;
  readonly parent: Domain | null;
  readonly firstRow: number;
  readonly isMixed: boolean;
  count: number;
}

/** Domains that are remembered; where every voter has one, their parents are what they have in common. */
const MOST_DOMAINS = 1000;
/** Domains that are told of one roll; where there are more, none is the usual one. */
const MOST_TOLD = 20;

/** Sees the link of every voter once, in order. */
export class LinkWatch {
  readonly #domainOf = linkDomains();
  readonly #domains = new Map<string, Domain>();
  readonly #parents = new Map<string, Domain>();
  #last: Domain | null = null;
  #count = 0;

  see(link: string, row: number): void {
    const name = this.#domainOf(link);
    if (name === '') return;
    this.#count += 1;
    if (this.#last?.name !== name) this.#last = this.#domain(name, row);
    if (this.#last === null) return;
    this.#last.count += 1;
    if (this.#last.parent) this.#last.parent.count += 1;
  }

  /** Domains that more than one voter has: those of the voting site, and no credential. */
  shared(): ReadonlySet<string> {
    return new Set([...this.#domains.values()].filter(({ count }) => count > 1).map(({ name }) => name));
  }

  /** After the last voter; `column` is the header of the links. */
  findings(column: string | null): Finding[] {
    const domains = [...this.#domains.values()];
    const mixed = domains.filter(({ isMixed }) => isMixed);
    const count = mixed.reduce((sum, domain) => sum + domain.count, 0);
    const [first] = mixed;
    return [
      ...(first ? [rollWarning('mixed-script-domain', { row: first.firstRow, column }, { count })] : []),
      ...this.#others(domains, column),
    ];
  }

  /** Those whose domain is not that of most; where most have one of their own, whose parent is not. */
  #others(domains: readonly Domain[], column: string | null): Finding[] {
    const isMost = ({ count }: Domain): boolean => count > 1 && count > this.#count / 2;
    const level = domains.some(isMost) ? domains : [...this.#parents.values()];
    if (level.length > MOST_TOLD + 1 && !level.some(isMost)) return [];
    const usual = level.reduce<Domain | null>(
      (most, one) => (one.count > (most?.count ?? 0) ? one : most),
      null,
    );
    return level
      .filter((domain) => domain !== usual)
      .slice(0, MOST_TOLD)
      .map(({ firstRow, count }) =>
        rollWarning('other-link-domain', { row: firstRow, column }, { usual: usual?.name ?? '', count }),
      );
  }

  #domain(name: string, row: number): Domain | null {
    const known = this.#domains.get(name);
    if (known) return known;
    const parent = this.#parent(parentOf(name), row);
    if (this.#domains.size >= MOST_DOMAINS) {
      if (parent) parent.count += 1;
      return null;
    }
    const domain = { name, parent, firstRow: row, isMixed: mixesScripts(name), count: 0 };
    this.#domains.set(name, domain);
    return domain;
  }

  #parent(name: string, row: number): Domain | null {
    const known = this.#parents.get(name);
    if (known || this.#parents.size >= MOST_DOMAINS) return known ?? null;
    const domain = { name, parent: null, firstRow: row, isMixed: false, count: 0 };
    this.#parents.set(name, domain);
    return domain;
  }
}

/** "muster.example" of "wahl.muster.example"; a domain of two labels and an IP address are their own. */
function parentOf(domain: string): string {
  const labels = domain.split('.');
  return labels.length < 3 || /^\d+$/.test(labels.at(-1) ?? '') ? domain : labels.slice(1).join('.');
}
