/** Owns the real doors of the connection test: the operating system's resolver, TCP and TLS. */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Doors } from './doors.js';

/** getaddrinfo as every other program of this machine uses it, hosts file and split DNS included. */
async function addressesOf(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map((entry) => entry.address);
}

function startTls(socket: Socket, host: string, ca: string | null): TLSSocket {
  return connectTls({
    socket,
    host,
    // Server Name Indication takes names only (RFC 6066 3); an address is still checked by `host`.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Written out: NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise switch the check off silently.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(ca === null ? {} : { ca }),
  });
}

export const systemDoors: Doors = {
  lookup: addressesOf,
  connect: (address, port) => connect({ host: address, port }),
  startTls,
  clock: {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (milliseconds) => sleep(milliseconds),
  },
};
