/** Owns what only the whole roll shows: voters who occur twice, shared mailboxes, lost zeros, nobody. */
import type { Finding } from '../finding.js';
import { idIsAddress } from './columns.js';
import { CredentialWatch } from './credential-watch.js';
import { FirstSeen } from './first-seen.js';
import { LinkWatch } from './link-watch.js';
import { ZeroWatch } from './lost-zeros.js';
import { MASK, quoted, rollError, rollWarning } from './roll-finding.js';
import { RollSuspicions } from './roll-suspicions.js';
import type { RollRow } from './row-check.js';
import type { RollShape, Voter } from './voter.js';

/** Rows listed of one shared address. */
const MOST_ROWS = 10;
/** Shared addresses whose rows are remembered; further ones are counted. */
const MOST_SHARED = 1000;

interface SharedAddress {
  /** In small letters, as it was compared. */
  readonly address: string;
  readonly rows: number[];
  count: number;
}

/** Sees every row of a roll once, in order. Some 100 bytes of memory per voter (two tables of first-seen.ts). */
export class RollCheck {
  readonly #shape: RollShape;
  readonly #idIsAddress: boolean;
  readonly #ids = new FirstSeen();
  readonly #addresses = new FirstSeen();
  readonly #shared = new Map<string, SharedAddress>();
  readonly #zeros: readonly { readonly column: number; readonly watch: ZeroWatch }[];
  readonly #credentials: readonly { readonly column: number; readonly watch: CredentialWatch }[];
  readonly #links = new LinkWatch();
  readonly #suspicions: RollSuspicions;
  #sharedCount = 0;
  #rows = 0;

  constructor(shape: RollShape) {
    this.#shape = shape;
    this.#suspicions = new RollSuspicions(shape);
    this.#idIsAddress = idIsAddress(shape.roles);
    const { id, email, link, password } = shape.roles;
    const isRead = (column: number): boolean => shape.unread?.includes(column) !== true;
    const secrets = shape.secrets.filter(
      (column) => column !== id && column !== email && column !== link && isRead(column),
    );
    this.#zeros = [
      ...secrets.map((column) => ({ column, watch: new ZeroWatch('secret') })),
      ...(id === undefined || this.#idIsAddress ? [] : [{ column: id, watch: new ZeroWatch('id') }]),
    ];
    this.#credentials = [password, link].flatMap((column) =>
      column === undefined || !isRead(column) ? [] : [{ column, watch: new CredentialWatch() }],
    );
  }

  /** Addresses that more than one voter has so far. */
  get sharedAddresses(): number {
    return this.#sharedCount;
  }

  /** Domains that the links of several voters have. */
  get linkDomains(): ReadonlySet<string> {
    return this.#links.shared();
  }

  /** Findings about this row that the rows before it make: `duplicate-id` (error), `similar-id` (warning). */
  see(row: RollRow): Finding[] {
    this.#rows += 1;
    if (row.kind === 'faulty') return [];
    const { cells, row: line } = row.voter;
    this.#suspicions.see(row.voter);
    for (const { column, watch } of this.#zeros) watch.see(cells[column] ?? '');
    for (const { column, watch } of this.#credentials) watch.see(cells[column] ?? '', line);
    if (this.#shape.roles.link !== undefined) this.#links.see(cells[this.#shape.roles.link] ?? '', line);
    // Where the address is the ID, a second one is a duplicate ID already.
    if (!this.#idIsAddress) this.#seeAddress(row.voter);
    return this.#seeId(row.voter);
  }

  /** Findings about the roll as a whole, after its last row. */
  finish(): Finding[] {
    if (this.#rows === 0) return [rollError('empty-roll', { row: null, column: null }, {})];
    const links = this.#links.findings(this.#shape.headers[this.#shape.roles.link ?? -1] ?? null);
    return [
      ...this.#suspicions.finish(),
      ...this.#zeroFindings(),
      ...this.#credentialFindings(),
      ...links,
      ...this.#sharedFindings(),
    ];
  }

  #seeId({ id, row, cells }: Voter): Finding[] {
    const sighting = this.#ids.add(id.normalize('NFC').toUpperCase(), id, row);
    if (sighting.kind === 'new') return [];
    const column = this.#shape.roles.id ?? this.#shape.roles.email ?? -1;
    const place = { row, column: this.#shape.headers[column] ?? null };
    const { secrets } = this.#shape;
    // A credential that also stands in the ID column stays one.
    const isSecret = secrets.includes(column) || secrets.some((secret) => cells[secret] === id);
    const details = { id: isSecret ? MASK : quoted(id), firstRow: sighting.firstRow };
    return sighting.kind === 'again'
      ? [rollError('duplicate-id', place, details)]
      : [rollWarning('similar-id', place, details)];
  }

  #seeAddress({ email, row }: Voter): void {
    const key = email.toLowerCase();
    const sighting = this.#addresses.add(key, key, row);
    if (sighting.kind !== 'again') return;
    if (sighting.times === 2) {
      this.#sharedCount += 1;
      if (this.#shared.size >= MOST_SHARED) return;
      this.#shared.set(key, { address: key, rows: [sighting.firstRow], count: 1 });
    }
    const shared = this.#shared.get(key);
    if (!shared) return;
    shared.count += 1;
    if (shared.rows.length < MOST_ROWS) shared.rows.push(row);
  }

  #sharedFindings(): Finding[] {
    const column = this.#shape.headers[this.#shape.roles.email ?? -1] ?? null;
    return [...this.#shared.values()].map(({ address, rows, count }) =>
      rollWarning('shared-address', { row: rows[0] ?? null, column }, { value: address, rows, count }),
    );
  }

  #credentialFindings(): Finding[] {
    return this.#credentials.flatMap(({ column, watch }) => {
      const header = this.#shape.headers[column] ?? null;
      // The same link for everybody is the usual one, with a password beside it.
      const equal = column === this.#shape.roles.password ? watch.equal() : 0;
      const { count, of, rows } = watch.empty();
      const gaps = { row: rows[0] ?? null, column: header };
      return [
        ...(equal === 0
          ? []
          : [rollWarning('equal-values', { row: null, column: header }, { count: equal })]),
        ...(count === 0 ? [] : [rollWarning('empty-values', gaps, { count, of, rows })]),
      ];
    });
  }

  #zeroFindings(): Finding[] {
    return this.#zeros.flatMap(({ column, watch }) => {
      const lengths = watch.suspiciousLengths();
      const place = { row: null, column: this.#shape.headers[column] ?? null };
      return lengths.length === 0 ? [] : [rollWarning('lost-zeros', place, { lengths })];
    });
  }
}
