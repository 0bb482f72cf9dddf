import { expect, test } from 'vitest';
import { checkHost, isLoopback } from '../../../src/profile/host.js';

test.each([
  ['smtp.muster.example', 'smtp.muster.example'],
  ['  SMTP.Muster.Example  ', 'smtp.muster.example'],
  ['smtp.muster.example.', 'smtp.muster.example'],
  ['smtp.müller.example', 'smtp.xn--mller-kva.example'],
  ['mailserver', 'mailserver'],
  ['mail_1.muster.example', 'mail_1.muster.example'],
  ['192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['[::1]', '::1'],
  ['\uff11\uff12\uff17.0.0.1', '127.0.0.1'],
])('%s is the host %s', (text, host) => {
  expect(checkHost(text)).toEqual({ value: host });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['smtp://smtp.muster.example', 'host-with-scheme'],
  ['https://smtp.muster.example/', 'host-with-scheme'],
  ['smtp.muster.example:587', 'host-with-port'],
  ['[::1]:25', 'host-with-port'],
  ['smtp.muster.example/mail', 'host-with-path'],
  ['\\\\server\\mail', 'host-with-path'],
  ['wahl@muster.example', 'host-is-address'],
  ['smtp. muster.example', 'host-with-blank'],
  ['smtp.muster.example\u00a0a', 'host-with-blank'],
  ['smtp.muster.example\r\nQUIT', 'control-characters'],
  ['smtp..muster.example', 'host-characters'],
  ['-smtp.muster.example', 'host-characters'],
  ['smtp%2emuster.example', 'host-characters'],
  ['müller%2e.example', 'host-characters'],
  ['<host>', 'host-characters'],
  ['fe80::1%eth0', 'host-characters'],
  ['192.0.2', 'host-numbers'],
  ['192.0.2.256', 'host-numbers'],
  ['0x7f.0x1', 'host-numbers'],
  ['465', 'host-numbers'],
  [`${'a.'.repeat(130)}example`, 'too-long'],
  ['a'.repeat(100_000), 'too-long'],
])('%j is refused as %s', (text, fault) => {
  expect(checkHost(text)).toEqual({ fault });
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['::1', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::ffff:127.0.0.1', true],
  ['128.0.0.1', false],
  ['127.0.0.1.muster.example', false],
  ['localhost.muster.example', false],
  ['mylocalhost', false],
  ['::2', false],
  ['::ffff:192.0.2.1', false],
  ['192.168.0.1', false],
])('whether %s stays on this machine: %s', (text, expected) => {
  const host = checkHost(text);
  expect('value' in host && isLoopback(host.value)).toBe(expected);
});
