/** Owns that a test voter is nobody of the real roll: `--test` shows credentials, and a login would be a vote. */
import type { Finding } from '../../finding.js';
import type { RollShape, Voter } from '../../voters/voter.js';

/** Shorter credentials are equal by chance. */
const SHORTEST = 8;

interface TestVoter {
  readonly row: number;
  /** Line of the real roll in which the ID stands. */
  idRow: number | null;
  /** Lines of the real roll with the same credentials: one is a voter's, several are nobody's. */
  credentialRows: number[];
}

/** Sees every voter of the real roll, and remembers of it only what the few test voters share with it. */
export class TestOverlap {
  readonly #all: TestVoter[] = [];
  readonly #byId = new Map<string, TestVoter[]>();
  readonly #byCredentials = new Map<string, TestVoter[]>();

  constructor(testVoters: readonly Voter[], shape: RollShape) {
    for (const voter of testVoters) {
      const entry: TestVoter = { row: voter.row, idRow: null, credentialRows: [] };
      this.#all.push(entry);
      add(this.#byId, idKey(voter), entry);
      const credentials = credentialsOf(voter, shape);
      if (credentials !== null) add(this.#byCredentials, credentials, entry);
    }
  }

  see(voter: Voter, shape: RollShape): void {
    for (const entry of this.#byId.get(idKey(voter)) ?? []) entry.idRow ??= voter.row;
    const credentials = credentialsOf(voter, shape);
    if (credentials === null) return;
    for (const { credentialRows } of this.#byCredentials.get(credentials) ?? []) {
      if (credentialRows.length < 2) credentialRows.push(voter.row);
    }
  }

  /** One error for each test voter who is also a real one; `row` is the line of the test roll. */
  findings(): readonly Finding[] {
    return this.#all.flatMap(({ row, idRow, credentialRows }): Finding[] => {
      const [credentialRow, another] = credentialRows;
      const found = { severity: 'error', kind: 'test-voter-in-roll', row, column: null } as const;
      if (idRow !== null) return [{ ...found, details: { what: 'id', realRow: idRow } }];
      if (credentialRow === undefined || another !== undefined) return [];
      return [{ ...found, details: { what: 'credentials', realRow: credentialRow } }];
    });
  }
}

function add(map: Map<string, TestVoter[]>, key: string, entry: TestVoter): void {
  map.set(key, [...(map.get(key) ?? []), entry]);
}

/** IDs that differ only in capitals or in the form of an umlaut may be the same to the voting system. */
function idKey({ id }: Voter): string {
  return id.normalize('NFC').toUpperCase();
}

/** Password and link as one text; null where there are none, or too little to tell people apart. */
function credentialsOf({ cells }: Voter, { roles }: RollShape): string | null {
  const cell = (column: number | undefined): string => (column === undefined ? '' : (cells[column] ?? ''));
  const [password, link] = [cell(roles.password), cell(roles.link)];
  return password.length + link.length < SHORTEST ? null : JSON.stringify([password, link]);
}
