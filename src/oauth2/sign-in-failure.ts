/** Owns what a failed request to an identity provider comes down to: its answer, its silence, or our refusal. */
import { kindOfAnswer, readAnswer, SignInError } from './sign-in-error.js';

/** Fields of the errors of openid-client, fetch and Node, as far as they are read here. */
interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly status?: number;
  readonly response?: Response;
  readonly cause?: unknown;
}

/** The error as ours, `signed` as in `kindOfAnswer`; an end that we asked for comes back as it is. */
export async function failureOf(error: unknown, issuer: string, signed: boolean): Promise<unknown> {
  if (error instanceof SignInError) return error;
  const failure = (error ?? {}) as Failure;
  if (failure.code === 'OAUTH_ABORT') return error;
  const answer = readAnswer(failure.cause) ?? readAnswer(await bodyOf(failure));
  if (answer !== null) {
    const said = answer.description === '' ? answer.error : `${answer.error}: ${answer.description}`;
    return new SignInError(kindOfAnswer(answer, signed), issuer, said, { cause: error });
  }
  const kind = isUnreachable(failure) ? 'sign-in-unreachable' : 'sign-in-provider-unusable';
  return new SignInError(kind, issuer, wordsOf(failure), { cause: error });
}

/** An answer that openid-client did not read, as one with a challenge (RFC 6749 5.2: 401 for a wrong secret). */
async function bodyOf({ response, cause }: Failure): Promise<unknown> {
  const found = response ?? (cause instanceof Response ? cause : null);
  if (found === null || found.bodyUsed) return null;
  return found.json().catch(() => null);
}

function isUnreachable({ name, code, status, cause }: Failure): boolean {
  const answered = status ?? (cause instanceof Response ? cause.status : null);
  if (answered !== null) return answered >= 500 || answered === 429;
  return code === 'OAUTH_TIMEOUT' || (name === 'TypeError' && code === undefined);
}

/** The innermost cause says most: "fetch failed" is the outermost of a refused connection. */
function wordsOf(failure: Failure): string {
  const { cause } = failure;
  if (cause instanceof Response) return `HTTP ${cause.status}`;
  if (cause instanceof Error) return (cause as Failure).code ?? wordsOf(cause as Failure);
  return failure.code ?? failure.message ?? '';
}
