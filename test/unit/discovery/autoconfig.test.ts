import { expect, test } from 'vitest';
import { LARGEST_AUTOCONFIG, serverFromAutoconfig } from '../../../src/discovery/autoconfig.js';

const server = (host: string, port: string, socket: string, type = 'smtp') =>
  `<outgoingServer type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>${socket}</socketType></outgoingServer>`;
const file = (...servers: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<clientConfig version="1.1"><emailProvider id="muster.test">
  <domain>muster.test</domain><incomingServer type="imap"><hostname>imap.muster.test</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
  ${servers.join('\n')}</emailProvider></clientConfig>`;
const GOOD = server('smtp.muster.test', '465', 'SSL');

test.each<[string, string, string | null]>([
  ['the outgoing server', file(GOOD), 'smtp.muster.test:465 ssl'],
  ['STARTTLS', file(server('smtp.muster.test', '587', 'STARTTLS')), 'smtp.muster.test:587 starttls'],
  ['blanks around', file(server(' smtp.muster.test\n', ' 465 ', ' SSL ')), 'smtp.muster.test:465 ssl'],
  ['the place of the domain', file(server('mail.%EMAILDOMAIN%', '465', 'SSL')), 'mail.muster.test:465 ssl'],
  ['the first that encrypts', file(server('a.test', '25', 'plain'), GOOD), 'smtp.muster.test:465 ssl'],
  ['CDATA', file(server('<![CDATA[smtp.muster.test]]>', '465', 'SSL')), 'smtp.muster.test:465 ssl'],
  ['only unencrypted ones', file(server('a.test', '25', 'plain')), null],
  ['a place for the address', file(server('%EMAILLOCALPART%.test', '465', 'SSL')), null],
  ['a server of another kind', file(server('a.test', '465', 'SSL', 'exchange')), null],
  ['a host that is none', file(server('a b', '465', 'SSL')), null],
  ['a port that is none', file(server('a.test', '99999', 'SSL')), null],
  ['a socket type of the prototype', file(server('a.test', '465', 'constructor')), null],
  ['no server', file(), null],
  ['another document', '<html><body>404</body></html>', null],
  ['half a document', file(GOOD).slice(0, -20), null],
  ['an entity of its own', file(server('&host;', '465', 'SSL')), null],
  [
    'an entity from a file',
    `<!DOCTYPE clientConfig [<!ENTITY host SYSTEM "file:///etc/hostname">]>${file(server('&host;', '465', 'SSL')).slice(39)}`,
    null,
  ],
  [
    'entities that swell',
    `<!DOCTYPE a [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>${file(GOOD).slice(39)}`.replace('smtp', '&b;'),
    null,
  ],
  ['what is nested too deeply', '<a>'.repeat(20_000), null],
  ['too much', file(GOOD) + ' '.repeat(LARGEST_AUTOCONFIG), null],
  ['nothing', '', null],
  ['bytes', '\u0000\u0001\uffff', null],
])('reads %s', (_what, text, expected) => {
  const found = serverFromAutoconfig(text, 'muster.test');
  expect(found && `${found.host}:${found.port} ${found.encryption}`).toBe(expected);
  if (found) expect(found.source).toEqual({ kind: 'autoconfig', host: 'autoconfig.muster.test' });
});
