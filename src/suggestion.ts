/** Owns "did you mean": the known name closest to a mistyped one. */

/**
 * The candidate closest to `name`, or null where none is close: equal but for case, accents, blanks and
 * punctuation, or within one typing error for every three characters.
 */
export function closest(name: string, candidates: Iterable<string>): string | null {
  const wanted = fold(name);
  const limit = Math.floor(wanted.length / 3);
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const found = fold(candidate);
    if (wanted === '' || Math.abs(found.length - wanted.length) > limit) continue;
    const distance = typingErrors(wanted, found);
    if (distance <= limit && (best === null || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate ?? null;
}

function fold(name: string): string {
  const folded = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return folded.slice(0, 100);
}

/** Edit distance in which two neighbours swapped count once (optimal string alignment). */
function typingErrors(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, swap));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
