import { describe, expect, it } from 'vitest';
import { classify, type Phase } from '../../../src/smtp/classify.js';
import { parseReply } from '../../../src/smtp/reply.js';
import { fits } from '../../../src/smtp/reply-row.js';
import { REPLY_TABLE } from '../../../src/smtp/reply-table.js';

/** Phase, the reply as the server wrote it, and scope/kind/action. One line at least for every row of the table. */
const KNOWN: readonly (readonly [Phase, string, string])[] = [
  [
    'auth',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [AM0PR01CA0001.eurprd01.prod.exchangelabs.com]',
    'account/smtp-auth-disabled/stop',
  ],
  [
    'auth',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.',
    'account/smtp-auth-disabled/stop',
  ],
  [
    'auth',
    '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
    'account/basic-auth-disabled/stop',
  ],
  [
    'auth',
    '550 5.7.30 Basic authentication is not supported for Client Submission.',
    'account/basic-auth-disabled/stop',
  ],
  [
    'end-of-data',
    '550 Basic authentication is not supported for Client Submission.',
    'account/basic-auth-disabled/stop',
  ],
  [
    'auth',
    "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
    'account/sign-in-blocked/stop',
  ],
  [
    'auth',
    '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.',
    'account/sign-in-blocked/stop',
  ],
  [
    'auth',
    '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.',
    'account/login-refused/stop',
  ],
  ['auth', '535 5.7.144 Authentication unsuccessful', 'account/oauth-permission-missing/stop'],
  ['auth', '535 5.7.3 Authentication unsuccessful', 'account/login-refused/stop'],
  [
    'auth',
    '534-5.7.9 Application-specific password required. For more information, go to\r\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp',
    'account/app-password-needed/stop',
  ],
  ['auth', '534 Application-specific password required', 'account/app-password-needed/stop'],
  [
    'auth',
    '535-5.7.8 Username and Password not accepted. For more information, go to\r\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials - gsmtp',
    'account/app-password-needed/stop',
  ],
  [
    'auth',
    '534-5.7.14 Please log in through your web browser and then try again.',
    'account/sign-in-blocked/stop',
  ],
  ['mail-from', '530 5.7.57 Client not authenticated to send mail.', 'account/login-missing/stop'],
  [
    'auth',
    '535 5.7.57 Client was not authenticated to send anonymous mail during MAIL FROM',
    'account/login-missing/stop',
  ],
  ['mail-from', '550 5.7.1 Authentication required', 'account/login-missing/stop'],
  ['mail-from', '530 5.7.0 Must issue a STARTTLS command first.', 'account/starttls-required/stop'],
  [
    'auth',
    '538 5.7.11 Encryption required for requested authentication mechanism',
    'account/starttls-required/stop',
  ],
  ['auth', '454 4.7.0 Too many login attempts, please try again later.', 'connection/too-many-logins/pause'],
  ['auth', '454 4.7.0 Temporary authentication failure', 'connection/login-unavailable/pause'],
  ['auth', '504 5.5.4 Unrecognized authentication type', 'account/auth-mechanism-refused/stop'],
  ['auth', '503 5.5.1 Error: authentication not enabled', 'account/auth-not-offered/stop'],

  [
    'mail-from',
    '550 5.2.252 Sender throttled due to continuous send as denied errors.',
    'account/sender-throttled/stop',
  ],
  [
    'end-of-data',
    '550 5.2.251 Sender throttled due to continuous mailbox full errors.',
    'account/sender-throttled/stop',
  ],
  [
    'rcpt-to',
    '550 5.2.255 Sender throttled due to continuous invalid recipients errors.',
    'account/sender-throttled/stop',
  ],
  [
    'end-of-data',
    '554 Sender throttled due to continuous too many recipients errors.',
    'account/sender-throttled/stop',
  ],
  ['end-of-data', '550 5.1.8 Access denied, bad outbound sender', 'account/account-blocked/stop'],
  ['end-of-data', '550 5.7.501 Access denied, spam abuse detected', 'account/account-blocked/stop'],
  ['rcpt-to', '550 5.7.705 Access denied, tenant has exceeded threshold', 'account/account-blocked/stop'],
  [
    'end-of-data',
    '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message due to a permanent exception with message Cannot submit message.',
    'account/quota-exceeded/pause',
  ],
  ['end-of-data', '554 5.2.2 Submission quota exceeded', 'account/quota-exceeded/pause'],
  [
    'end-of-data',
    "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
    'account/quota-exceeded/pause',
  ],
  [
    'end-of-data',
    "550 5.7.233 Your message can't be sent because your tenant exceeded its tenant external recipient rate limit",
    'account/quota-exceeded/pause',
  ],
  [
    'end-of-data',
    '550-5.4.5 Daily user sending limit exceeded. For more information on Gmail\r\n550 5.4.5 sending limits go to https://support.google.com/a/answer/166852 - gsmtp',
    'account/quota-exceeded/pause',
  ],
  ['rcpt-to', '550 5.7.1 Daily SMTP relay limit exceeded for customer.', 'account/quota-exceeded/pause'],
  ['rcpt-to', '550 5.7.1 Your mail limit has been reached', 'account/quota-exceeded/pause'],
  [
    'end-of-data',
    '554 5.2.2 mailbox full; STOREDRV.Submission.Exception',
    'account/sender-mailbox-full/stop',
  ],
  [
    'end-of-data',
    '554 5.2.0 STOREDRV.Submission; Cannot open mailbox; MapiExceptionShutoffQuotaExceeded',
    'account/sender-mailbox-full/stop',
  ],
  [
    'mail-from',
    '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
    'account/rate-limited/slow',
  ],
  ['rcpt-to', '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded', 'voter/recipient-busy/defer'],
  [
    'mail-from',
    '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.',
    'connection/too-many-connections/slow',
  ],
  [
    'end-of-data',
    '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded',
    'connection/too-many-connections/slow',
  ],
  [
    'greeting',
    '421 4.7.0 mail.example.org Error: too many connections from 192.0.2.1',
    'connection/too-many-connections/slow',
  ],
  [
    'rcpt-to',
    '450-4.2.1 The user you are trying to contact is receiving mail too quickly.\r\n450 4.2.1 Please resend your message at a later time.',
    'voter/recipient-busy/defer',
  ],
  ['rcpt-to', '450 4.2.1 Peak SMTP relay limit exceeded for customer.', 'account/rate-limited/pause'],
  ['rcpt-to', '450 4.7.0 Transmit rate limit exceeded, try again later (ACC)', 'account/rate-limited/pause'],
  ['rcpt-to', '451 4.7.1 Ratelimit "user" exceeded', 'account/rate-limited/pause'],
  [
    'rcpt-to',
    '450-Requested mail action not taken: mailbox unavailable\r\n450 Mail send limit exceeded.',
    'account/rate-limited/pause',
  ],
  ['rcpt-to', '450 4.7.1 Number messages per hour exceeded', 'account/rate-limited/pause'],
  ['mail-from', '450 4.7.1 Error: too much mail from 192.0.2.1', 'account/rate-limited/pause'],
  [
    'mail-from',
    '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77714)',
    'connection/unusual-volume/pause',
  ],
  ['mail-from', '451 4.7.850 Access denied, please try again later', 'connection/unusual-volume/pause'],
  [
    'greeting',
    '421 mail.example.org Nemesis ESMTP Service not available - No SMTP service - policy restrictions',
    'connection/rate-limited/slow',
  ],
  ['mail-from', '421 4.7.0 Try again later, closing connection.', 'connection/rate-limited/slow'],

  [
    'end-of-data',
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
    'account/sender-refused/stop',
  ],
  [
    'end-of-data',
    '554 5.2.252 SendAsDenied; login@example.org not allowed to send as wahl@example.org;',
    'account/sender-refused/stop',
  ],
  [
    'end-of-data',
    '554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message',
    'account/sender-refused/stop',
  ],
  ['mail-from', '550 5.7.1 Client is not permitted to send as this sender', 'account/sender-refused/stop'],
  [
    'rcpt-to',
    '553 5.7.1 <wahl@example.org>: Sender address rejected: not owned by user login@example.org',
    'account/sender-refused/stop',
  ],
  [
    'rcpt-to',
    '450 4.1.8 <wahl@example.org>: Sender address rejected: Domain not found',
    'account/sender-deferred/pause',
  ],
  ['rcpt-to', "553 5.1.7 Bad sender's mailbox address syntax", 'account/sender-refused/stop'],
  ['rcpt-to', '554 5.7.1 <v@example.com>: Relay access denied', 'account/relay-denied/stop'],
  ['rcpt-to', '454 4.7.1 <v@example.com>: Relay access denied', 'account/relay-denied/stop'],
  ['rcpt-to', '550 relay not permitted', 'account/relay-denied/stop'],
  [
    'rcpt-to',
    '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain',
    'account/relay-denied/stop',
  ],
  [
    'end-of-data',
    '550 5.7.509 Access denied, sending domain example.org does not pass DMARC verification',
    'policy/sender-domain-unauthenticated/refuse',
  ],
  [
    'end-of-data',
    '550 5.7.515 Access denied, sending domain example.org does not meet the required authentication level.',
    'policy/sender-domain-unauthenticated/refuse',
  ],

  [
    'rcpt-to',
    '450 4.2.0 <v@example.com>: Recipient address rejected: Greylisted, see https://example.org/greylist',
    'voter/greylisted/defer',
  ],
  ['end-of-data', '451 4.7.1 Greylisting in action, please come back later', 'voter/greylisted/defer'],
  [
    'rcpt-to',
    '452-4.2.2 The email account that you tried to reach is over quota.',
    'voter/mailbox-full/defer',
  ],
  [
    'rcpt-to',
    '552 5.2.2 <v@example.com> Quota exceeded (mailbox for user is full)',
    'voter/mailbox-full/refuse',
  ],
  ['rcpt-to', '452 4.5.3 Error: too many recipients', 'message/recipient-deferred/defer'],
  ['mail-from', '553 5.6.7 Must declare SMTPUTF8 to send unicode address', 'voter/smtputf8-missing/refuse'],
  ['rcpt-to', '555 5.5.2 Syntax error, goodbye.', 'voter/smtputf8-missing/refuse'],
  ['rcpt-to', '550 5.5.0 Requested action not taken: mailbox unavailable', 'voter/recipient-refused/refuse'],
  [
    'rcpt-to',
    '550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT001.eop-EUR02.prod.protection.outlook.com]',
    'voter/recipient-refused/refuse',
  ],

  [
    'mail-from',
    '552 5.3.4 Message size exceeds fixed maximum message size',
    'message/message-too-large/stop',
  ],
  ['end-of-data', '552 5.2.3 Message size exceeds maximum', 'message/message-too-large/stop'],
  ['end-of-data', '552 Message too big for this host', 'message/message-too-large/stop'],
  [
    'end-of-data',
    '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant',
    'message/message-malformed/stop',
  ],
  [
    'end-of-data',
    '550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds',
    'message/message-malformed/stop',
  ],

  [
    'rcpt-to',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.dnsbl.example',
    'connection/ip-blocked/stop',
  ],
  [
    'greeting',
    '554 IP=192.0.2.1 - None/bad reputation. Ask your postmaster for help or to contact postmaster@rx.t-online.de',
    'connection/ip-blocked/stop',
  ],
  ['ehlo', '550 5.7.1 Access denied', 'connection/ip-blocked/stop'],
  ['mail-from', '452 4.3.1 Insufficient system resources', 'connection/server-busy/pause'],
  ['mail-from', '503 5.5.0 Bad sequence of commands', 'connection/out-of-sequence/reconnect'],
  ['data', '554 5.5.1 Error: no valid recipients', 'connection/out-of-sequence/reconnect'],
  ['rcpt-to', '550 5.7.1 Message rejected as spam', 'policy/content-refused/refuse'],
  ['end-of-data', '554 Message contains a virus', 'policy/content-refused/refuse'],
];

