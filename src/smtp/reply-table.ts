/** Owns the table of known replies: the exceptions that a code alone would misread, matched from top to bottom. */
import type { Phase } from './phase.js';
import { type ReplyRow, row } from './reply-row.js';

const AUTH: readonly Phase[] = ['auth'];
const HELLO: readonly Phase[] = ['greeting', 'ehlo'];
const RCPT: readonly Phase[] = ['rcpt-to'];
const RCPT_AND_LATER: readonly Phase[] = ['rcpt-to', 'data', 'end-of-data'];
const BODY: readonly Phase[] = ['data', 'end-of-data'];
const MAIL_AND_LATER: readonly Phase[] = ['mail-from', 'rcpt-to', 'data', 'end-of-data'];
const HARD: readonly number[] = [550, 551, 552, 553, 554];
const TOO_MANY_CONNECTIONS = /too many .{0,20}connections|concurrent (?:\w+ )?connections has exceeded/i;
const QUOTA_OF_AN_HOUR =
  /limit on the number of .{0,30}messages|exceeded the max .{0,40}per hour|hourly .{0,40}(?:limit|quota)|(?:send(?:ing)?|recipient) limit|rate ?(?:over)?limit|message rate/i;
const USED_UP_SESSION =
  /too many (?:messages|mails|e-?mails|transactions|deliveries) .{0,20}(?:session|connection)\b|session (?:message )?limit/i;
const TOO_FAST = /slow(?:ing)? down|too (?:fast|quickly)|too many (?:messages|mails|e-?mails)|throttl/i;
/** Not at RCPT TO without 5.7: a reply there quotes the recipient's address, which may hold any of these words. */
const CONTENT = /\bspam\b|virus|content|blacklist|block ?list/i;

