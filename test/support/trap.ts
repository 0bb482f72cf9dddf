/** Owns a server on loopback that must hear nothing: whoever connects to it is written down. */
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface Trap {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** "connection" for each, and the first line of what was said. */
  readonly hits: readonly string[];
  close(): Promise<void>;
}

export async function setTrap(): Promise<Trap> {
  const hits: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    hits.push('connection');
    sockets.push(socket);
    socket.on('error', () => {}).on('data', (chunk) => hits.push(String(chunk).split('\r\n')[0] ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
