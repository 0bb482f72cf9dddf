/** Owns a proxy on loopback that cuts a connection, both sides at once, after exactly so many bytes one way. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `up` leads from client to server. */
export type Way = 'up' | 'down';

export interface Cut {
  readonly way: Way;
  /** So many bytes arrive, not one more; 0 cuts as soon as somebody connects. */
  readonly after: number;
}

export interface CuttingProxy {
  readonly port: number;
  /** Bytes that were let through so far. */
  readonly passed: Readonly<Record<Way, number>>;
  /** Ends both sides and resolves when the server has ended its own: from then on it can do nothing more. */
  close(): Promise<void>;
}

/** Forwards every connection to a port on loopback; `cut` null lets everything through and only counts. */
export async function startCuttingProxy(target: number, cut: Cut | null): Promise<CuttingProxy> {
  const passed = { up: 0, down: 0 };
  const clients = new Set<Socket>();
  const servers: Promise<void>[] = [];
  const listener = createServer((client) => {
    const server = connect(target, '127.0.0.1');
    let severed = false;
    const sever = () => {
      severed = true;
      // Ends, not resets: what arrived before the cut must be read. What still comes from there leads nowhere.
      client.end();
      server.end();
    };
    const forward = (from: Socket, to: Socket, way: Way) =>
      from.on('data', (chunk: Buffer) => {
        if (severed) return;
        const room = cut?.way === way ? cut.after - passed[way] : Number.POSITIVE_INFINITY;
        const part = chunk.subarray(0, Math.min(chunk.length, room));
        passed[way] += part.length;
        to.write(part);
        if (part.length === room) sever();
      });
    forward(client, server, 'up').on('error', () => {});
    forward(server, client, 'down').on('error', () => {});
    client.once('close', () => server.end());
    server.once('close', () => client.end());
    clients.add(client);
    servers.push(new Promise((resolve) => server.once('close', () => resolve())));
    if (cut?.after === 0) sever();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    passed,
    close: async () => {
      listener.close();
      for (const client of clients) client.destroy();
      await Promise.all(servers);
    },
  };
}