const GENERIC: readonly (readonly [Phase, string, string])[] = [
  ['greeting', '554 no SMTP service here', 'connection/greeting-refused/stop'],
  ['greeting', '450 come back later', 'connection/server-busy/reconnect'],
  ['ehlo', '501 5.5.4 Invalid domain name', 'connection/ehlo-refused/stop'],
  ['ehlo', '421 4.3.2 shutting down', 'connection/closing/reconnect'],
  [
    'starttls',
    '454 4.7.0 TLS not available due to temporary reason',
    'connection/starttls-refused/reconnect',
  ],
  ['starttls', '502 5.5.1 command not recognized', 'connection/starttls-refused/stop'],
  ['auth', '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6', 'account/login-refused/stop'],
  ['auth', '535 nein', 'account/login-refused/stop'],
  ['auth', '451 4.3.0 directory not reachable', 'connection/login-unavailable/pause'],
  ['mail-from', '550 5.1.0 sender not known', 'account/sender-refused/stop'],
  ['mail-from', '550 5.7.1 not welcome', 'account/sender-refused/stop'],
  ['mail-from', '550 no', 'account/sender-refused/stop'],
  ['mail-from', '530 Authentication needed', 'account/login-missing/stop'],
  ['mail-from', '451 4.3.0 Error: queue file write error', 'connection/server-busy/reconnect'],
  ['mail-from', '451 local error', 'connection/server-busy/reconnect'],
  ['mail-from', '450 4.1.0 later', 'account/sender-deferred/pause'],
  ['rcpt-to', '550 5.1.1 <v@example.com>: User unknown', 'voter/recipient-refused/refuse'],
  [
    'rcpt-to',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found',
    'voter/recipient-refused/refuse',
  ],
  ['rcpt-to', '553 5.1.3 Invalid address', 'voter/recipient-refused/refuse'],
  ['rcpt-to', '501 bad address syntax', 'voter/recipient-refused/refuse'],
  ['rcpt-to', '550 no such user', 'voter/recipient-refused/refuse'],
  ['rcpt-to', '552 mailbox over quota', 'voter/mailbox-full/refuse'],
  ['rcpt-to', '550 5.1.1 <spam@example.com> User unknown', 'voter/recipient-refused/refuse'],
  ['rcpt-to', '550 5.7.1 not for you', 'policy/recipient-refused/refuse'],
  ['rcpt-to', '550 5.3.0 rejected', 'policy/recipient-refused/refuse'],
  ['rcpt-to', '554 rejected', 'policy/recipient-refused/refuse'],
  ['rcpt-to', '535 5.7.0 session expired', 'account/login-refused/stop'],
  ['rcpt-to', '450 4.7.1 try again', 'voter/recipient-deferred/defer'],
  ['rcpt-to', '451 4.3.0 temporary lookup failure', 'voter/recipient-deferred/defer'],
  ['rcpt-to', '421 closing', 'connection/closing/reconnect'],
  ['data', '451 4.3.0 queue', 'connection/server-busy/reconnect'],
  ['end-of-data', '451 4.7.1 policy service not ready', 'policy/message-deferred/defer'],
  ['end-of-data', '451 later', 'voter/message-deferred/defer'],
  ['end-of-data', '550 5.1.1 unknown after all', 'voter/recipient-refused/refuse'],
  ['end-of-data', '554 5.7.1 no', 'policy/message-refused/refuse'],
  ['end-of-data', '554 5.6.0 cannot read this', 'message/message-refused/refuse'],
  ['end-of-data', '552 storage exceeded', 'message/message-too-large/stop'],
  ['end-of-data', '554 transaction failed', 'message/message-refused/refuse'],
  ['rcpt-to', '250 2.1.5 Ok', 'connection/unexpected-reply/reconnect'],
  ['end-of-data', '354 go on', 'connection/unexpected-reply/reconnect'],
];

