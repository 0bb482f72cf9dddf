/** Owns the phases of an SMTP session in which a server can answer, and whose trouble an answer can be. */

/** What was waiting for the reply (RFC 5321 3, RFC 4954, RFC 3207). */
export type Phase =
  | 'greeting'
  | 'ehlo'
  | 'starttls'
  | 'auth'
  | 'mail-from'
  | 'rcpt-to'
  | 'data'
  | 'end-of-data';

/**
 * Whose trouble a refusal is. `voter`: this recipient's alone. `message`: of the text, the same for every voter.
 * `account`: of login, sender or quota, never booked on a voter. `connection`: of this session or of the path.
 * `policy`: a rule of the host (spam, content, block list) that may hit one voter or all of them.
 */
export type Scope = 'voter' | 'message' | 'account' | 'connection' | 'policy';

/**
 * What follows. `refuse`: this voter is refused (with scope `policy` or `message`: counts towards the breaker).
 * `defer`: this voter once more, later. `pause`: nobody for an hour, then the same voter first. `slow`: after a
 * pause of minutes, at half the pace (too many connections: with one less). `stop`: end the run, a person must act. `reconnect`: a new connection
 * after a back-off, the same voter first. A code 421 closes the connection whatever the action (RFC 5321 3.8).
 */
export type Action = 'refuse' | 'defer' | 'pause' | 'slow' | 'stop' | 'reconnect';

/** What a reply means, as one word; each has a sentence in src/i18n. */
export type ReplyKind =
  // login
  | 'auth-mechanism-refused'
  | 'auth-not-offered'
  | 'app-password-needed'
  | 'basic-auth-disabled'
  | 'login-missing'
  | 'login-refused'
  | 'login-unavailable'
  | 'oauth-permission-missing'
  | 'sign-in-blocked'
  | 'smtp-auth-disabled'
  | 'starttls-required'
  | 'too-many-logins'
  // sender and account
  | 'account-blocked'
  | 'quota-exceeded'
  | 'rate-limited'
  | 'relay-denied'
  | 'sender-deferred'
  | 'sender-domain-unauthenticated'
  | 'sender-mailbox-full'
  | 'sender-refused'
  | 'sender-throttled'
  // recipient
  | 'greylisted'
  | 'mailbox-full'
  | 'recipient-busy'
  | 'recipient-deferred'
  | 'recipient-refused'
  | 'smtputf8-missing'
  // message
  | 'content-refused'
  | 'message-deferred'
  | 'message-malformed'
  | 'message-refused'
  | 'message-too-large'
  // connection
  | 'closing'
  | 'ehlo-refused'
  | 'greeting-refused'
  | 'ip-blocked'
  | 'out-of-sequence'
  | 'server-busy'
  | 'starttls-refused'
  | 'too-many-connections'
  | 'unexpected-reply'
  | 'unusual-volume';

/** A reply understood: whose trouble, which, and what follows. */
export interface Classification {
  readonly scope: Scope;
  readonly kind: ReplyKind;
  readonly action: Action;
}
