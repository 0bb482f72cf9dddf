/** Owns the memory of a whole roll's IDs or addresses: some 50 bytes each, however long they are. */

/** What was known of a text before it was added. */
type Sighting =
  | { readonly kind: 'new' }
  /** `times` counts this one too; `firstRow` is the row of the first with this very variant. */
  | { readonly kind: 'again'; readonly firstRow: number; readonly times: number }
  /** Same key, other variant: `firstRow` is that of the first with the key. */
  | { readonly kind: 'similar'; readonly firstRow: number };

const NEW: Sighting = { kind: 'new' };
const FIRST_CAPACITY = 1024;
/** Beyond it, runs of used slots grow long. */
const FULLEST = 0.6;
/** Words of one entry: key's hash (two), variant's hash, row, times. */
const WORDS = 5;
const ROW = 3;
const TIMES = 4;

/**
 * A hash table of 64-bit hashes instead of texts: a million IDs as strings would be most of the memory of a
 * run. Two of a million different texts meet by chance once in some thirty million rolls, and then a person
 * looks at the two rows; equal ones are never missed.
 */
export class FirstSeen {
  #slots = new Uint32Array(FIRST_CAPACITY * WORDS);
  #capacity = FIRST_CAPACITY;
  #size = 0;

  /**
   * Adds a text by its key (what makes two similar) and its variant (what makes two the same). Rows from 1.
   */
  add(key: string, variant: string, row: number): Sighting {
    if (this.#size > this.#capacity * FULLEST) this.#grow();
    const high = hash(key, 0xcc9e2d51);
    const low = hash(key, 0x9e3779b1);
    const other = key === variant ? low : hash(variant, 0x85ebca77);
    let similarTo = 0;
    let slot = this.#start(high, low);
    for (; this.#word(slot, ROW) !== 0; slot = this.#after(slot)) {
      if (this.#word(slot, 0) !== high || this.#word(slot, 1) !== low) continue;
      if (this.#word(slot, 2) === other) return this.#again(slot);
      if (similarTo === 0) similarTo = this.#word(slot, ROW);
    }
    this.#fill(slot, high, low, other, row);
    return similarTo === 0 ? NEW : { kind: 'similar', firstRow: similarTo };
  }

  #fill(slot: number, high: number, low: number, other: number, row: number): void {
    const at = slot * WORDS;
    this.#slots[at] = high;
    this.#slots[at + 1] = low;
    this.#slots[at + 2] = other;
    this.#slots[at + ROW] = row;
    this.#slots[at + TIMES] = 1;
    this.#size += 1;
  }

  #again(slot: number): Sighting {
    const times = this.#word(slot, TIMES) + 1;
    this.#slots[slot * WORDS + TIMES] = times;
    return { kind: 'again', firstRow: this.#word(slot, ROW), times };
  }

  #word(slot: number, word: number): number {
    return this.#slots[slot * WORDS + word] as number;
  }

  #start(high: number, low: number): number {
    return (high ^ Math.imul(low, 0x27d4eb2f)) & (this.#capacity - 1);
  }

  #after(slot: number): number {
    return (slot + 1) & (this.#capacity - 1);
  }

  #grow(): void {
    const old = this.#slots;
    this.#capacity *= 2;
    this.#slots = new Uint32Array(this.#capacity * WORDS);
    for (let from = 0; from < old.length; from += WORDS) {
      if (old[from + ROW] === 0) continue;
      let slot = this.#start(old[from] as number, old[from + 1] as number);
      while (this.#word(slot, ROW) !== 0) slot = this.#after(slot);
      this.#slots.set(old.subarray(from, from + WORDS), slot * WORDS);
    }
  }
}

/**
 * MurmurHash3 (x86, 32 bits) over the UTF-16 code units. Its first multiplier is given: texts that meet with
 * one meet with another only by chance, so that two of them make 64 bits.
 */
function hash(text: string, multiplier: number): number {
  let value = multiplier;
  for (let index = 0; index < text.length; index += 1) {
    let block = Math.imul(text.charCodeAt(index), multiplier);
    block = (block << 15) | (block >>> 17);
    value ^= Math.imul(block, 0x1b873593);
    value = (value << 13) | (value >>> 19);
    value = (Math.imul(value, 5) + 0xe6546b64) | 0;
  }
  value ^= text.length;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
