/** Owns what `test-connection --capacity` and `--voters` ask for: whether to probe, how many voters, which limits are set. */
import type { CapacityRequest } from '../diagnosis/capacity.js';
import type { Limits } from '../profile/profile.js';
import type { Project } from '../project/project.js';

export interface CapacityOptions {
  readonly capacity?: boolean;
  readonly voters?: number;
}

/** Null where neither option is given. `project` is the mailing of this folder, whatever mailbox was named. */
export function capacityRequest(
  { capacity = false, voters }: CapacityOptions,
  project: Project | null,
  { name, limits }: { readonly name: string | null; readonly limits: Limits },
): CapacityRequest | null {
  if (!capacity && voters === undefined) return null;
  return {
    probe: capacity,
    voters: voters ?? project?.expectVoters ?? null,
    set: [
      { origin: { kind: 'project', name: 'pace' }, limits: project?.pace ?? {} },
      { origin: { kind: 'profile', name: name ?? '' }, limits },
    ],
  };
}
