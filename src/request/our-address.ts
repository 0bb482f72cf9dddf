/** Owns the check of an address or a network that the organiser's firewall is to let through. */
import { BlockList, isIP } from 'node:net';

export interface OurAddress {
  /** As firewalls write it: "203.0.113.7", "203.0.113.0/28", "2001:db8::/48". */
  readonly address: string;
  /** An address of an inner network (RFC 1918, RFC 4193, RFC 6598), which a server outside of it never sees. */
  readonly inner: boolean;
}

/** What was expected instead: a word for src/i18n, or the two ways in which the text may have been meant. */
export type AddressCheck = { readonly value: OurAddress } | { readonly expected: string };

type Family = 4 | 6;
type Subnet = readonly [network: string, prefix: number];

const BITS: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

/** From these no connection to another computer comes: this host, link-local, multicast, reserved (RFC 6890). */
const NEVER_SEEN: readonly Subnet[] = [
  ...([
    ['0.0.0.0', 8],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['224.0.0.0', 3],
  ] as const),
  ...([
    ['::', 127],
    ['fe80::', 10],
    ['ff00::', 8],
  ] as const),
];
const INNER: readonly Subnet[] = [
  ...([
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['100.64.0.0', 10],
  ] as const),
  ['fc00::', 7],
];

/** Checks an IPv4 or IPv6 address, or a network in CIDR notation (RFC 4632, RFC 4291 2.3), as typed. */
export function checkOurAddress(text: string): AddressCheck {
  const [, written = '', length] = /^([0-9A-Fa-f:.]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const family = isIP(written);
  if (family !== 4 && family !== 6) return { expected: 'ip-network' };
  const prefix = length === undefined ? BITS[family] : Number(length);
  if (prefix < 1 || prefix > BITS[family]) return { expected: 'ip-network' };
  const address = textOf(bitsOf(written, family), family);
  const network = textOf(networkBits(bitsOf(written, family), prefix, family), family);
  if (isIn(NEVER_SEEN, address, family)) return { expected: 'ip-reachable' };
  // "203.0.113.7/24" is one computer or 256: nobody should have to guess.
  if (network !== address) return { expected: `${address} | ${network}/${prefix}` };
  const shown = prefix === BITS[family] ? address : `${address}/${prefix}`;
  return { value: { address: shown, inner: isIn(INNER, address, family) } };
}

function isIn(subnets: readonly Subnet[], address: string, family: Family): boolean {
  const list = new BlockList();
  for (const [network, prefix] of subnets)
    list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

function networkBits(bits: bigint, prefix: number, family: Family): bigint {
  const rest = BigInt(BITS[family] - prefix);
  return (bits >> rest) << rest;
}

function bitsOf(address: string, family: Family): bigint {
  if (family === 4) return address.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
  const [head = '', tail = ''] = shortened(address).split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const filled = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0');
  return [...groups(head), ...filled, ...groups(tail)].reduce(
    (bits, group) => (bits << 16n) | BigInt(`0x${group}`),
    0n,
  );
}

function textOf(bits: bigint, family: Family): string {
  const width = family === 4 ? 8n : 16n;
  const parts = Array.from({ length: family === 4 ? 4 : 8 }, (_, index) =>
    ((bits >> (width * BigInt((family === 4 ? 3 : 7) - index))) & ((1n << width) - 1n)).toString(
      family === 4 ? 10 : 16,
    ),
  );
  return family === 4 ? parts.join('.') : shortened(parts.join(':'));
}

/** In lower case, zeros left out (RFC 5952). */
function shortened(address: string): string {
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}
