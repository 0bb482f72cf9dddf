/** Owns the text of the configuration files for Postfix (postconf(5), master(5)) and Dovecot 2.3. */
import { join } from 'node:path';
import type { CertificateName } from './certificates.js';
import type { PortName, RigPorts } from './ports.js';

export interface RigSettings {
  /** The rig's temporary directory, absolute. */
  readonly folder: string;
  readonly ports: RigPorts;
  /** Addresses to listen on: 127.0.0.1, and ::1 where the machine has it. */
  readonly addresses: readonly string[];
  readonly slowDotSeconds: number;
  /** main.cf parameters of one test; they win over those written here. */
  readonly extra: Readonly<Record<string, string>>;
  /** Where Dovecot asks about a token; null where it takes passwords only. */
  readonly introspectionUrl: string | null;
  /** SASL mechanisms, blank-separated. */
  readonly mechanisms: string;
  readonly user: string;
  readonly password: string;
  /** Owner of the mailbox: any user but root and postfix. */
  readonly mailUid: number;
}

/** Local parts of recipients that choose the reply to RCPT TO, and of senders that choose the one to MAIL FROM. */
export const RECIPIENT_REPLIES = {
  nouser: '550 5.1.1 User unknown in virtual mailbox table',
  full: '552 5.2.2 Mailbox full',
  policy: '554 5.7.1 Message refused by policy',
  grey: '450 4.2.0 Greylisted, see you later',
  busy: '451 4.3.0 Temporary local problem',
  quota: '450 4.7.1 Error: too much mail, quota of this account used up',
  bye: '421 4.7.0 Closing the connection',
} as const;
export const SENDER_REPLIES = {
  notmine: '553 5.7.1 Sender address rejected: not owned by user',
  suspended: '550 5.7.1 This account is suspended',
} as const;

export function mainCf(rig: RigSettings): string {
  const at = (...path: string[]) => join(rig.folder, ...path);
  return lines({
    compatibility_level: '3.6',
    myhostname: 'rig.example',
    queue_directory: at('queue'),
    data_directory: at('data'),
    // Postfix takes a log file only below these prefixes, which by default are /var and /dev/stdout.
    maillog_file_prefixes: at('log'),
    maillog_file: at('log', 'postfix.log'),
    inet_protocols: 'all',
    // Plain files without a compiled database; the system's own aliases stay out.
    default_database_type: 'texthash',
    alias_maps: '',
    alias_database: '',
    local_recipient_maps: '',
    smtp_dns_support_level: 'disabled',
    disable_dns_lookups: 'yes',
    smtpd_peername_lookup: 'no',
    mydestination: '',
    mynetworks: '127.0.0.0/8 [::1]/128',
    // Every address of every domain ends in one Maildir; for whatever might not, there is only an error.
    virtual_mailbox_domains: `regexp:${at('conf', 'every-domain')}`,
    virtual_mailbox_base: at('mail'),
    virtual_mailbox_maps: 'static:all/',
    virtual_uid_maps: `static:${rig.mailUid}`,
    virtual_gid_maps: `static:${rig.mailUid}`,
    virtual_mailbox_limit: '0',
    // One file per recipient, and only so does virtual(8) write X-Original-To.
    virtual_destination_recipient_limit: '1',
    default_transport: 'error:the rig lets nothing leave this machine',
    relay_transport: 'error:the rig lets nothing leave this machine',
    // smtpd refuses to run unless a restriction like this one keeps strangers out.
    smtpd_relay_restrictions: 'permit_sasl_authenticated, reject',
    smtpd_recipient_restrictions: `check_recipient_access regexp:${at('conf', 'recipients')}, permit`,
    smtpd_sender_restrictions: `check_sender_access regexp:${at('conf', 'senders')}, permit`,
    smtpd_delay_reject: 'no',
    // Clients on loopback count as local, and Postfix would complete and rewrite their headers.
    local_header_rewrite_clients: '',
    header_checks: `regexp:${at('conf', 'headers')}`,
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: 'private/auth',
    smtpd_sasl_auth_enable: 'yes',
    smtpd_tls_auth_only: 'yes',
    smtpd_tls_security_level: 'may',
    smtpd_tls_key_file: at('tls', 'server.key'),
    smtpd_tls_cert_file: at('tls', 'good.pem'),
    smtpd_tls_loglevel: '1',
    // Nothing that slows a client down, counts it or gives up on it.
    smtpd_error_sleep_time: '0',
    smtpd_soft_error_limit: '100000',
    smtpd_hard_error_limit: '100000',
    smtpd_junk_command_limit: '100000',
    smtpd_client_connection_count_limit: '0',
    smtpd_client_event_limit_exceptions: '',
    in_flow_delay: '0',
    qmgr_message_active_limit: '20000',
    // Flat folders where we look; an empty list is refused, and nobody looks into `hold`.
    hash_queue_names: 'hold',
    enable_long_queue_ids: 'yes',
    ...rig.extra,
  });
}