function verdictOf(phase: Phase, raw: string): string {
  const { scope, kind, action } = classify(phase, parsed(raw));
  return `${scope}/${kind}/${action}`;
}

function parsed(raw: string) {
  const reply = parseReply(raw);
  if (reply === null) throw new Error(`not a reply: ${raw}`);
  return reply;
}

describe('a known reply is understood by its text, not by its number', () => {
  it.each(KNOWN)('at %s: %s', (phase, raw, expected) => {
    expect(verdictOf(phase, raw)).toBe(expected);
  });

  it('has an example for every row of the table, and each row is reached', () => {
    const reached = new Set(
      KNOWN.map(([phase, raw]) => REPLY_TABLE.findIndex((candidate) => fits(candidate, phase, parsed(raw)))),
    );
    const unreached = REPLY_TABLE.filter((_, index) => !reached.has(index));
    expect(unreached).toEqual([]);
  });
});

describe('an unknown reply falls to its phase and its enhanced status code', () => {
  it.each(GENERIC)('at %s: %s', (phase, raw, expected) => {
    expect(verdictOf(phase, raw)).toBe(expected);
    if (expected.includes('unexpected')) return;
    expect(REPLY_TABLE.some((candidate) => fits(candidate, phase, parsed(raw)))).toBe(false);
  });
});

describe('the same number means different things', () => {
  it('tells 550 5.2.252 (the mailbox is blocked) from 554 5.2.252 (one refusal)', () => {
    expect(verdictOf('end-of-data', '550 5.2.252 no')).toBe('account/sender-throttled/stop');
    expect(verdictOf('end-of-data', '554 5.2.252 no')).toBe('account/sender-refused/stop');
  });

  it("tells the sender's full mailbox from the voter's", () => {
    expect(verdictOf('end-of-data', '554 5.2.2 mailbox full')).toBe('account/sender-mailbox-full/stop');
    expect(verdictOf('rcpt-to', '554 5.2.2 mailbox full')).toBe('voter/mailbox-full/refuse');
  });
});

describe('the patterns', () => {
  it('stay fast on 100,000 characters, though a parsed reply has at most 300', () => {
    const reply = {
      code: 550,
      enhanced: '5.0.0',
      text: 'daily IP client host too many receiving '.repeat(2_500),
    };
    const begin = performance.now();
    for (const phase of ['auth', 'mail-from', 'rcpt-to', 'end-of-data'] as const) classify(phase, reply);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
