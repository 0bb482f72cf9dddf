import { describe, expect, it } from 'vitest';
import { checkOurAddress } from '../../../src/request/our-address.js';

describe('an address to let through', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', false],
    [' 203.0.113.7 ', '203.0.113.7', false],
    ['203.0.113.7/32', '203.0.113.7', false],
    ['203.0.113.0/28', '203.0.113.0/28', false],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', false],
    ['2001:db8::/48', '2001:db8::/48', false],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', false],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['192.168.178.20', '192.168.178.20', true],
    ['172.31.255.1', '172.31.255.1', true],
    ['172.32.0.1', '172.32.0.1', false],
    ['100.64.1.1', '100.64.1.1', true],
    ['fd00::/8', 'fd00::/8', true],
  ])('%s is taken as %s', (text, address, inner) => {
    expect(checkOurAddress(text)).toEqual({ value: { address, inner } });
  });

  it.each([
    ['', 'ip-network'],
    ['smtp.example.org', 'ip-network'],
    ['1.2.3', 'ip-network'],
    ['01.2.3.4', 'ip-network'],
    ['256.1.1.1', 'ip-network'],
    ['203.0.113.7:587', 'ip-network'],
    ['203.0.113.7, 203.0.113.8', 'ip-network'],
    ['203.0.113.7/33', 'ip-network'],
    ['203.0.113.7/-1', 'ip-network'],
    ['203.0.113.0/255.255.255.0', 'ip-network'],
    ['0.0.0.0/0', 'ip-network'],
    ['2001:db8::/129', 'ip-network'],
    ['[2001:db8::1]', 'ip-network'],
    ['fe80::1%eth0', 'ip-network'],
    ['127.0.0.1', 'ip-reachable'],
    ['::1', 'ip-reachable'],
    ['::ffff:127.0.0.1', 'ip-reachable'],
    ['169.254.10.1', 'ip-reachable'],
    ['224.0.0.1', 'ip-reachable'],
    ['255.255.255.255', 'ip-reachable'],
    ['fe80::1', 'ip-reachable'],
    ['203.0.113.7/24', '203.0.113.7 | 203.0.113.0/24'],
    ['2001:db8::1/48', '2001:db8::1 | 2001:db8::/48'],
  ])('%j is refused', (text, expected) => {
    expect(checkOurAddress(text)).toEqual({ expected });
  });
});
