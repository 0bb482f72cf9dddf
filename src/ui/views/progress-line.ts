/** Owns the one line of a mailing's progress: counts, rate and time left, cut to the terminal's width. */
import type { Format } from '../../i18n/format.js';
import type { Texts } from '../../i18n/texts.js';
import { bar, type ProgressState } from '../progress.js';

const CELLS = 20;

export function progressLine(state: ProgressState, width: number, texts: Texts, format: Format): string {
  const t = texts.send.progress;
  const done = state.accepted + state.refused;
  const share = state.voters === 0 ? 1 : done / state.voters;
  const counts: readonly (readonly [number, string])[] = [
    [state.refused, t.refused],
    [state.deferred, t.deferred],
    [state.inDoubt, t.inDoubt],
    [state.pending, t.pending],
  ];
  const parts = [
    `${bar(share, CELLS)} ${format.number(state.accepted)}/${format.number(state.voters)} ${t.accepted}`,
    ...counts.filter(([count]) => count > 0).map(([count, word]) => `${format.number(count)} ${word}`),
    ...(state.perMinute === null ? [] : [t.perMinute(state.perMinute)]),
    ...(state.left === null ? [] : [t.left(state.left)]),
  ];
  const line = parts.join(' · ');
  return line.length <= width ? line : line.slice(0, Math.max(0, width - 1)).concat('…');
}
