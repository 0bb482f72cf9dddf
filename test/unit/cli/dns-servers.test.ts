import { describe, expect, it } from 'vitest';
import { collectDnsServer, dnsServers } from '../../../src/cli/dns-servers.js';
import { BadValue } from '../../../src/cli/option-values.js';
import { Fault } from '../../../src/fault.js';

const GOOD = [
  '192.0.2.53',
  '127.0.0.1:5353',
  '::1',
  '2001:db8::53',
  '[::1]',
  '[2001:db8::53]:53',
  '192.0.2.1:65535',
];
const WRONG = [
  'ns.organiser.test',
  'localhost',
  '192.0.2',
  '192.0.2.256',
  '192.0.2.1:0',
  '192.0.2.1:65536',
  '192.0.2.1:',
  '192.0.2.1:053',
  '192.0.2.1 ',
  '192.0.2.1/24',
  '[192.0.2.1]:53',
  '::1:53:x',
  '[::1',
  'fe80::1%eth0',
  '[fe80::1%eth0]:53',
  'udp://192.0.2.1',
];

describe('name servers for the connection test', () => {
  it.each(GOOD)('%j is one', (text) => {
    expect(collectDnsServer(text, ['192.0.2.9'])).toEqual(['192.0.2.9', text]);
    expect(dnsServers({ INVITE_DNS: text }, undefined)).toEqual([text]);
  });

  it.each(WRONG)('%j is none', (text) => {
    expect(() => collectDnsServer(text, undefined)).toThrow(BadValue);
    if (text.trim() !== text) return;
    const read = () => dnsServers({ INVITE_DNS: `192.0.2.1,${text}` }, undefined);
    expect(read).toThrow(Fault);
    expect(read).toThrow(
      expect.objectContaining({ details: { option: 'INVITE_DNS', value: text, expected: 'dns-server' } }),
    );
  });

  it.each([
    [undefined, undefined, null],
    ['', undefined, null],
    [' , ', undefined, null],
    ['192.0.2.1, [::1]:53,', undefined, ['192.0.2.1', '[::1]:53']],
    ['192.0.2.1', ['192.0.2.2'], ['192.0.2.2']],
    // The flag wins also over what nobody could read.
    ['nonsense', ['192.0.2.2'], ['192.0.2.2']],
  ])('INVITE_DNS %j with the flag %j: %j', (variable, flag, servers) => {
    expect(dnsServers({ INVITE_DNS: variable }, flag)).toEqual(servers);
  });
});
