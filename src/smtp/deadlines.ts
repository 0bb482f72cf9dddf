/** Owns how long each phase of a submission may take. */

/** Milliseconds each phase may take. RFC 5321 4.5.3.2 asks for five minutes before the dot and ten after it. */
export interface Deadlines {
  readonly open: number;
  readonly login: number;
  readonly envelope: number;
  readonly body: number;
  readonly confirmation: number;
  readonly reset: number;
  readonly quit: number;
}

export const DEADLINES: Deadlines = {
  open: 60_000,
  login: 60_000,
  envelope: 5 * 60_000,
  body: 10 * 60_000,
  // One minute more than the RFC asks for: a time-out here creates a doubt (RFC 1047).
  confirmation: 11 * 60_000,
  reset: 30_000,
  quit: 3_000,
};
