/** Owns the addresses and prefix lengths of SPF's ip4, ip6, a and mx (RFC 7208 5.3, 5.6). */

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** "192.0.2.0/24", "2001:db8::/32", the prefix may be missing. */
export function isSpfAddress(mechanism: 'ip4' | 'ip6', text: string): boolean {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  const isAddress = mechanism === 'ip4' ? IPV4.test(address) : isIPv6(address);
  return isAddress && (length === undefined || isLength(length, mechanism === 'ip4' ? 32 : 128));
}

/** "", "/24", "//64" or "/24//64". */
export function isSpfPrefix(text: string): boolean {
  const found = /^(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/.exec(text);
  if (found === null) return false;
  const [, ip4 = '0', ip6 = '0'] = found;
  return isLength(ip4, 32) && isLength(ip6, 128);
}

function isIPv6(text: string): boolean {
  return /^[0-9a-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]/`);
}

function isLength(digits: string, most: number): boolean {
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= most;
}
