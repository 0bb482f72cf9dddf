/** Owns what `test-connection --capacity` and `--voters` ask for: whether to probe, how many voters, which limits are set. */
import type { CapacityRequest } from '../diagnosis/capacity.js';
import { Fault } from '../fault.js';
import type { Profile } from '../profile/profile.js';
import type { Project } from '../project/project.js';
import { readProject } from '../project/project-file.js';
import type { Context } from './context.js';

export interface CapacityOptions {
  readonly capacity?: boolean;
  readonly voters?: number;
}

/** Null where neither option is given. `project` as the command has read it, null where it did not need one. */
export async function capacityRequest(
  context: Context,
  { capacity = false, voters }: CapacityOptions,
  project: Project | null,
  { name, limits }: Profile,
): Promise<CapacityRequest | null> {
  if (!capacity && voters === undefined) return null;
  const around = project ?? (await projectAround(context));
  return {
    probe: capacity,
    voters: voters ?? around?.expectVoters ?? null,
    set: [
      { origin: { kind: 'project', name: 'pace' }, limits: around?.pace ?? {} },
      { origin: { kind: 'profile', name: name ?? '' }, limits },
    ],
  };
}

/** The mailing of this folder, whatever mailbox was named; a mistake in invite.yaml is other commands' matter. */
async function projectAround({ cwd, systemTimeZone }: Context): Promise<Project | null> {
  try {
    return await readProject({ path: cwd, named: false, overrides: {}, systemTimeZone });
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
