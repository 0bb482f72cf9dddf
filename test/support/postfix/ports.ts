/** Owns the ports of the rig: what each one is for, and numbers that nobody uses. */
import { createServer } from 'node:net';

/** Every port of the rig, and what a client meets there. */
export const PORTS = {
  starttls: 'STARTTLS; login only under TLS',
  ssl: 'implicit TLS',
  plain: 'no TLS at all; login in clear text',
  noAuth: 'STARTTLS; offers no AUTH and takes mail without it',
  slowDot: 'implicit TLS; answers the final dot late',
  oldTls: 'implicit TLS, 1.0 and 1.1 only',
  expired: 'implicit TLS; the certificate has expired',
  notYetValid: 'implicit TLS; the certificate begins in the future',
  wrongHost: 'implicit TLS; the certificate is for another host',
  selfSigned: 'implicit TLS; the certificate signs itself',
  unknownCa: 'implicit TLS; the certificate is of a CA that the client does not know',
} as const;

export type PortName = keyof typeof PORTS;
export type RigPorts = Readonly<Record<PortName, number>>;

/** Below the range from which Linux takes ports for outgoing connections, so that none of them gets in between. */
const LOWEST = 12_000;
const COUNT = 20_000;

export async function choosePorts(random: () => number = Math.random): Promise<RigPorts> {
  const chosen = new Set<number>();
  while (chosen.size < Object.keys(PORTS).length) {
    const port = LOWEST + Math.floor(random() * COUNT);
    if (!chosen.has(port) && (await isFree(port))) chosen.add(port);
  }
  const numbers = [...chosen];
  return Object.fromEntries(Object.keys(PORTS).map((name, index) => [name, numbers[index]])) as RigPorts;
}

/** Asked without an address, so that IPv6 is tried too where the machine has it. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
