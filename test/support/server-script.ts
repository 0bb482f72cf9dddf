/** Owns the words in which a test scripts an SMTP server: what it answers, and where it fails. */

/** What the server does at one point. A string is a reply; several lines are separated by "\n". */
export type Step =
  | string
  /** Bytes exactly as given, no line end added: half a reply, two replies at once, garbage. */
  | { readonly raw: string | Buffer; readonly next?: Step }
  | { readonly reply: string; readonly next: Step }
  /** Milliseconds, or until something has happened. */
  | { readonly wait: number | Promise<unknown>; readonly next: Step }
  /**
   * `drop` ends the connection (FIN), `reset` cuts it (RST; under TLS an orderly end may come first), `hang`
   * says nothing more and reads nothing more.
   */
  | { readonly end: 'drop' | 'reset' | 'hang' };

export const drop: Step = { end: 'drop' };
export const reset: Step = { end: 'reset' };
export const hang: Step = { end: 'hang' };

/** Writes the bytes as they are, then hangs or does what follows. */
export function raw(bytes: string | Buffer, next?: Step): Step {
  return next === undefined ? { raw: bytes } : { raw: bytes, next };
}

/** Half a reply, then the connection ends. */
export function half(text: string, next: Step = drop): Step {
  return { raw: text, next };
}

/** Waits so many milliseconds, or for what is promised, then does the step. */
export function after(wait: number | Promise<unknown>, next: Step): Step {
  return { wait, next };
}

/** Answers, then goes on with another step: `replyThen('220 go', hang)` never starts the TLS handshake. */
export function replyThen(reply: string, next: Step): Step {
  return { reply, next };
}

/** Where a script can interfere. `AUTH-USER` and `AUTH-PASSWORD` are the steps of AUTH LOGIN. */
export type Point =
  | 'greeting'
  | 'EHLO'
  | 'HELO'
  | 'STARTTLS'
  | 'AUTH'
  | 'AUTH-USER'
  | 'AUTH-PASSWORD'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'end-of-data'
  | 'RSET'
  | 'NOOP'
  | 'QUIT';

/** One step for every time; a list for the first, second ... time (the last one repeats); or chosen by the line. */
export type Answer = Step | readonly Step[] | ((line: string, count: number) => Step);

/** What one connection does; what is not named is answered as a good server would. */
export interface ConnectionScript extends Partial<Record<Point, Answer>> {
  /** Something in the middle of the body: a step as soon as so many bytes of it have arrived. */
  readonly beforeDot?: { readonly bytes: number; readonly step: Step };
}

/** The step for the `count`-th time (from 1) that this point is reached. */
export function chooseStep(answer: Answer, line: string, count: number): Step {
  if (typeof answer === 'function') return answer(line, count);
  if (Array.isArray(answer)) return (answer as readonly Step[])[Math.min(count, answer.length) - 1] ?? hang;
  return answer as Step;
}

/** True where the step, in the end, is a reply of the given class ("2" or "220"). */
export function repliesWith(step: Step, prefix: string): boolean {
  if (typeof step === 'string') return step.startsWith(prefix);
  if ('reply' in step) return step.reply.startsWith(prefix);
  if ('raw' in step) return String(step.raw).startsWith(prefix);
  return 'wait' in step && repliesWith(step.next, prefix);
}

/** True where the step leaves the connection open for the next command. */
export function goesOn(step: Step): boolean {
  if (typeof step === 'string') return true;
  if ('end' in step) return false;
  return step.next === undefined || goesOn(step.next);
}
