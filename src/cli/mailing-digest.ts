/** Owns by what the registry recognises a project's mailing, in whatever folder it lies. */
import { projectDigest } from '../delivery/registry.js';
import type { Project } from '../project/project.js';

export function mailingDigest(project: Project, mailing: string | undefined, statePath: string): string {
  const { organiser, title, electionStart } = project;
  return projectDigest({
    organiser,
    title,
    electionStart: electionStart?.toISOString() ?? null,
    mailing: mailing ?? null,
    statePath,
  });
}
