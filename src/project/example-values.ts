/** Owns which values of a project are still those that `invite init` put there as examples. Pure. */
import { scaffold as de } from '../i18n/de/scaffold.js';
import { scaffold as en } from '../i18n/en/scaffold.js';
import type { Project } from './project.js';

export type ExampleKey = 'organiser' | 'contact';

/** The keys whose example nobody has replaced, in the order of the file. */
export function exampleKeys({ organiser, contact }: Pick<Project, 'organiser' | 'contact'>): ExampleKey[] {
  const keys: ExampleKey[] = [];
  if ([de, en].some((texts) => texts.organiser === organiser)) keys.push('organiser');
  const reaches = (example: typeof en.contact): boolean =>
    contact !== null && (contact.email === example.email || contact.phone === example.phone);
  if ([de, en].some((texts) => reaches(texts.contact))) keys.push('contact');
  return keys;
}
