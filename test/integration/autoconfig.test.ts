import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LARGEST_AUTOCONFIG } from '../../src/discovery/autoconfig.js';
import { fetchAutoconfig } from '../../src/discovery/autoconfig-door.js';
import { namesIn } from '../support/domain-names.js';
import { type Issued, issueCertificate } from '../support/issue-certificate.js';

const NAMES = namesIn({ 'autoconfig.muster.test': { addresses: ['127.0.0.1'] } });
const TEXT = '<clientConfig>Wähler</clientConfig>';

type Listener = Parameters<typeof createPlainServer>[1];

describe('the autoconfig file of a domain', () => {
  let authority: Issued;
  let good: Issued;
  let other: Issued;
  beforeAll(async () => {
    authority = await issueCertificate('Muster CA', { purpose: 'authority' });
    good = await issueCertificate('muster', { by: authority, names: ['autoconfig.muster.test'] });
    other = await issueCertificate('other', { by: authority, names: ['www.muster.test'] });
  });

  async function serve(listener: NonNullable<Listener>, certificate: Issued | null = good): Promise<number> {
    const server: Server | ReturnType<typeof createPlainServer> =
      certificate === null ? createPlainServer(listener) : createServer(certificate, listener);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }

  const fetchAt = (port: number, ca: string = authority.cert, deadline = 2_000) =>
    fetchAutoconfig('muster.test', AbortSignal.timeout(deadline), NAMES, { port, ca });

  test('it is read whole, and the mailbox is not named', async () => {
    const asked: string[] = [];
    const port = await serve(({ url = '', headers }, response) => {
      asked.push(url, JSON.stringify(headers));
      response.end(TEXT);
    });
    expect(await fetchAt(port)).toBe(TEXT);
    expect(asked[0]).toBe('/mail/config-v1.1.xml');
    expect(asked.join()).not.toMatch(/wahl|@|emailaddress|cookie/i);
  });

  test.each<[string, NonNullable<Listener>]>([
    ['a redirect', (_, response) => response.writeHead(302, { Location: 'https://evil.test/' }).end()],
    ['an error page', (_, response) => response.writeHead(404).end(TEXT)],
    ['an endless file', (_, response) => response.end('x'.repeat(LARGEST_AUTOCONFIG + 1))],
    [
      'half a file',
      (_, response) => {
        response.writeHead(200, { 'Content-Length': '1000' }).write(TEXT, () => response.destroy());
      },
    ],
    ['a broken answer', (request) => request.socket.end('SSH-2.0-x\r\n\r\n')],
  ])('%s is none', async (_what, listener) => {
    expect(await fetchAt(await serve(listener))).toBeNull();
  });

  test('a server that trickles is left at the deadline', async () => {
    const port = await serve((_, response) => {
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    });
    const started = performance.now();
    expect(await fetchAt(port, authority.cert, 400)).toBeNull();
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  test('a server with a certificate for another name, of an unknown authority, or with none is not asked', async () => {
    let asked = 0;
    const listener: NonNullable<Listener> = (_, response) => {
      asked += 1;
      response.end(TEXT);
    };
    const stranger = await issueCertificate('Stranger', { purpose: 'authority' });
    expect(await fetchAt(await serve(listener, other))).toBeNull();
    expect(await fetchAt(await serve(listener), stranger.cert)).toBeNull();
    expect(await fetchAt(await serve(listener, null))).toBeNull();
    expect(asked).toBe(0);
  });

  test('a name that does not exist, and a port where nobody listens, are none', async () => {
    const gone = fetchAutoconfig('gone.test', AbortSignal.timeout(2_000), NAMES, {
      port: 1,
      ca: authority.cert,
    });
    expect(await gone).toBeNull();
    expect(await fetchAt(1)).toBeNull();
  });
});
