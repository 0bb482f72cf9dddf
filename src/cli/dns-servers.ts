/** Owns which name servers the connection test asks about the sender's domain: by flag, by environment, the system's. */
import { isIP } from 'node:net';
import { Fault } from '../fault.js';
import { safeText } from '../smtp/reply.js';
import { BadValue } from './option-values.js';

const VARIABLE = 'INVITE_DNS';
const EXPECTED = 'dns-server';

/** For `--dns`, which may be given several times: "192.0.2.53", "127.0.0.1:5353", "2001:db8::53", "[::1]:53". */
export function collectDnsServer(text: string, before: readonly string[] | undefined): string[] {
  if (!isDnsServer(text)) throw new BadValue(text, EXPECTED);
  return [...(before ?? []), text];
}

/** The flag's, else those of INVITE_DNS (with commas between them), else null: the system's. Throws `bad-option-value`. */
export function dnsServers(
  env: NodeJS.ProcessEnv,
  flag: readonly string[] | undefined,
): readonly string[] | null {
  if (flag !== undefined) return flag;
  const texts = (env[VARIABLE] ?? '').split(',').map((text) => text.trim());
  const servers = texts.filter((text) => text !== '');
  const wrong = servers.find((text) => !isDnsServer(text));
  if (wrong === undefined) return servers.length === 0 ? null : servers;
  throw new Fault('bad-option-value', { option: VARIABLE, value: safeText(wrong, 80), expected: EXPECTED });
}

/** An IP address, with a port only behind an IPv4 address or behind brackets. */
function isDnsServer(text: string): boolean {
  const [, bracketed, plain, port = '53'] =
    /^(?:\[([^\]%]+)\]|([\d.]+))(?::([1-9]\d{0,4}))?$/.exec(text) ?? [];
  if (Number(port) > 65_535) return false;
  if (bracketed !== undefined) return isIP(bracketed) === 6;
  return plain === undefined ? isIP(text) === 6 && !text.includes('%') : isIP(plain) === 4;
}
