/** Owns the two SMTP listeners of the sandbox; the door to smtp-server. */
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { Fault } from '../fault.js';
import { formatReply, type Reply } from '../smtp/reply.js';
import type { Certificate } from './certificate.js';
import { codeOf } from './directory.js';
import type { StoredMessage } from './message-file.js';

export const HOST = '127.0.0.1';
/** RFC 1870: what EHLO announces, in bytes. */
const SIZE_LIMIT = 25 * 1024 * 1024;

/** What happens after the final dot: a reply, or none at all. */
export type MessageOutcome = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'hang-up' };

/** The decisions of the sandbox; the listeners only speak the protocol. */
export interface Judge {
  isLogin(user: string, password: string): boolean;
  /** null accepts. */
  judgeRecipient(recipient: string): Promise<Reply | null>;
  judgeMessage(message: StoredMessage): Promise<MessageOutcome>;
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

const TOO_LARGE: Reply = { code: 552, enhanced: '5.3.4', text: 'Message exceeds the size limit' };
const LOGIN_REFUSED: Reply = { code: 535, enhanced: '5.7.8', text: 'Authentication credentials invalid' };
const TLS_FIRST: Reply = { code: 530, enhanced: '5.7.0', text: 'Must issue a STARTTLS command first' };
const LOGIN_FIRST = '5.7.0 Authentication required';
/** Jokes and commands that a submission server does not have. */
const NEVER = ['WIZ', 'SHELL', 'KILL', 'XCLIENT', 'XFORWARD'];

/**
 * Listens on a free port of 127.0.0.1: TLS from the first byte for `ssl` (RFC 8314), RFC 3207 for `starttls`.
 * Login is required, offered (PLAIN, LOGIN) and taken only under TLS. Throws Fault 'sandbox-not-started'.
 */
export async function listen(
  encryption: 'ssl' | 'starttls',
  certificate: Certificate,
  judge: Judge,
): Promise<Listener> {
  const sockets = new Map<string, Socket>();
  const server = new SMTPServer({
    ...settings(encryption, certificate),
    ...callbacks(judge, sockets),
  });
  const port = await listening(server);
  // Clients that vanish or speak no TLS are the client's trouble, and the tests' daily bread.
  server.on('error', () => {});
  return { port, close: () => closed(server, sockets) };
}

function settings(encryption: 'ssl' | 'starttls', certificate: Certificate): SMTPServerOptions {
  return {
    secure: encryption === 'ssl',
    key: certificate.key,
    cert: certificate.certificate,
    minVersion: 'TLSv1.2',
    name: 'sandbox.invite.test',
    heloResponse: '%s greets you',
    authMethods: ['PLAIN', 'LOGIN'],
    authRequiredMessage: LOGIN_FIRST,
    size: SIZE_LIMIT,
    // An invitation has one recipient; RFC 5321 4.5.3.1.10 would have the rest come later.
    maxRecipients: 1,
    // The library would add codes of its own to ours.
    hideENHANCEDSTATUSCODES: true,
    disableReverseLookup: true,
    disabledCommands: NEVER,
    closeTimeout: 100,
    logger: false,
  };
}

function callbacks(judge: Judge, sockets: Map<string, Socket>): SMTPServerOptions {
  return {
    onConnect: (session, done) => {
      // RFC 4954 4: a server that wants TLS first does not offer AUTH before it.
      if (!session.secure) session.disabledCommands = [...NEVER, 'AUTH'];
      done();
    },
    onSecure: (socket, session, done) => {
      session.disabledCommands = NEVER;
      sockets.set(session.id, socket);
      done();
    },
    onClose: (session) => sockets.delete(session.id),
    onAuth: ({ username = '', password }, _session, done) => {
      if (judge.isLogin(username, password ?? '')) done(null, { user: username });
      else done(errorFor(LOGIN_REFUSED));
    },
    onMailFrom: (_address, session, done) => done(session.secure ? null : errorFor(TLS_FIRST)),
    onRcptTo: ({ address }, _session, done) => {
      answer(judge.judgeRecipient(address), (reply) => done(reply && errorFor(reply)), done);
    },
    onData: (stream, session, done) => {
      answer(
        receive(stream, session, judge),
        (outcome) => {
          if (outcome.kind === 'hang-up') sockets.get(session.id)?.destroy();
          else if (outcome.reply.code < 300) done(null, wordsOf(outcome.reply));
          else done(errorFor(outcome.reply));
        },
        done,
      );
    },
  };
}

async function receive(
  stream: AsyncIterable<Buffer> & { readonly sizeExceeded: boolean },
  session: SMTPServerSession,
  judge: Judge,
): Promise<MessageOutcome> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  if (stream.sizeExceeded) return { kind: 'reply', reply: TOO_LARGE };
  const { mailFrom, rcptTo } = session.envelope;
  const sender = mailFrom === false ? '' : mailFrom.address;
  const recipient = rcptTo[0]?.address ?? '';
  return judge.judgeMessage({ envelope: { sender, recipient }, bytes: Buffer.concat(chunks) });
}

/** The library takes callbacks; a rejection becomes its reply to the client. */
function answer<T>(promise: Promise<T>, use: (value: T) => void, fail: (error: Error) => void): void {
  promise.then(use, (error: unknown) => {
    const text = `Local error (${codeOf(error)})`;
    fail(errorFor({ code: 451, enhanced: '4.3.0', text }));
  });
}

/** The library reads the reply's code and text from an error. */
function errorFor(reply: Reply): Error {
  return Object.assign(new Error(wordsOf(reply)), { responseCode: reply.code });
}

/** "5.1.1 no such user": the reply without its code, which the library writes. */
function wordsOf(reply: Reply): string {
  return formatReply(reply).slice(4);
}

function listening(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(new Fault('sandbox-not-started', { reason: codeOf(error) }));
    server.once('error', refuse);
    const socket = server.listen(0, HOST, () => {
      server.off('error', refuse);
      resolve((socket.address() as AddressInfo).port);
    });
  });
}

async function closed(server: SMTPServer, sockets: ReadonlyMap<string, Socket>): Promise<void> {
  await new Promise<void>((resolve) => server.close(resolve));
  for (const socket of sockets.values()) socket.destroy();
}
