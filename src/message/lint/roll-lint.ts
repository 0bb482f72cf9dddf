/** Owns the lint over a whole roll: a sample of invitations looked at closely, all of them at what costs nothing. */
import type { Finding } from '../../finding.js';
import { idIsAddress } from '../../voters/columns.js';
import { FirstSeen } from '../../voters/first-seen.js';
import type { RollShape, Voter } from '../../voters/voter.js';
import { type Edition, inFolder } from '../editions.js';
import type { Invitation } from '../invitation.js';
import { type KnownPlaceholders, LINK_DOMAIN } from '../placeholders.js';
import type { Template } from '../template.js';
import { templateFinding } from '../template-finding.js';
import type { View } from '../token.js';
import { lintVoter } from './lint-voter.js';

/** Gmail clips at 102 kB, as it counts: the end, with contact and signature, is behind a link then. */
const CLIPPED_FROM = 100_000;
/** No UTF-16 unit takes more bytes in UTF-8. */
const MOST_BYTES = 3;
/** Invitations of one edition that are looked at closely: the first, and the first for each further link's domain. */
const MOST_SAMPLES = 50;

/** One voter's invitation, and what it was made from. */
export interface Specimen {
  readonly edition: Edition;
  readonly voter: Voter;
  readonly template: Template;
  readonly view: View;
  readonly invitation: Invitation;
  readonly known: KnownPlaceholders;
}

/** Is shown every invitation once, in the order of the roll. Some 50 bytes of memory for each, against equal subjects. */
export class RollLint {
  readonly #shape: RollShape;
  readonly #subjects = new FirstSeen();
  readonly #domains = new Map<Edition, Set<string>>();
  readonly #largest = new Map<Edition, number>();
  readonly #first = new Map<string, string>();
  readonly #varies = new Set<string>();
  readonly #secrets = new Map<KnownPlaceholders, readonly string[]>();
  readonly #found: Finding[] = [];
  #same: { readonly rows: readonly [number, number]; count: number } | null = null;

  constructor(shape: RollShape) {
    this.#shape = shape;
  }

  see(specimen: Specimen): void {
    const { edition, template, view, invitation, known } = specimen;
    this.#seeSubject(specimen);
    this.#seeSize(specimen);
    this.#seeSecrets(view, known);
    const domains = this.#domains.get(edition) ?? new Set();
    const domain = view[LINK_DOMAIN] ?? '';
    if (domains.has(domain) || domains.size >= MOST_SAMPLES) return;
    this.#domains.set(edition, domains.add(domain));
    const findings = lintVoter(template, view, invitation, known);
    this.#found.push(...findings.map((finding) => inFolder(finding, edition)));
  }

  /** What was found, after the last voter. */
  finish(): Finding[] {
    return [
      ...this.#found.filter((finding) => this.#isSecret(finding)),
      ...this.#clipped(),
      ...this.#sameSubject(),
    ];
  }

  #seeSubject({ voter, invitation }: Specimen): void {
    // Where the address is the ID, nobody shares one.
    if (idIsAddress(this.#shape.roles)) return;
    const key = `${voter.email.toLowerCase()}\n${invitation.subject}`;
    const sighting = this.#subjects.add(key, key, voter.row);
    if (sighting.kind !== 'again') return;
    this.#same ??= { rows: [sighting.firstRow, voter.row], count: 0 };
    this.#same.count += 1;
  }

  #seeSize({ edition, invitation: { html } }: Specimen): void {
    if (html === null || html.length * MOST_BYTES <= CLIPPED_FROM) return;
    this.#largest.set(edition, Math.max(this.#largest.get(edition) ?? 0, Buffer.byteLength(html)));
  }

  /** A link that is the same for everybody is an address, and no credential. */
  #seeSecrets(view: View, known: KnownPlaceholders): void {
    // Known to vary after two voters, as a rule.
    for (const name of this.#secretNames(known)) {
      if (this.#varies.has(name)) continue;
      const value = view[name] ?? '';
      const first = this.#first.get(name);
      if (first === undefined) this.#first.set(name, value);
      else if (first !== value) this.#varies.add(name);
    }
  }

  #secretNames(known: KnownPlaceholders): readonly string[] {
    let names = this.#secrets.get(known);
    if (names === undefined) {
      names = [...known].flatMap(([name, source]) => (source.kind === 'column' && source.secret ? name : []));
      this.#secrets.set(known, names);
    }
    return names;
  }

  #isSecret({ kind, details }: Finding): boolean {
    if (kind !== 'credential-in-preview' || !('placeholder' in details)) return true;
    return this.#varies.has(details.placeholder);
  }

  #clipped(): Finding[] {
    return [...this.#largest].flatMap(([edition, bytes]) => {
      if (bytes <= CLIPPED_FROM) return [];
      const details = { file: 'html.mustache', bytes, limit: CLIPPED_FROM };
      return [inFolder(templateFinding('html-clipped', details, 'warning'), edition)];
    });
  }

  #sameSubject(): Finding[] {
    return this.#same === null ? [] : [templateFinding('same-subject', { ...this.#same }, 'warning')];
  }
}
