/** Owns what advice is asked about: what was found, by a test or by a mailing, and where. */
import type { DiagnosisKind, StageFacts } from '../diagnosis/result.js';
import type { Encryption, Login } from '../profile/profile.js';
import type { HostFamily } from '../smtp/provider.js';

/** Server, login and addresses in question: everything that a sentence needs, and no secret. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly user: string;
  /** Absent where a password is meant. */
  readonly login?: Login['kind'];
  /** Address. */
  readonly sender: string;
  /** The recipient of a test; null in a mailing, which has many, and whose voters nobody names in a fault. */
  readonly to: string | null;
  /** Whose server it is by its own words; without it the host's name decides. */
  readonly family?: HostFamily;
}

export interface Trouble {
  /** Null where nothing is wrong. */
  readonly kind: DiagnosisKind | null;
  /** Stage of a test or phase of a mailing. */
  readonly stage: string;
  /** What the server said, if it said anything. */
  readonly reply: { readonly text: string } | null;
  readonly facts?: StageFacts;
}