const IMPLICIT_TLS = { smtpd_tls_wrappermode: 'yes', smtpd_tls_security_level: 'encrypt' };

export function masterCf(rig: RigSettings): string {
  const services = (Object.keys(rig.ports) as PortName[]).flatMap((name) =>
    rig.addresses.map((address) => smtpdService(`${address}:${rig.ports[name]}`, portSettings(name, rig))),
  );
  return [...services, ...INTERNAL_SERVICES, ''].join('\n');
}

function portSettings(name: PortName, rig: RigSettings): Readonly<Record<string, string>> {
  const withCertificate = (certificate: CertificateName) => ({
    ...IMPLICIT_TLS,
    smtpd_tls_cert_file: join(rig.folder, 'tls', `${certificate}.pem`),
  });
  const settings: Record<PortName, Readonly<Record<string, string>>> = {
    starttls: {},
    ssl: IMPLICIT_TLS,
    plain: { smtpd_tls_security_level: 'none', smtpd_tls_auth_only: 'no' },
    noAuth: { smtpd_sasl_auth_enable: 'no', smtpd_relay_restrictions: 'permit_mynetworks,reject' },
    slowDot: { ...IMPLICIT_TLS, smtpd_end_of_data_restrictions: `{sleep ${rig.slowDotSeconds}, permit}` },
    oldTls: {
      ...IMPLICIT_TLS,
      smtpd_tls_mandatory_protocols: '{>=TLSv1, <=TLSv1.1}',
      tls_medium_cipherlist: 'ALL:@SECLEVEL=0',
    },
    expired: withCertificate('expired'),
    notYetValid: withCertificate('not-yet-valid'),
    wrongHost: withCertificate('wrong-host'),
    selfSigned: withCertificate('self-signed'),
    unknownCa: withCertificate('unknown-ca'),
  };
  return settings[name];
}

/** A value in braces may hold blanks (master(5): `-o { name = value }`). */
function smtpdService(endpoint: string, settings: Readonly<Record<string, string>>): string {
  const options = Object.entries(settings).map(
    ([name, value]) => `  -o { ${name} = ${value.replace(/^\{(.*)\}$/, '$1')} }`,
  );
  return [`${endpoint} inet n - n - - smtpd`, ...options].join('\n');
}

/** Neither smtp nor relay nor local is among them: no way out of the machine, none into the system's mailboxes. */
const INTERNAL_SERVICES = [
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'showq unix n - n - - showq',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'virtual unix - n n - - virtual',
  'anvil unix - - n - 1 anvil',
  'postlog unix-dgram n - n - 1 postlogd',
];

/** Lookup tables of main.cf: file name in `conf` and text. */
export function lookupTables(): Readonly<Record<string, string>> {
  return {
    'every-domain': '/./ OK\n',
    recipients: accessTable(RECIPIENT_REPLIES),
    senders: accessTable(SENDER_REPLIES),
    // "X-Rig-Fault: 4.3.0 text" or "5.7.1 text": refused after the final dot with 451 or 550.
    headers: '/^X-Rig-Fault: ([45]\\.[0-9]+\\.[0-9]+ .*)$/ REJECT $1\n',
  };
}

function accessTable(replies: Readonly<Record<string, string>>): string {
  return Object.entries(replies)
    .map(([localPart, reply]) => `/^${localPart}[^@]*@/ ${reply}\n`)
    .join('');
}

export function dovecotConf(rig: RigSettings): string {
  const at = (...path: string[]) => join(rig.folder, ...path);
  return `
protocols =
base_dir = ${at('dovecot')}
state_dir = ${at('dovecot')}
log_path = ${at('log', 'dovecot.log')}
ssl = no
disable_plaintext_auth = no
auth_mechanisms = ${rig.mechanisms}
auth_failure_delay = 0
${rig.introspectionUrl === null ? '' : tokenPassdb(at('conf', 'oauth2'))}passdb {
  driver = passwd-file
  args = ${at('conf', 'users')}
}
userdb {
  driver = static
  args = uid=${rig.mailUid} gid=${rig.mailUid} home=${at('mail')}
}
service auth {
  unix_listener ${at('queue', 'private', 'auth')} {
    mode = 0660
    user = postfix
    group = postfix
  }
}
# Wrong passwords must not make the next login slow.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;
}

function tokenPassdb(path: string): string {
  return `passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${path}
}
`;
}

/** Every token is asked about anew: what is over must be refused. */
export function dovecotTokens(introspectionUrl: string): string {
  return `introspection_url = ${introspectionUrl}
introspection_mode = get
username_attribute = user
active_attribute = active
active_value = true
timeout_msecs = 5000
max_parallel_connections = 4
`;
}

/** passwd-file: the password in hexadecimal, since a colon would end it. */
export function dovecotUsers(rig: RigSettings): string {
  return `${rig.user}:{PLAIN.HEX}${Buffer.from(rig.password).toString('hex')}::::::\n`;
}

function lines(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}
