/** Owns the sandbox as a whole: a mail server in this process to rehearse on, and its inbox. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret } from '../profile/profile.js';
import type { Reply } from '../smtp/reply.js';
import { type Answer, type Behaviour, rehearsalBehaviour } from './behaviour.js';
import { type Certificate, makeCertificate } from './certificate.js';
import { codeOf } from './directory.js';
import { type Inbox, openInbox } from './inbox.js';
import type { PageWords } from './inbox-page.js';
import { startInboxServer } from './inbox-server.js';
import { HOST, type Judge, listen, type MessageOutcome } from './listener.js';
import { type MessageStore, openStore } from './message-store.js';

export interface SandboxOptions {
  /** Folder for the messages, made with mode 0700; the one above it must exist. */
  readonly directory: string;
  /** Removes what a former rehearsal left in the folder; false resumes it. Default false. */
  readonly fresh?: boolean;
  /** Language and texts of the inbox page; without them there is no page. */
  readonly page?: PageWords;
  /** Default: everybody is accepted but the magic addresses (behaviour.ts). */
  readonly behaviour?: Behaviour;
  readonly clock?: () => Date;
}

export interface Sandbox {
  /** An address, not a name: "localhost" may be ::1 first, where nothing listens. */
  readonly host: string;
  readonly ports: { readonly ssl: number; readonly starttls: number };
  readonly user: string;
  /** Random at each start. */
  readonly password: Secret;
  /** PEM: with it as CA a client verifies the sandbox fully. */
  readonly ca: string;
  readonly inbox: Inbox;
  /** Page of the inbox, its secret path included; null without `page`. */
  readonly inboxUrl: string | null;
  close(): Promise<void>;
}

const USER = 'sandbox';
const QUEUED: Reply = { code: 250, enhanced: '2.0.0', text: 'OK: kept in the sandbox, goes nowhere' };
const DISK_FULL: Reply = { code: 452, enhanced: '4.3.1', text: 'Insufficient system storage' };

/**
 * Starts two listeners on free ports of 127.0.0.1 (implicit TLS and STARTTLS), login required, verified TLS.
 * Every accepted message becomes one file; none leaves this computer.
 * Throws Fault 'sandbox-directory-unusable', 'sandbox-not-started'.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = options.clock ?? (() => new Date());
  const store = await openStore(options.directory, options.fresh ?? false);
  const certificate = await makeCertificate(clock());
  const password = new Secret(randomBytes(18).toString('base64url'));
  const judge = judgeFor(store, options.behaviour ?? rehearsalBehaviour, password);
  const inbox = openInbox(store);

  const { ssl, starttls, page, close } = await openParts(certificate, judge, inbox, options.page);
  return {
    host: HOST,
    ports: { ssl: ssl.port, starttls: starttls.port },
    user: USER,
    password,
    ca: certificate.certificate,
    inbox,
    inboxUrl: page?.url ?? null,
    close,
  };
}

/** All or nothing: where one part cannot start, those that could are closed again. */
async function openParts(certificate: Certificate, judge: Judge, inbox: Inbox, words: PageWords | undefined) {
  const starting = [
    listen('ssl', certificate, judge),
    listen('starttls', certificate, judge),
    words === undefined ? null : startInboxServer(inbox, words),
  ] as const;
  const close = async () => {
    const parts = await Promise.allSettled(starting);
    await Promise.all(parts.map((part) => (part.status === 'fulfilled' ? part.value?.close() : null)));
  };
  try {
    const [ssl, starttls, page] = await Promise.all(starting);
    return { ssl, starttls, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function judgeFor(store: MessageStore, behaviour: Behaviour, password: Secret): Judge {
  return {
    isLogin: (user, given) => user === USER && isSame(given, password.reveal()),
    judgeRecipient: async (recipient) => {
      const answer = behaviour(recipient);
      if (answer.kind === 'refuse-recipient') return answer.reply;
      if (answer.kind !== 'refuse-first-try') return null;
      return (await store.isFirstTry(recipient)) ? answer.reply : null;
    },
    judgeMessage: async (message) => {
      const answer = behaviour(message.envelope.recipient);
      if (answer.kind === 'refuse-message') return { kind: 'reply', reply: answer.reply };
      try {
        await store.add(message);
      } catch (error) {
        if (!['ENOSPC', 'EDQUOT'].includes(codeOf(error))) throw error;
        return { kind: 'reply', reply: DISK_FULL };
      }
      return outcomeOf(answer);
    },
  };
}

function outcomeOf(answer: Answer): MessageOutcome {
  return answer.kind === 'hang-up' ? { kind: 'hang-up' } : { kind: 'reply', reply: QUEUED };
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