/** Sources: Microsoft's and Google's lists of SMTP errors, help pages and issue threads of the hosts named. */
export const REPLY_TABLE: readonly ReplyRow[] = [
  // ---- login -------------------------------------------------------------------------------------------------
  // Microsoft 365: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.
  row(AUTH, null, null, /SmtpClientAuthentication is disabled/i, 'account', 'smtp-auth-disabled', 'stop'),
  // Microsoft 365: 535 5.7.139 Authentication unsuccessful, basic authentication is disabled.
  row(AUTH, null, null, /basic authentication is disabled/i, 'account', 'basic-auth-disabled', 'stop'),
  // Microsoft 365: 550 5.7.30 Basic authentication is not supported for Client Submission.
  row(null, null, '5.7.30', null, 'account', 'basic-auth-disabled', 'stop'),
  // Microsoft 365: 535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.
  row(AUTH, null, null, /security defaults/i, 'account', 'sign-in-blocked', 'stop'),
  // Microsoft 365: 535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.
  row(AUTH, null, null, /did not meet the criteria/i, 'account', 'sign-in-blocked', 'stop'),
  // Microsoft 365: 535 5.7.139 Authentication unsuccessful, the organization configuration doesn't allow this authentication request.
  row(AUTH, null, null, /organization configuration/i, 'account', 'sign-in-blocked', 'stop'),
  // Microsoft 365: 535 5.7.144 Authentication unsuccessful (the application lacks SMTP.SendAsApp or the mailbox).
  row(AUTH, null, '5.7.144', null, 'account', 'oauth-permission-missing', 'stop'),
  // Google: 534-5.7.9 Application-specific password required.
  row(AUTH, null, null, /application-specific password/i, ...appPassword()),
  // Google: 535 5.7.8 Username and Password not accepted. For more information, go to support.google.com/mail/?p=BadCredentials
  row(AUTH, null, '5.7.8', /Username and Password not accepted|BadCredentials/i, ...appPassword()),
  // Google: 534-5.7.14 <https://accounts.google.com/...> Please log in via your web browser and then try again.
  row(AUTH, null, '5.7.14', null, 'account', 'sign-in-blocked', 'stop'),
  // Exchange: 530 5.7.57 Client was not authenticated to send anonymous mail during MAIL FROM
  row(null, null, '5.7.57', null, 'account', 'login-missing', 'stop'),
  // RFC 3207 4: 530 5.7.0 Must issue a STARTTLS command first
  row(null, [530], null, /STARTTLS/i, 'account', 'starttls-required', 'stop'),
  // Google: 421 4.7.0 TLS required for RCPT domain, closing connection.
  row(null, [421], null, /TLS required/i, 'connection', 'starttls-required', 'reconnect'),
  // RFC 4954 6: 538 5.7.11 Encryption required for requested authentication mechanism
  row(null, [538], null, null, 'account', 'starttls-required', 'stop'),
  // hosts that hide the missing login behind a policy: 550 5.7.1 Authentication required
  row(MAIL_AND_LATER, null, null, /authentication (?:is )?required|not authenticated/i, ...loginMissing()),
  // Google: 454 4.7.0 Too many login attempts, please try again later.
  row(AUTH, [421, 450, 451, 454], null, /too many (?:login|auth)/i, 'connection', 'too-many-logins', 'pause'),
  // RFC 4954 4: 504 5.5.4 Unrecognized authentication type
  row(AUTH, [504], null, null, 'account', 'auth-mechanism-refused', 'stop'),
  // Postfix, Exim: 503 5.5.1 Error: authentication not enabled; 502 5.5.1 command not implemented
  row(AUTH, [500, 502, 503], null, null, 'account', 'auth-not-offered', 'stop'),

  // ---- the account: throttled, used up, blocked --------------------------------------------------------------
  // Microsoft 365: 550 5.2.252 ... Sender throttled due to continuous send as denied errors (554 5.2.252 is one refusal).
  row(null, [550], /^5\.2\.25[1-5]$/, null, 'account', 'sender-throttled', 'stop'),
  // Microsoft 365: 550 5.1.8 Access denied, bad outbound sender
  row(null, null, '5.1.8', /bad outbound sender/i, 'account', 'account-blocked', 'stop'),
  // Microsoft 365: 550 5.7.501 Access denied, spam abuse detected; 5.7.705 Access denied, tenant has exceeded threshold
  row(null, null, /^5\.7\.(?:50[1-3]|70[58])$/, null, 'account', 'account-blocked', 'stop'),
  // Microsoft 365: 554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message
  row(null, null, null, /SubmissionQuotaExceeded|submission quota exceeded/i, ...quota()),
  // Microsoft 365: 550 5.7.233 Your message can't be sent because your tenant exceeded its tenant external recipient rate limit
  row(null, null, /^5\.7\.23[23]$/, null, ...quota()),
  // Microsoft 365: 550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients
  // Google: 550 5.4.5 Daily user sending limit exceeded, or in another year: Daily sending quota exceeded.
  row(null, null, /^5\.(?:1\.90|4\.5)$/, null, ...quota()),
  // Google: 550 5.7.1 Daily SMTP relay limit exceeded for customer. StartMail: 550 5.7.1 Your mail limit has been reached
  row(MAIL_AND_LATER, HARD, null, /daily .{0,40}limit|mail limit has been reached/i, ...quota()),
  // Plesk: 550 5.7.0 Your message could not be sent. The limit on the number of allowed outgoing messages was exceeded.
  // cPanel: 550 Domain example.org has exceeded the max emails per hour (105/100 (105%)) allowed. Message discarded.
  row(MAIL_AND_LATER, HARD, null, QUOTA_OF_AN_HOUR, ...ratePause()),
  // Microsoft 365: 554 5.2.2 mailbox full; ... MapiExceptionShutoffQuotaExceeded (the sender's, by its copies in Sent Items)
  row(BODY, [554], '5.2.2', null, 'account', 'sender-mailbox-full', 'stop'),
  row(null, null, null, /ShutoffQuotaExceeded/i, 'account', 'sender-mailbox-full', 'stop'),
  // Microsoft 365: 554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; ... Actual verdict is RefuseQuota
  row(null, null, null, /OutboundSpamException.{0,200}RefuseQuota/i, ...quota()),
  // Microsoft 365: 554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; ... Actual verdict is Suspend
  row(null, null, null, /OutboundSpamException/i, 'account', 'account-blocked', 'stop'),
  // Whoever counts by session: 452 4.5.3 Too many messages in this session; 421 4.4.2 session message limit reached
  row(
    MAIL_AND_LATER,
    [421, 450, 451, 452, 454, ...HARD],
    null,
    USED_UP_SESSION,
    'connection',
    'closing',
    'reconnect',
  ),
  // Exchange Server: 421 4.4.2 Message submission rate for this client has exceeded the configured limit
  row(null, null, null, /message submission rate/i, 'account', 'rate-limited', 'slow'),
  // Microsoft 365, not the sender's trouble: 432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded
  row(null, [432], null, /recipient thread limit/i, 'voter', 'recipient-busy', 'defer'),
  // Microsoft 365: 432 4.3.2 Concurrent connections limit exceeded; STOREDRV.ClientSubmit; sender thread limit exceeded
  row(null, [432], '4.3.2', null, 'connection', 'too-many-connections', 'slow'),
  // Google: 421 4.7.0 Too many connections; Postfix: 421 4.7.0 host Error: too many connections from 192.0.2.1
  // Exchange Server: 421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel
  row(null, [421, 450, 451], null, TOO_MANY_CONNECTIONS, 'connection', 'too-many-connections', 'slow'),
  // at connect: 554 5.7.0 Too many connections from your IP
  row(HELLO, [554], null, TOO_MANY_CONNECTIONS, 'connection', 'too-many-connections', 'slow'),
  // Google: 450 4.2.1 The user you are trying to contact is receiving mail too quickly (or: at a rate that ...)
  row(RCPT_AND_LATER, null, '4.2.1', /receiving (?:e-?)?mail/i, 'voter', 'recipient-busy', 'defer'),
  // Google: 450 4.2.1 Peak SMTP relay limit exceeded for customer.
  row(MAIL_AND_LATER, [421, 450, 451, 452], null, /peak .{0,20}limit/i, 'account', 'rate-limited', 'pause'),
  // Microsoft: 451 4.7.500 Server busy. / Access denied, please try again later [S77714]; 4.7.650 ... temporarily rate limited
  row(null, [451], /^4\.7\.(?:[56]\d\d|8[5-9]\d)$/, null, 'connection', 'unusual-volume', 'pause'),
  // Strato: 450 4.7.0 Transmit rate limit exceeded, try again later (ACC). rspamd: 451 4.7.1 Ratelimit "user" exceeded
  row(MAIL_AND_LATER, [450, 451, 452], null, /rate ?limit/i, 'account', 'rate-limited', 'pause'),
  // IONOS, in the second line at RCPT: 450-Requested mail action not taken: mailbox unavailable / 450 Mail send limit exceeded.
  row(MAIL_AND_LATER, [450, 451, 452], null, /send(?:ing)? limit/i, 'account', 'rate-limited', 'pause'),
  // postfwd: 450 4.7.1 Number messages per hour exceeded
  row(MAIL_AND_LATER, [450, 451, 452], null, /per (?:minute|hour|day) exceeded/i, ...ratePause()),
  // Postfix anvil: 450 4.7.1 Error: too much mail from 192.0.2.1
  row(MAIL_AND_LATER, [421, 450, 451], null, /too much mail/i, 'account', 'rate-limited', 'pause'),
  // GMX, web.de: 421 Nemesis ESMTP Service not available - No SMTP service - policy restrictions
  row(
    null,
    [421],
    null,
    /policy restrictions|not available.{0,40}policy/i,
    'connection',
    'rate-limited',
    'slow',
  ),
  // Google: 421 4.7.0 Try again later, closing connection. 421 4.7.28 unusual rate of unsolicited mail
  row(null, [421], /^4\.7\./, null, 'connection', 'rate-limited', 'slow'),

  // ---- the sender --------------------------------------------------------------------------------------------
  // Exchange: 550 5.7.60 SMTP; Client does not have permissions to send as this sender
  // Microsoft 365: 554 5.2.252 SendAsDenied; a@example.org not allowed to send as b@example.org
  row(null, null, /^5\.(?:7\.60|2\.252)$/, null, ...senderRefused()),
  // Microsoft 365: 554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied
  row(null, null, null, /SendAsDenied|(?:allowed|permitted|permissions?) to send as/i, ...senderRefused()),
  // Postfix, at RCPT TO: 553 5.7.1 <b@example.org>: Sender address rejected: not owned by user a@example.org
  row(null, HARD, null, /sender address rejected|not owned by user/i, ...senderRefused()),
  // Postfix, at RCPT TO: 450 4.1.8 <b@example.org>: Sender address rejected: Domain not found
  row(null, [450, 451], null, /sender address rejected/i, 'account', 'sender-deferred', 'pause'),
  // RFC 3463 3.2: 553 5.1.7 Bad sender's mailbox address syntax, 501 5.1.8 Bad sender's system address
  row(null, null, /^5\.1\.[78]$/, null, ...senderRefused()),
  // Postfix: 554 5.7.1 <v@example.com>: Relay access denied (454 4.7.1 where the host defers)
  row(MAIL_AND_LATER, null, null, /relay(?:ing)? (?:access )?(?:is )?(?:denied|not permitted)/i, ...relay()),
  // Exchange: 550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain
  row(MAIL_AND_LATER, null, null, /unable to relay/i, ...relay()),
  // Microsoft: 550 5.7.509 Access denied, sending domain does not pass DMARC verification; 5.7.515; 5.7.23 SPF; Google 5.7.26
  row(null, null, /^5\.7\.(?:2[36]|509|515)$/, null, 'policy', 'sender-domain-unauthenticated', 'refuse'),

  // ---- the recipient -----------------------------------------------------------------------------------------
  // Postgrey: 450 4.2.0 <v@example.com>: Recipient address rejected: Greylisted; rspamd: 451 4.7.1 Greylisted, please try again later
  row(RCPT_AND_LATER, [450, 451], null, /gr[ae]y-?list/i, 'voter', 'greylisted', 'defer'),
  // Exim, Dovecot: 452 4.2.2 Mailbox full; 452-4.2.2 The email account that you tried to reach is over quota
  row(RCPT_AND_LATER, null, '4.2.2', null, 'voter', 'mailbox-full', 'defer'),
  // Dovecot: 552 5.2.2 <v@example.com> Quota exceeded (mailbox for user is full)
  row(RCPT_AND_LATER, null, '5.2.2', null, 'voter', 'mailbox-full', 'refuse'),
  // RFC 5321 4.5.3.1.10: 452 4.5.3 Error: too many recipients
  row(RCPT, null, '4.5.3', null, 'message', 'recipient-deferred', 'defer'),
  // Postfix: 553 5.6.7 Must declare SMTPUTF8 to send unicode address
  row(['mail-from', 'rcpt-to'], null, '5.6.7', null, 'voter', 'smtputf8-missing', 'refuse'),
  // Google and others, a non-ASCII address without SMTPUTF8: 555 5.5.2 Syntax error
  row(RCPT, [555], '5.5.2', null, 'voter', 'smtputf8-missing', 'refuse'),
  // Postfix: 554 5.7.1 <v@example.com>: Recipient address rejected: Access denied (5.7 alone would be a rule for everybody)
  row(RCPT_AND_LATER, HARD, null, /recipient address rejected/i, 'voter', 'recipient-refused', 'refuse'),

  // ---- the pace, in whatever words ---------------------------------------------------------------------------
  // Policy daemons and rules of the hosts' own: 450 4.7.1 Too many messages, slow down; 452 4.7.1 Throttled, try later
  row(MAIL_AND_LATER, [421, 450, 451, 452, 454, ...HARD], null, TOO_FAST, 'account', 'rate-limited', 'slow'),

  // ---- the message -------------------------------------------------------------------------------------------
  // RFC 1870 6.1: 552 5.3.4 Message size exceeds fixed maximum message size
  // Exchange: 550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient
  row(MAIL_AND_LATER, null, /^5\.(?:3\.4|2\.3)$/, null, 'message', 'message-too-large', 'stop'),
  // Exim, at MAIL FROM: 552 Message size exceeds maximum permitted
  row(['mail-from', 'data', 'end-of-data'], [552], null, /size|too (?:large|big|long)/i, ...tooLarge()),
  // Microsoft: 550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant; 550 5.6.11 Invalid characters
  row(null, null, /^5\.(?:7\.512|6\.11)$/, null, 'message', 'message-malformed', 'stop'),

  // ---- the connection ----------------------------------------------------------------------------------------
  // Postfix: 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.dnsbl.example
  row(null, null, null, /client host .{0,80}(?:blocked|rejected)|blocked using/i, ...ipBlocked()),
  // T-Online: 554 IP=192.0.2.1 - None/bad reputation. Ask your postmaster for help or to contact postmaster@rx.t-online.de
  // at connect: 550 Access denied; 554 5.7.1 Your IP is on our block list
  row(HELLO, [521, 541, 550, 553, 554], null, /denied|block|black|reputation|not allowed/i, ...ipBlocked()),
  // Exchange under back-pressure: 452 4.3.1 Insufficient system resources
  row(null, [452], '4.3.1', null, 'connection', 'server-busy', 'pause'),
  // after a refused command, Strato: 503 5.5.0 ...; Postfix: 554 5.5.1 Error: no valid recipients
  row(null, [503], null, null, 'connection', 'out-of-sequence', 'reconnect'),
  row(BODY, [554], '5.5.1', null, 'connection', 'out-of-sequence', 'reconnect'),
  // spam filters: 554 5.7.1 Message rejected as spam; 550 5.7.1 ... content; 552 5.7.0 blocked because its content presents ...
  row(RCPT_AND_LATER, HARD, /^5\.7\./, CONTENT, 'policy', 'content-refused', 'refuse'),
  row(BODY, HARD, null, CONTENT, 'policy', 'content-refused', 'refuse'),
];

type Verdict = readonly [
  ReplyRow['verdict']['scope'],
  ReplyRow['verdict']['kind'],
  ReplyRow['verdict']['action'],
];

function appPassword(): Verdict {
  return ['account', 'app-password-needed', 'stop'];
}

function loginMissing(): Verdict {
  return ['account', 'login-missing', 'stop'];
}

/** A 5xx that is over by tomorrow. */
function quota(): Verdict {
  return ['account', 'quota-exceeded', 'pause'];
}

function ratePause(): Verdict {
  return ['account', 'rate-limited', 'pause'];
}

function senderRefused(): Verdict {
  return ['account', 'sender-refused', 'stop'];
}

function relay(): Verdict {
  return ['account', 'relay-denied', 'stop'];
}

function tooLarge(): Verdict {
  return ['message', 'message-too-large', 'stop'];
}

function ipBlocked(): Verdict {
  return ['connection', 'ip-blocked', 'stop'];
}
