/** Owns what the connection test asks of the outside: names, connections, TLS, time; a test hands in its own. */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Trust } from '../smtp/tls-trust.js';

export interface MailExchange {
  /** "" for the root: the domain takes no mail (RFC 7505). */
  readonly exchange: string;
  readonly priority: number;
}

/** RFC 2782. */
export interface ServiceRecord {
  /** Host name; "" or "." where the service is decidedly not there. */
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** Questions to DNS; each rejects with a code of c-ares: ENOTFOUND no such name, ENODATA no such record, else no answer. */
export interface DomainNames {
  /** True where somebody chose the name servers: only they may know the names of RFC 6761 ("organiser.test"). */
  readonly asksReserved: boolean;
  mx(name: string): Promise<readonly MailExchange[]>;
  srv(name: string): Promise<readonly ServiceRecord[]>;
  /** One text for each record, its strings joined (RFC 7208 3.3). */
  txt(name: string): Promise<readonly string[]>;
  /** IPv4 and IPv6. */
  addresses(name: string): Promise<readonly string[]>;
}

export interface Doors {
  /** All addresses of a host, as the operating system gives them; rejects with a system error (`code`). */
  lookup(host: string): Promise<readonly string[]>;
  /** Asked about the sender's domain only. */
  readonly dns: DomainNames;
  /** Begins a TCP connection. */
  connect(address: string, port: number): Socket;
  /** Begins a TLS handshake as a client over a connected socket, the certificate checked against host or pin. */
  startTls(socket: Socket, host: string, trust: Trust): TLSSocket;
  readonly clock: {
    /** Milliseconds since 1970, to judge a certificate's dates. */
    now(): number;
    /** Milliseconds that never jump back. */
    monotonic(): number;
    /** Resolves after so many milliseconds. */
    sleep(milliseconds: number): Promise<void>;
  };
}

/** Milliseconds each stage may take; `command` is every stage not named. */
export interface StageDeadlines {
  readonly resolve: number;
  readonly connect: number;
  readonly tls: number;
  readonly greeting: number;
  readonly command: number;
  /** After the final dot of a test message; RFC 5321 4.5.3.2.6 lets a server take ten minutes, nobody watches that long. */
  readonly confirmation: number;
  /** All questions about the sender's domain together, from the beginning of the test. */
  readonly senderDomain: number;
}

/** Shorter than a mailing's: somebody is watching, and 10 s of silence already are an answer. */
export const STAGE_DEADLINES: StageDeadlines = {
  resolve: 10_000,
  connect: 10_000,
  tls: 10_000,
  greeting: 10_000,
  command: 20_000,
  confirmation: 60_000,
  senderDomain: 4_000,
};
