/** Owns, in English, what a mail server's refusal means and who can lift it; a table, one entry per kind. */
import type { RefusalKind, ServerText } from '../../server-kind.js';

const CHECK_LOGIN = 'Compare user name and password with what your IT gave you.';
const STORE_LOGIN = 'Store changed access in the profile: npx invite configure';
const LATER = 'Wait; the block usually goes away by itself, sometimes only after hours.';
const SLOWER =
  'For the organiser\'s IT: Tell the election office how much is allowed; it belongs under "pace" in invite.yaml.';

export const REFUSALS: Readonly<Record<RefusalKind, ServerText>> = {
  'auth-mechanism-refused': {
    what: 'takes none of the ways to log in that this program knows',
    hints: ["For the organiser's IT: Allow AUTH PLAIN or AUTH LOGIN over TLS for this mailbox."],
  },
  'auth-not-offered': {
    what: 'does not offer a login with user name and password here',
    hints: [
      "For the organiser's IT: Name a server and port for submission with login (usually 465 with ssl or 587 with starttls).",
    ],
  },
  'app-password-needed': {
    what: 'wants an app password instead of the usual password',
    hints: [
      'Google Workspace administration: Make an app password for the mailbox (2-step verification must be switched on for that).',
      STORE_LOGIN,
    ],
  },
  'basic-auth-disabled': {
    what: 'no longer allows a login with a password',
    hints: [
      'Microsoft 365 administration: Allow the login with a password ("Basic Authentication") for SMTP AUTH again, as long as Microsoft offers that.',
      "For the organiser's IT: Or name another mail server that allows a login with a password.",
    ],
  },
  'login-missing': {
    what: 'accepts nothing without a login',
    hints: ["For the organiser's IT: Check that server and port are meant for submission with login."],
  },
  'login-refused': {
    what: 'refuses the login',
    hints: [
      CHECK_LOGIN,
      STORE_LOGIN,
      "For the organiser's IT: Check that SMTP login is allowed for the mailbox, and whether an app password is needed.",
    ],
  },
  'login-unavailable': {
    what: 'cannot check the login at the moment',
    hints: ['Try again in a quarter of an hour.'],
  },
  'oauth-permission-missing': {
    what: 'lacks a permission for the login with OAuth 2.0',
    hints: [
      'Microsoft 365 administration: Give the application the permission SMTP.SendAsApp and access to the mailbox.',
    ],
  },
  'sign-in-blocked': {
    what: 'does not allow the login because of a security rule',
    hints: [
      'Microsoft 365 administration: Exclude the mailbox from security defaults or from conditional access.',
      'Google Workspace administration: Log in to the mailbox once in a browser and confirm the security question.',
    ],
  },
  'smtp-auth-disabled': {
    what: 'has switched off the login over SMTP for this mailbox',
    hints: [
      'Microsoft 365 administration: Switch on "Authenticated SMTP" for the mailbox: Set-CASMailbox MAILBOX -SmtpClientAuthenticationDisabled $false',
      'Microsoft 365 administration: If the answer names the "Tenant", it is switched off for the whole organisation; switching it on for the mailbox overrides that.',
    ],
  },
  'starttls-required': {
    what: 'demands an encrypted connection',
    hints: ["For the organiser's IT: Set the encryption to starttls or ssl.", STORE_LOGIN],
  },
  'starttls-not-offered': {
    what: 'offers no encryption; so it was not given the password',
    hints: ["For the organiser's IT: Switch on STARTTLS, or name the port for ssl (usually 465)."],
  },
  'starttls-refused': {
    what: 'refuses encryption; so it was not given the password',
    hints: ["For the organiser's IT: Check the certificate and the TLS settings of the mail server."],
  },
  'too-many-logins': {
    what: 'has counted too many logins in a short time',
    hints: [
      'Wait for a quarter of an hour.',
      "For the organiser's IT: Check whether other programs use the same mailbox.",
    ],
  },
  'account-blocked': {
    what: 'has blocked the mailbox for outgoing messages',
    hints: [
      "For the organiser's IT: Have the block lifted and find out its reason.",
      'Microsoft 365 administration: Blocked mailboxes are listed in the Defender portal under "Restricted entities".',
    ],
  },
  'quota-exceeded': {
    what: 'accepts no more messages today, the daily limit is reached',
    hints: ['Wait until the next day; usually the last 24 hours count.', SLOWER],
  },
  'rate-limited': {
    what: 'accepts nothing at the moment because too many messages came in a short time',
    hints: [LATER, SLOWER],
  },
  'relay-denied': {
    what: 'does not pass on messages to the outside for this login',
    hints: [
      "For the organiser's IT: Allow the user name to submit messages to other domains, or name the server meant for that.",
    ],
  },
  'sender-deferred': {
    what: 'cannot check the sender at the moment',
    hints: [
      'Try again later.',
      "For the organiser's IT: Check that the sender's domain can be found in DNS.",
    ],
  },
  'sender-domain-unauthenticated': {
    what: "does not trust the sender's domain, because SPF, DKIM or DMARC are missing",
    hints: ["For the organiser's IT: Set up SPF, DKIM and DMARC for the sender's domain."],
  },
  'sender-mailbox-full': {
    what: "reports that the sender's mailbox is full",
    hints: [
      'For the organiser\'s IT: Make room in the sender\'s mailbox; many mail servers keep a copy of every invitation there in "Sent Items".',
    ],
  },
  'sender-refused': {
    what: 'does not allow this login to use the given sender',
    hints: [
      'Use as sender the address of the mailbox that logs in: npx invite configure',
      'Microsoft 365 administration: Or give the user name the right "Send As" for the sender\'s address.',
    ],
  },
  'sender-throttled': {
    what: 'has slowed down the mailbox after repeated errors',
    hints: [
      LATER,
      "For the organiser's IT: First mend the error that the answer names; otherwise the block starts again.",
    ],
  },
  'recipient-refused': {
    what: 'refuses one recipient after the other',
    hints: [
      'Check that the address column of the roll really holds the e-mail addresses: npx invite preview',
      "For the organiser's IT: Check that the mailbox may write to other domains.",
    ],
  },
  'smtputf8-missing': {
    what: 'does not accept addresses with umlauts or other special characters before the @',
    hints: ['Enter another e-mail address for the voters concerned.'],
  },
  'content-refused': {
    what: 'takes the invitation for unwanted advertising or for something dangerous',
    hints: [
      "For the organiser's IT: Let the invitations of this sender pass the filter for outgoing messages.",
      'Check the text: a short subject, no words in capitals, at most one link.',
    ],
  },
  'message-malformed': {
    what: 'finds the message badly formed',
    hints: ["Check the sender's name; an @ in the name disturbs some servers."],
  },
  'message-refused': {
    what: 'refuses the invitation',
    hints: [
      "For the organiser's IT: Look up the reason in the log of the mail server and tell the election office.",
    ],
  },
  'message-too-large': {
    what: 'finds the invitation too large',
    hints: ['Shorten the template, above all the HTML part (html.mustache).'],
  },
  'ehlo-refused': {
    what: 'answers the greeting with a refusal',
    hints: ["For the organiser's IT: Check that this computer may use the mail server."],
  },
  'greeting-refused': {
    what: 'turns this computer away at the greeting',
    hints: ["For the organiser's IT: Check that this computer may use the mail server."],
  },
  'ip-blocked': {
    what: 'blocks the internet address that this computer comes from',
    hints: [
      "For the organiser's IT: Allow the public IP address of this computer on the mail server, or have it taken off the block list.",
      "Try it from your organisation's own network.",
    ],
  },
  'server-busy': {
    what: 'is overloaded or out of order for the moment',
    hints: ['Try again later.'],
  },
  'too-many-connections': {
    what: 'allows no further connection',
    hints: [
      'Check whether the mailing is running in a second window.',
      "For the organiser's IT: Check whether other programs use the same mailbox.",
    ],
  },
  'unusual-volume': {
    what: 'finds the number of messages unusual and slows them down',
    hints: [LATER, SLOWER],
  },
};

/** Where no kind is known, the server's own words must do. */
export const OTHER_REFUSAL: ServerText = {
  what: 'refuses',
  hints: [
    "For the organiser's IT: The answer of the mail server tells the reason; its log usually tells more.",
  ],
};
