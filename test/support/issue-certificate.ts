/** Owns certificates that a test issues itself, where those of the rig are not enough: authorities, chains, any name. */
import { generate } from 'selfsigned';

export interface Issued {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface IssueWish {
  /** Who signs it; without, it signs itself. */
  readonly by?: Issued;
  readonly purpose?: 'server' | 'client' | 'authority';
  /** Further names of a server. */
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
}

const ALT_NAMES = [
  { type: 2 as const, value: 'localhost' },
  { type: 7 as const, ip: '127.0.0.1' },
];
const extensionsFor = (names: readonly string[]) => ({
  server: [
    { name: 'basicConstraints' as const, cA: false },
    {
      name: 'subjectAltName' as const,
      altNames: [...ALT_NAMES, ...names.map((value) => ({ type: 2 as const, value }))],
    },
    { name: 'extKeyUsage' as const, serverAuth: true },
  ],
  client: [
    { name: 'basicConstraints' as const, cA: false },
    { name: 'subjectAltName' as const, altNames: ALT_NAMES },
    { name: 'extKeyUsage' as const, clientAuth: true },
  ],
  authority: [
    { name: 'basicConstraints' as const, cA: true, critical: true },
    { name: 'keyUsage' as const, keyCertSign: true, cRLSign: true, critical: true },
  ],
});

/** Makes a certificate for `localhost` and 127.0.0.1, or an authority, with a key EC P-256 of its own. */
export async function issueCertificate(commonName: string, wish: IssueWish = {}): Promise<Issued> {
  const { by, purpose = 'server', names = [], from, until } = wish;
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: extensionsFor(names)[purpose],
    ...(by === undefined ? {} : { ca: by }),
    ...(from === undefined ? {} : { notBeforeDate: from }),
    ...(until === undefined ? {} : { notAfterDate: until }),
  });
  return { cert: `${made.cert.trim()}\n`, key: made.private };
}
