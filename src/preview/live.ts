/** Owns keeping a preview up to date: it looks at the files when somebody asks, and reads them again once they rest. */
import type { Snapshot } from './snapshot.js';

export interface LiveDoors {
  /** Everything that is shown, read anew. What it throws is shown; the preview goes on. */
  load(): Promise<Snapshot>;
  /** A text that is another one as soon as a file is. */
  look(): Promise<string>;
}

export interface Live {
  /** Grows with every reading, from 1. */
  readonly version: number;
  readonly snapshot: Snapshot;
  /** Why the latest reading failed; null where it did not. The snapshot is then the one before. */
  readonly problem: unknown;
  readonly loading: boolean;
  /**
   * Looks at the files. A change counts once two looks running saw the same: an editor may be in the middle of
   * writing. The reading goes on in the background, also after this promise.
   */
  refresh(): Promise<void>;
}

/** `seen` is how the files looked before `snapshot` was read. */
export function createLive(snapshot: Snapshot, seen: string, doors: LiveDoors): Live {
  const state = { version: 1, snapshot, problem: null as unknown, loading: false };
  let known = seen;
  let settling: string | null = null;

  const load = async (): Promise<void> => {
    try {
      state.snapshot = await doors.load();
      state.problem = null;
    } catch (error) {
      state.problem = error;
    }
    state.version += 1;
    state.loading = false;
  };

  const refresh = async (): Promise<void> => {
    const now = await doors.look();
    if (state.loading || now === known) return;
    const rests = now === settling;
    settling = now;
    if (!rests) return;
    [known, settling, state.loading] = [now, null, true];
    void load();
  };

  return Object.defineProperty(state, 'refresh', { value: refresh }) as typeof state & Pick<Live, 'refresh'>;
}
