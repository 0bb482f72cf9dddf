/** Owns fetching a domain's autoconfig file: over verified HTTPS or not at all, bounded, no redirect followed. */

import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DomainNames } from '../diagnosis/doors.js';
import { autoconfigHost, LARGEST_AUTOCONFIG } from './autoconfig.js';

/** Mozilla's place for it. Without `?emailaddress=...`, which would name the mailbox to whoever runs that web server. */
const PATH = '/mail/config-v1.1.xml';

/**
 * The file's text; null where there is none, where the server is not the one it claims to be, and for any answer but 200
 * of a bounded size. Never rejects. `names` are the chosen name servers, null for the system's; port and authority are
 * others only in tests.
 */
export function fetchAutoconfig(
  domain: string,
  signal: AbortSignal,
  names: DomainNames | null,
  { port = 443, ca }: { readonly port?: number; readonly ca?: string } = {},
): Promise<string | null> {
  return new Promise((resolve) => {
    const nothing = (): void => resolve(null);
    const asked = request(
      {
        host: autoconfigHost(domain),
        port,
        path: PATH,
        headers: { Accept: 'application/xml, text/xml' },
        agent: false,
        rejectUnauthorized: true,
        ...(ca === undefined ? {} : { ca }),
        minVersion: 'TLSv1.2',
        signal,
        ...(names === null ? {} : { lookup: lookupAt(names) }),
      },
      (response) => {
        if (response.statusCode !== 200) {
          response.destroy();
          nothing();
          return;
        }
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          chunks.push(chunk);
          if (bytes <= LARGEST_AUTOCONFIG) return;
          nothing();
          response.destroy();
        });
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        response.on('error', nothing);
        response.on('close', nothing);
      },
    );
    asked.on('error', nothing);
    asked.end();
  });
}

/** The addresses as the chosen name servers know them; the certificate is checked against the name all the same. */
function lookupAt(names: DomainNames): LookupFunction {
  return (host, { all }, answer) => {
    names.addresses(host).then(
      (found) => {
        const addresses = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        const [first] = addresses;
        if (all) answer(null, addresses);
        else answer(null, first?.address ?? '', first?.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, ''),
    );
  };
}
