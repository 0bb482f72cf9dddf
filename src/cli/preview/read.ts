/** Owns one reading for `preview`: project, roll and template checked, and the voters that will be shown. */
import { maskedVoter } from '../../message/mask.js';
import { rollWidthMeter } from '../../message/widest.js';
import { VoterStore } from '../../preview/voter-store.js';
import type { Project } from '../../project/project.js';
import type { Voter } from '../../voters/voter.js';
import { type CheckedProject, checkProject, type SeenVoter } from '../check-project.js';
import type { Context } from '../context.js';
import { displayName } from '../display-name.js';
import { projectOf, refuseWithoutProject } from '../project-of-run.js';
import { rollWishes } from '../roll-wishes.js';
import type { PreviewOptions } from './options.js';

export interface PreviewReading {
  readonly project: Project;
  readonly checked: CheckedProject;
  /** The voter of `--voter`, `--widest`, or the first; null where none fits. */
  readonly chosen: Voter | null;
  readonly widest: Widest | null;
  /** All voters, in masked form unless `--reveal`; empty without `--serve`. */
  readonly voters: VoterStore;
}

export interface Widest {
  readonly voter: Voter;
  /** Place among the voters, from 0. */
  readonly index: number;
  readonly width: number;
}

/** The project alone: without the roll nothing is known of it but where its files are. */
export async function previewProject(
  context: Context,
  argument: string | undefined,
  options: PreviewOptions,
): Promise<Project> {
  const project = await projectOf(context, argument, options);
  refuseWithoutProject(project, options);
  return project;
}

/** Throws what `checkProject` throws. */
export async function readPreview(project: Project, options: PreviewOptions): Promise<PreviewReading> {
  const watch = new Watch(options);
  const first = { voter: null as Voter | null };
  const checked = await checkProject(
    project,
    rollWishes(options),
    (voter) => {
      if (options.voter === undefined || voter.id === options.voter) first.voter ??= voter;
    },
    (seen) => watch.see(seen),
  );
  const { voters, widest } = watch;
  voters.finish();
  const chosen = options.widest === true ? (widest?.voter ?? null) : first.voter;
  return { project, checked, chosen, widest, voters };
}

/** What is kept of the voters while they pass. */
class Watch {
  readonly voters = new VoterStore();
  widest: Widest | null = null;
  readonly #keep: boolean;
  readonly #reveal: boolean;
  #seen = 0;
  readonly #width = rollWidthMeter();

  constructor({ serve, reveal }: PreviewOptions) {
    this.#keep = serve === true;
    this.#reveal = reveal === true;
  }

  see(seen: SeenVoter): void {
    this.#measure(seen);
    this.#seen += 1;
    if (!this.#keep) return;
    // What is hidden is not kept either: no mistake of the page can show it.
    const kept = this.#reveal ? seen.voter : maskedVoter(seen.voter, seen.shape);
    this.voters.add(kept, displayName(kept, seen.shape) ?? '');
  }

  #measure({ voter, shape, rendering, invitation, sound }: SeenVoter): void {
    if (!rendering || !invitation || !sound) return;
    const width = this.#width(rendering.template(voter), shape, voter, invitation);
    if (width > (this.widest?.width ?? -1)) this.widest = { voter, index: this.#seen, width };
  }
}
