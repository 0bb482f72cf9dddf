/** Owns finding the project of a command: the folder named, else this one; without a file the flags must say enough. */
import { Fault } from '../fault.js';
import type { Project } from '../project/project.js';
import { readProject } from '../project/project-file.js';
import type { Context } from './context.js';
import { type ProjectOptions, projectValues } from './options.js';

/** Throws the faults of src/project. */
export function projectOf(
  context: Context,
  argument: string | undefined,
  options: Parameters<typeof projectValues>[1],
): Promise<Project> {
  return readProject({
    path: argument ?? context.cwd,
    named: argument !== undefined,
    overrides: projectValues(context.cwd, options),
    systemTimeZone: context.systemTimeZone,
  });
}

/**
 * Throws `project-not-found` where neither a project file nor a flag names a roll: most likely the command was typed
 * in the wrong folder, and any advice about the project would lead astray.
 */
export function refuseWithoutProject(project: Project, options: ProjectOptions): void {
  if (project.file === null && options.voters === undefined)
    throw new Fault('project-not-found', { path: project.folder });
}
