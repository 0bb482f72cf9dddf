/** Owns the check of a whole roll before the first message: every row once, every finding counted. */
import type { Finding } from '../finding.js';
import { FindingsKept } from './findings-kept.js';
import { NameSamples } from './name-samples.js';
import { readRoll } from './read-roll.js';
import { RollCheck } from './roll-check.js';
import { digestedSource, type RollSource } from './roll-source.js';
import type { RollShape, Voter } from './voter.js';

/** What a roll is, once it has been read to its end. */
export interface RollSummary {
  /** Voters without an error in their own row; a duplicate ID counts among them. */
  readonly voters: number;
  /** Addresses that more than one voter has. */
  readonly sharedAddresses: number;
  /** Domains that the links of more than one voter have: of the others nobody knows whether they are credentials. */
  readonly linkDomains: ReadonlySet<string>;
  /** At most 1000, errors before warnings, in the order of the rows; without those of `detectShape`. */
  readonly findings: readonly Finding[];
  /** All that were found, also those not kept. */
  readonly errors: number;
  readonly warnings: number;
  readonly first: Voter | null;
  readonly last: Voter | null;
  /** At most three, by which a wrong encoding is seen: "Jördis Müller". */
  readonly names: readonly string[];
  /** SHA-256 of the file's bytes, hexadecimal; after broken quoting, of those read so far. */
  readonly digest: string;
}

/**
 * Reads the roll once and checks it, in memory of some 100 bytes per voter (two tables of first-seen.ts). `onVoter` sees every voter in the
 * order of the file, also those with a duplicate ID, and adds findings of its own (empty placeholders).
 * @throws what `source` and `onVoter` throw.
 */
export async function checkRoll(
  source: RollSource,
  shape: RollShape,
  onVoter: (voter: Voter) => readonly Finding[] = () => [],
): Promise<RollSummary> {
  const digested = digestedSource(source);
  const check = new RollCheck(shape);
  const kept = new FindingsKept();
  const names = new NameSamples(shape);
  let voters = 0;
  let first: Voter | null = null;
  let last: Voter | null = null;
  for await (const row of readRoll(digested, shape)) {
    kept.add(row.findings);
    kept.add(check.see(row));
    if (row.kind === 'faulty') continue;
    voters += 1;
    first ??= row.voter;
    last = row.voter;
    names.see(row.voter);
    kept.add(onVoter(row.voter));
  }
  kept.add(check.finish());
  const { errors, warnings } = kept;
  const { sharedAddresses, linkDomains } = check;
  return {
    voters,
    sharedAddresses,
    linkDomains,
    findings: kept.list(),
    errors,
    warnings,
    first,
    last,
    names: names.list(),
    digest: digested.digest(),
  };
}
