/** Owns the keys of a project: their shapes, and which are known but come later. */

import * as v from '../validation.js';
import { ROLES } from '../voters/voter.js';
import { LARGEST_COUNT, MOST_CONNECTIONS, PRODUCTS } from './project.js';
import { isTimeZone } from './zoned-time.js';

const LONGEST_TEXT = 200;
const line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LONGEST_TEXT), v.regex(/^\P{Cc}+$/u));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_COUNT));
const localTime = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/));

/** invite.yaml, strictly: an unknown key is an error, never ignored. */
export const projectSchema = v.strictObject({
  title: v.optional(line),
  organiser: v.optional(line),
  product: v.optional(v.picklist(PRODUCTS)),
  language: v.optional(v.picklist(['de', 'en'])),
  timezone: v.optional(v.pipe(v.string(), v.check(isTimeZone))),
  electionStart: v.optional(localTime),
  electionEnd: v.optional(localTime),
  sendAt: v.optional(localTime),
  profile: v.optional(line),
  voters: v.optional(line),
  sheet: v.optional(line),
  expectVoters: v.optional(count),
  testVoters: v.optional(line),
  columns: v.optional(v.strictObject(v.entriesFromList(ROLES, v.optional(line)))),
  secrets: v.optional(v.array(line)),
  template: v.optional(line),
  required: v.optional(v.array(line)),
  contact: v.optional(
    v.strictObject({ name: v.optional(line), email: v.optional(line), phone: v.optional(line) }),
  ),
  pace: v.optional(
    v.strictObject({
      connections: v.optional(v.pipe(count, v.maxValue(MOST_CONNECTIONS))),
      perMinute: v.optional(count),
      perHour: v.optional(count),
      perDay: v.optional(count),
      perConnection: v.optional(count),
    }),
  ),
});

/** Keys of the contract that this version does not know yet (none at present); refused by name rather than as a slip. */
export const LATER_KEYS: readonly string[] = [];

/** Keys that people look for here; who may log in where is the profile's matter. */
export const PROFILE_KEYS: readonly string[] = [
  ...['smtp', 'host', 'port', 'user', 'username', 'password', 'sender', 'encryption', 'caFile'],
];

/** What a value should have been, as a word that src/i18n turns into a sentence. */
const EXPECTATIONS: Readonly<Record<string, string>> = {
  title: 'text',
  organiser: 'text',
  product: 'product',
  language: 'language',
  timezone: 'timezone',
  electionStart: 'local-time',
  electionEnd: 'local-time',
  sendAt: 'local-time',
  profile: 'text',
  voters: 'path',
  sheet: 'text',
  expectVoters: 'whole-number',
  testVoters: 'path',
  columns: 'role-to-header',
  secrets: 'list-of-headers',
  template: 'path',
  required: 'list-of-placeholders',
  contact: 'contact',
  pace: 'pace',
  'pace.connections': 'connections',
  'pace.perMinute': 'whole-number',
  'pace.perHour': 'whole-number',
  'pace.perDay': 'whole-number',
  'pace.perConnection': 'whole-number',
};

const FLAGS: Readonly<Record<string, string>> = {
  columns: '--column',
  secrets: '--secret',
  'contact.name': '--contact-name',
  'contact.email': '--contact-email',
  'contact.phone': '--contact-phone',
  'pace.connections': '--connections',
  'pace.perMinute': '--rate',
  'pace.perHour': '--rate',
  'pace.perDay': '--rate',
  'pace.perConnection': '--per-connection',
};

/** The flag that says the same as a key of invite.yaml ("pace.connections"). */
export function flagOf(key: string): string {
  const first = key.split('.')[0] ?? key;
  return FLAGS[key] ?? FLAGS[first] ?? `--${first.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The word for what a key's value should have been. */
export function expectationOf(key: string): string {
  return EXPECTATIONS[key] ?? EXPECTATIONS[key.split('.')[0] ?? ''] ?? 'mapping';
}
