/** Owns a name server that misbehaves as a test asks: silence, garbage, errors, forged answers, over UDP on loopback. */
import { createSocket } from 'node:dgram';

/** Takes the bytes of a query, gives what is sent back for it; nothing for silence. */
export type DnsScript = (query: Buffer) => readonly Buffer[];

export interface ScriptedDns {
  /** "127.0.0.1:5353", as `--dns` takes it. */
  readonly address: string;
  readonly port: number;
  /** How many queries came. */
  queries(): number;
  close(): Promise<void>;
}

export async function startScriptedDns(script: DnsScript): Promise<ScriptedDns> {
  const socket = createSocket('udp4');
  let count = 0;
  socket.on('error', () => {});
  socket.on('message', (query, { port, address }) => {
    count += 1;
    for (const bytes of script(query)) socket.send(bytes, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  return {
    address: `127.0.0.1:${port}`,
    port,
    queries: () => count,
    close: () => new Promise<void>((resolve) => void socket.close(() => resolve())),
  };
}

export const silence: DnsScript = () => [];

/** RFC 1035 4.1.1: the query's header with QR set and this RCODE (2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED). */
export const failing =
  (rcode: number): DnsScript =>
  (query) => [answered(query, rcode, 0, Buffer.alloc(0))];

export const garbage: DnsScript = (query) => [
  Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
  Buffer.alloc(0),
  query.subarray(0, 7),
  Buffer.alloc(600, 0xff),
];

/** An answer to another question than ours, by its number. */
export const forged: DnsScript = (query) => {
  const answer = answered(query, 0, 1, txtRecord('v=spf1 +all'));
  answer.writeUInt16BE(query.readUInt16BE(0) ^ 0xffff, 0);
  return [answer];
};

/** A record whose name is a pointer to itself (RFC 1035 4.1.4), and one that is longer than its message. */
export const malformed: DnsScript = (query) => [
  answered(query, 0, 1, Buffer.from([0xc0, query.length, 0, 16, 0, 1, 0, 0, 0, 0, 0, 2, 1, 120])),
  answered(query, 0, 40, Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0xff, 0xff, 9])),
];

/** The header and question of the query, then `records`. */
function answered(query: Buffer, rcode: number, count: number, records: Buffer): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const answer = Buffer.concat([query.subarray(0, end), records]);
  answer.writeUInt16BE(0x8180 | rcode, 2);
  answer.writeUInt16BE(count, 6);
  answer.writeUInt16BE(0, 8);
  answer.writeUInt16BE(0, 10);
  return answer;
}

function txtRecord(text: string): Buffer {
  const fixed = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, text.length + 1, text.length]);
  return Buffer.concat([fixed, Buffer.from(text, 'latin1')]);
}
