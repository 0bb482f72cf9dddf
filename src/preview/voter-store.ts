/** Owns the voters of a preview in memory: found by number, by line and by search, in some 200 bytes each. */
import type { Voter } from '../voters/voter.js';
import { searchText } from './search-text.js';

/** What of a voter is shown in a list; strings as in the roll, a stranger's. */
export interface StoredVoter {
  /** Place among the voters, from 0. */
  readonly index: number;
  readonly voter: Voter;
  /** "Anna Müller", or empty where the roll has no names. */
  readonly name: string;
}

export interface Found {
  /** All that fit, also those not returned. */
  readonly total: number;
  readonly voters: readonly StoredVoter[];
}

/** Voters in one buffer: one voter alone would cost an object each, one buffer for all could not grow. */
const BLOCK = 256;

/**
 * Give it voters in the order of the roll, then `finish` it. It keeps what it is given: where credentials are to stay
 * hidden, give it voters whose secret cells are masked already.
 */
export class VoterStore {
  #blocks: Buffer[] = [];
  #searched: Buffer[] = [];
  #rows: number[] = [];
  #open: { voters: string[]; lines: string[] } = { voters: [], lines: [] };

  get size(): number {
    return this.#rows.length;
  }

  add(voter: Voter, name: string): void {
    const { id, email, row, cells } = voter;
    this.#rows.push(row);
    this.#open.voters.push(JSON.stringify([name, id, email, row, cells]));
    this.#open.lines.push([id, name, email].map(searchText).join('\t'));
    if (this.#open.voters.length === BLOCK) this.finish();
  }

  finish(): void {
    if (this.#open.voters.length === 0) return;
    // JSON escapes line feeds, and search texts have none: both come apart again line by line.
    this.#blocks.push(Buffer.from(this.#open.voters.join('\n')));
    this.#searched.push(Buffer.from(this.#open.lines.join('\n')));
    this.#open = { voters: [], lines: [] };
  }

  /** null where there is no such voter. */
  at(index: number): StoredVoter | null {
    return index < 0 ? null : (this.list(index, 1)[0] ?? null);
  }

  list(from: number, count: number): readonly StoredVoter[] {
    const found: StoredVoter[] = [];
    for (let index = from; index < Math.min(from + count, this.size); ) {
      const block = Math.floor(index / BLOCK);
      const lines = this.#blocks[block]?.toString().split('\n') ?? [];
      const until = Math.min(from + count, this.size, (block + 1) * BLOCK);
      for (; index < until; index += 1) found.push(parsed(index, lines[index % BLOCK] ?? ''));
    }
    return found;
  }

  /** The voter whose record starts on this line, or the next one below; null below the last. */
  indexOfRow(row: number): number | null {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low < this.size ? low : null;
  }

  /**
   * Voters of whose ID, name and address every word of `query` is a part; whose ID or address is the query itself
   * comes first, the others in the order of the roll. `from` and `count` choose a page of them.
   */
  search(query: string, from: number, count: number): Found {
    const wanted = searchText(query);
    const words = wanted.split(' ').filter((word) => word !== '');
    if (words.length === 0) return { total: this.size, voters: this.list(from, count) };
    const exact: number[] = [];
    const others: number[] = [];
    this.#scan(words, (index, line) => {
      const [id, , email] = line.split('\t');
      (id === wanted || email === wanted ? exact : others).push(index);
    });
    const all = exact.concat(others);
    const voters = all.slice(from, from + count).flatMap((index) => this.at(index) ?? []);
    return { total: all.length, voters };
  }

  /** Asks each block for the longest word before it takes the block apart. */
  #scan(words: readonly string[], hit: (index: number, line: string) => void): void {
    const rarest = Buffer.from([...words].sort((a, b) => b.length - a.length)[0] ?? '');
    this.#searched.forEach((block, number) => {
      if (!block.includes(rarest)) return;
      block
        .toString()
        .split('\n')
        .forEach((line, position) => {
          if (words.every((word) => line.includes(word))) hit(number * BLOCK + position, line);
        });
    });
  }
}

function parsed(index: number, line: string): StoredVoter {
  const [name, id, email, row, cells] = JSON.parse(line) as [string, string, string, number, string[]];
  return { index, name, voter: { id, email, row, cells } };
}
