/** Owns how a roll is read for a message that carries no credentials: what is wrong with them is no matter yet. */
import type { RollShape } from './voter.js';

/** The same shape, but that the columns of credentials and other secrets are not checked; they stay masked. */
export function withoutCredentials(shape: RollShape): RollShape {
  const { id, email, password, link } = shape.roles;
  const columns = new Set([...shape.secrets, password, link]);
  const unread = [...shape.headers.keys()].filter(
    (index) => columns.has(index) && index !== id && index !== email,
  );
  return { ...shape, unread };
}
