/** Owns what a project is: everything that invite.yaml or its flags say of one mailing's election. */
import type { Limits } from '../profile/profile.js';
import type { Role } from '../voters/voter.js';

export const PRODUCTS = ['online-wahl', 'live-voting'] as const;
export type Product = (typeof PRODUCTS)[number];

/** No election has more voters, no host takes more messages in a day. */
export const LARGEST_COUNT = 100_000_000;
export const MOST_CONNECTIONS = 50;

export interface Contact {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface Project {
  /** Folder from which relative paths start, and where the state file lies. */
  readonly folder: string;
  /** The invite.yaml it came from; null where flags said everything. */
  readonly file: string | null;
  readonly title: string | null;
  readonly organiser: string | null;
  readonly product: Product | null;
  /** Language of the invitation. */
  readonly language: 'de' | 'en';
  /** IANA name. */
  readonly timezone: string;
  readonly electionStart: Date | null;
  readonly electionEnd: Date | null;
  /** When to send; without it at the start of the election, and without that now. */
  readonly sendAt: Date | null;
  readonly profile: string | null;
  /** Absolute path. */
  readonly voters: string | null;
  /** Sheet of a workbook that is the roll. */
  readonly sheet: string | null;
  readonly expectVoters: number | null;
  /** Absolute path of the roll of test voters. */
  readonly testVoters: string | null;
  readonly columns: Readonly<Partial<Record<Role, string>>>;
  readonly secrets: readonly string[] | null;
  /** Absolute path of a folder, or the name of a built-in template. */
  readonly template: string | null;
  readonly required: readonly string[];
  readonly contact: Contact | null;
  readonly pace: Limits;
}
