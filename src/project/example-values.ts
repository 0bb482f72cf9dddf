/** Owns which values of a project are still those that `invite init` put there as examples. Pure. */
import { scaffold as de } from '../i18n/de/scaffold.js';
import { scaffold as en } from '../i18n/en/scaffold.js';
import { PRODUCTS, type Project } from './project.js';

export type ExampleKey = 'title' | 'organiser' | 'contact';

/** The keys whose example nobody has replaced, in the order of the file. A title is like that of many an election. */
export function exampleKeys({
  organiser,
  contact,
}: Pick<Project, 'organiser' | 'contact'>): Exclude<ExampleKey, 'title'>[] {
  const keys: Exclude<ExampleKey, 'title'>[] = [];
  if ([de, en].some((texts) => texts.organiser === organiser)) keys.push('organiser');
  const reaches = (example: typeof en.contact): boolean =>
    contact !== null && (contact.email === example.email || contact.phone === example.phone);
  if ([de, en].some((texts) => reaches(texts.contact))) keys.push('contact');
  return keys;
}

/** The same for a whole project: beside other examples also the title is none of the organiser's own. */
export function examplesOf(project: Pick<Project, 'title' | 'organiser' | 'contact'>): readonly ExampleKey[] {
  const keys = exampleKeys(project);
  return keys.length > 0 && isExampleTitle(project.title) ? ['title', ...keys] : keys;
}

function isExampleTitle(title: string | null): boolean {
  const year = Number(/\d{4}$/.exec(title ?? '')?.[0]);
  return [de, en].some((texts) => PRODUCTS.some((product) => texts.title[product](year) === title));
}
