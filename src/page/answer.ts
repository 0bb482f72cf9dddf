/** Owns what a local page's server answers: body, type and the policy that the browser must apply to it. */

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly policy: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The policy of everything that is no document to look at. */
export const NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

export function html(body: string, policy: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', policy, body };
}

export function json(value: unknown): Answer {
  return { status: 200, type: 'application/json', policy: NOTHING, body: JSON.stringify(value) };
}

export function refusal(status: number): Answer {
  const headers = status === 405 ? { Allow: 'GET' } : {};
  return { status, type: 'text/plain; charset=utf-8', policy: NOTHING, body: `${status}\n`, headers };
}
