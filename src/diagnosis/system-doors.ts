/** Owns the real doors of the connection test: the operating system's resolver, TCP and TLS. */
import { lookup, Resolver } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type Trust, tlsTrust } from '../smtp/tls-trust.js';
import type { DomainNames, Doors } from './doors.js';

/** getaddrinfo as every other program of this machine uses it, hosts file and split DNS included. */
async function addressesOf(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map((entry) => entry.address);
}

function startTls(socket: Socket, host: string, trust: Trust): TLSSocket {
  return connectTls({
    socket,
    host,
    // Server Name Indication takes names only (RFC 6066 3); an address is still checked by `host`.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...tlsTrust(trust),
  });
}

/**
 * Asks the given name servers ("192.0.2.53", "127.0.0.1:5353", "[::1]:53"), or the system's where that is null. Past
 * the hosts file on purpose: the records of mail stand in DNS alone.
 */
export function domainNames(servers: readonly string[] | null): DomainNames {
  const resolver = new Resolver({ timeout: 1_500, tries: 2 });
  if (servers !== null) resolver.setServers(servers);
  return {
    asksReserved: servers !== null,
    mx: (name) => resolver.resolveMx(name),
    srv: (name) => resolver.resolveSrv(name),
    txt: async (name) => (await resolver.resolveTxt(name)).map((strings) => strings.join('')),
    addresses: (name) => eitherOf(resolver.resolve4(name), resolver.resolve6(name)),
  };
}

/** The addresses of both kinds. Rejects where there are none, and rather with a silence than with a no. */
async function eitherOf(...asked: readonly Promise<string[]>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(asked);
  const found = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  if (found.length > 0) return found;
  const reasons = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  throw reasons.find(({ code }) => code !== 'ENODATA' && code !== 'ENOTFOUND') ?? reasons[0];
}

export const systemDoors: Doors = {
  lookup: addressesOf,
  dns: domainNames(null),
  connect: (address, port) => connect({ host: address, port }),
  startTls,
  clock: {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (milliseconds) => sleep(milliseconds),
  },
};
