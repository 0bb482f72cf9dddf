/** Owns the sender shown where the real one is not needed: it lies in the keychain, which a rehearsal must not ask. */
import { readField } from '../profile/fields.js';
import type { Sender } from '../profile/profile.js';
import type { Project } from '../project/project.js';

const NOBODY: Sender = { name: '', address: 'invite@sandbox.example' };

export function standInSender(project: Project): Sender {
  const { name, email } = project.contact ?? { name: null, email: null };
  return email === null ? NOBODY : { name: name ?? project.organiser ?? '', address: email };
}

/** What `--sender` says, else the stand-in. Throws `connection-value-invalid`. */
export function shownSender(project: Project, sender: string | undefined): Sender {
  return sender === undefined ? standInSender(project) : readField('sender', sender, '--sender');
}
