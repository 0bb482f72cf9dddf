/** Owns what the reading of a roll needs of the outside: a name, a size, and the bytes, as often as asked. */
import { createHash } from 'node:crypto';

/**
 * A roll somewhere. `open` starts from the first byte each time: a roll is read to check it, and again to
 * mail it.
 */
export interface RollSource {
  /** As the user wrote it; shown beside findings. */
  readonly name: string;
  readonly bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A source that digests what is read from it. */
export interface DigestedSource extends RollSource {
  /** SHA-256, hexadecimal, of all bytes of the latest reading so far. */
  digest(): string;
}

/**
 * Wraps a source so that a reading can be compared with an earlier one: what is mailed must be what was
 * checked. One reading at a time.
 */
export function digestedSource(source: RollSource): DigestedSource {
  let hash = createHash('sha256');
  async function* open(): AsyncGenerator<Uint8Array> {
    hash = createHash('sha256');
    for await (const chunk of source.open()) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return { name: source.name, bytes: source.bytes, open, digest: () => hash.copy().digest('hex') };
}
