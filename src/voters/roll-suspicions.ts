/** Owns what the rows of a roll make suspicious together: columns that hold something else, values that one program wrote. */
import type { Finding } from '../finding.js';
import { ColumnKindWatch } from './column-kind.js';
import { idIsAddress } from './columns.js';
import { FrequentWatch } from './frequent-value.js';
import { GuessWatch } from './guess-watch.js';
import { RewrittenWatch } from './rewritten.js';
import { MASK, type Place, quoted, rollError, rollWarning } from './roll-finding.js';
import type { RollShape, Voter } from './voter.js';

interface Watched<T> {
  readonly column: number;
  readonly watch: T;
}

/** Sees every voter of a roll once, in order; holds next to nothing of them. */
export class RollSuspicions {
  readonly #shape: RollShape;
  readonly #guess: GuessWatch;
  readonly #kinds: readonly Watched<ColumnKindWatch>[];
  readonly #rewritten: readonly Watched<RewrittenWatch>[];
  readonly #frequent: readonly Watched<FrequentWatch>[];

  constructor(shape: RollShape) {
    this.#shape = shape;
    this.#guess = new GuessWatch(shape);
    const { id, password, link, firstName, lastName } = shape.roles;
    const watched = <T>(
      columns: readonly (number | undefined)[],
      make: (column: number) => T,
    ): Watched<T>[] =>
      columns.flatMap((column) =>
        column === undefined || shape.unread?.includes(column) ? [] : [{ column, watch: make(column) }],
      );
    const exactId = idIsAddress(shape.roles) ? undefined : id;
    this.#kinds = [
      ...watched([firstName, lastName], () => new ColumnKindWatch('name')),
      ...watched([password], () => new ColumnKindWatch('password')),
    ];
    this.#rewritten = watched([exactId, password], () => new RewrittenWatch());
    this.#frequent = watched([password, link], (column) => new FrequentWatch(column === link));
  }

  see(voter: Voter): void {
    const { cells, row } = voter;
    this.#guess.see(voter);
    for (const { column, watch } of this.#kinds) watch.see(cells[column] ?? '');
    for (const { column, watch } of this.#rewritten) watch.see(cells[column] ?? '', row);
    for (const { column, watch } of this.#frequent) watch.see(cells[column] ?? '');
  }

  /** What was found, after the last voter. */
  finish(): Finding[] {
    return [...this.#guessed(), ...this.#wrongColumns(), ...this.#rewrittenValues(), ...this.#partlyEqual()];
  }

  #guessed(): Finding[] {
    const first = this.#guess.unconfirmed();
    if (first === null) return [];
    return [
      rollError('encoding-guessed', this.#place(first.column, first.row), { encoding: this.#shape.encoding }),
    ];
  }

  #wrongColumns(): Finding[] {
    return this.#kinds.flatMap(({ column, watch }) => {
      const found = watch.other();
      if (found === null) return [];
      // A password can be a word; a name is no number.
      const find = found.holds === 'codes' ? rollError : rollWarning;
      return [find('wrong-column', this.#place(column), found)];
    });
  }

  #rewrittenValues(): Finding[] {
    return this.#rewritten.flatMap(({ column, watch }) => {
      const found = watch.found();
      if (found === null) return [];
      const { row, value, count, of, isCertain } = found;
      const find = isCertain ? rollError : rollWarning;
      const shown = this.#shape.secrets.includes(column) ? MASK : quoted(value);
      return [find('rewritten-value', this.#place(column, row), { value: shown, count, of })];
    });
  }

  #partlyEqual(): Finding[] {
    return this.#frequent.flatMap(({ column, watch }) => {
      const found = watch.found();
      return found === null ? [] : [rollWarning('partly-equal', this.#place(column), found)];
    });
  }

  #place(column: number, row: number | null = null): Place {
    return { row, column: this.#shape.headers[column] ?? null };
  }
}
