/** Owns the shape of a fault's sentence: what happened and where, then what to do next, addressed to a role. */
import type { FaultDetails, FaultKind } from '../fault.js';

export interface FaultText {
  /** What happened and where, one sentence. */
  readonly message: string;
  /** What to do next, one step each, naming who must do it where it is not the reader. */
  readonly hints: readonly string[];
}

/**
 * How the command that failed can be told whose mailbox it is: by the option `--profile`, by its argument, or only by
 * its own questions (`configure`). A hint names no option that the command does not have.
 */
export type MailboxWay = 'option' | 'argument' | 'questions';

export type FaultTexts = {
  readonly [K in FaultKind]: (details: FaultDetails[K], way?: MailboxWay) => FaultText;
};
