/** Owns that a test voter is nobody of the real roll: `--test` shows credentials, and a login would be a vote. */
import type { Finding } from '../../finding.js';
import type { Role, RollShape, Voter } from '../../voters/voter.js';

/** What a test voter has that is a real voter's; in the order in which it is told. */
const TOLD = ['id', 'password', 'link'] as const;
type Shared = (typeof TOLD)[number];

interface TestVoter {
  readonly row: number;
  /** The first lines of the real roll where it stands, two at most. */
  readonly rows: Record<Shared, number[]>;
}

/** Sees every voter of the real roll, and remembers of it only what the few test voters share with it. */
export class TestOverlap {
  readonly #all: TestVoter[] = [];
  readonly #known: Readonly<Record<Shared, Map<string, TestVoter[]>>> = {
    id: new Map(),
    password: new Map(),
    link: new Map(),
  };

  constructor(testVoters: readonly Voter[], shape: RollShape) {
    for (const voter of testVoters) {
      const entry: TestVoter = { row: voter.row, rows: { id: [], password: [], link: [] } };
      this.#all.push(entry);
      for (const what of TOLD) {
        const key = KEYS[what](voter, shape);
        if (key === '') continue;
        const same = this.#known[what].get(key);
        if (same) same.push(entry);
        else this.#known[what].set(key, [entry]);
      }
    }
  }

  see(voter: Voter, shape: RollShape): void {
    for (const what of TOLD) {
      if (this.#known[what].size === 0) continue;
      for (const { rows } of this.#known[what].get(KEYS[what](voter, shape)) ?? [])
        if (rows[what].length < 2) rows[what].push(voter.row);
    }
  }

  /** One error for each test voter who is also a real one; `row` is the line of the test roll. */
  findings(): readonly Finding[] {
    return this.#all.flatMap(({ row, rows }): Finding[] => {
      const what = TOLD.find((shared) => isTheirs(shared, rows[shared]));
      const realRow = what && rows[what][0];
      if (what === undefined || realRow === undefined) return [];
      return [
        { severity: 'error', kind: 'test-voter-in-roll', row, column: null, details: { what, realRow } },
      ];
    });
  }
}

/** A link that several voters have is the address of the voting site, and nobody's. */
function isTheirs(what: Shared, rows: readonly number[]): boolean {
  return what === 'link' ? rows.length === 1 : rows.length > 0;
}

/** Two texts that the voting system may take for the same have the same key; '' where there is none. */
const KEYS: Readonly<Record<Shared, (voter: Voter, shape: RollShape) => string>> = {
  // Leading zeros are what spreadsheets take away and voting systems put back.
  id: ({ id }) =>
    id
      .normalize('NFC')
      .toUpperCase()
      .replace(/^0+(?=.)/, ''),
  password: (voter, shape) => cellOf(voter, shape, 'password'),
  link: (voter, shape) => linkKey(cellOf(voter, shape, 'link')),
};

function cellOf({ cells }: Voter, { roles }: RollShape, role: Role): string {
  const column = roles[role];
  return column === undefined ? '' : (cells[column] ?? '');
}

/** A host's capital letters and a slash at the end make no other page. */
function linkKey(link: string): string {
  const scheme = /^[a-z]+:\/\/[^/?#]*/i.exec(link)?.[0] ?? '';
  return `${scheme.toLowerCase()}${link.slice(scheme.length)}`.replace(/\/+$/, '');
}
