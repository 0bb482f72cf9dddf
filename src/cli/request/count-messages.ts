/** Owns how many invitations there will be: told, or counted in the roll where it can be read without errors. */
import { Fault } from '../../fault.js';
import type { Project } from '../../project/project.js';
import { checkRoll } from '../../voters/check-roll.js';
import { detectShape } from '../../voters/detect-shape.js';
import { openRoll } from '../../voters/roll-file.js';
import { type RollWishes, shapeWishes } from '../roll-wishes.js';

export type MessageCount =
  | { readonly kind: 'known'; readonly messages: number }
  | { readonly kind: 'no-roll' }
  | { readonly kind: 'errors'; readonly path: string; readonly errors: number }
  | { readonly kind: 'unreadable'; readonly fault: Fault };

/** `told` is the flag's number; then `expectVoters`, then the roll. Throws nothing but bugs. */
export async function countMessages(
  project: Project,
  told: number | undefined,
  wishes: RollWishes,
): Promise<MessageCount> {
  const messages = told ?? project.expectVoters;
  if (messages !== null) return { kind: 'known', messages };
  if (project.voters === null) return { kind: 'no-roll' };
  try {
    return await countVoters(project.voters, project, wishes);
  } catch (error) {
    if (error instanceof Fault) return { kind: 'unreadable', fault: error };
    throw error;
  }
}

async function countVoters(path: string, project: Project, wishes: RollWishes): Promise<MessageCount> {
  const source = openRoll(path);
  const { shape, findings } = await detectShape(source, shapeWishes(project, wishes));
  const wrong = findings.filter(({ severity }) => severity === 'error').length;
  if (wrong > 0) return { kind: 'errors', path, errors: wrong };
  const { voters, errors } = await checkRoll(source, shape);
  return errors > 0 ? { kind: 'errors', path, errors } : { kind: 'known', messages: voters };
}
