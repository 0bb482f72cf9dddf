import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { html } from '../../src/page/answer.js';
import { type PageServer, startPageServer } from '../../src/page/server.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function served(): Promise<PageServer> {
  const server = await startPageServer(async () => html('<p>here</p>', "default-src 'none'"));
  open.push(server);
  return server;
}

async function connected(server: PageServer, first = ''): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => {});
  open.push({ close: () => socket.destroy() });
  await once(socket, 'connect');
  if (first !== '') socket.write(first);
  return socket;
}

describe('a page whose server is held by strangers', () => {
  it.each([
    ['who say nothing', ''],
    ['who never end their request', 'GET / HTTP/1.1\r\nHost: x\r\nX: '],
  ])('%s is still reached', async (_, first) => {
    const server = await served();
    for (let count = 0; count < 300; count += 1) await connected(server, first);
    for (let count = 0; count < 5; count += 1) {
      const answer = await fetch(server.url);
      expect([answer.status, await answer.text()]).toEqual([200, '<p>here</p>']);
    }
  });

  it('lets go of whoever says nothing, within seconds', async () => {
    const socket = await connected(await served());
    await once(socket.resume(), 'close');
    expect(socket.destroyed).toBe(true);
  });

  it('answers one connection again and again', async () => {
    const server = await served();
    const answers = await Promise.all(Array.from({ length: 60 }, () => fetch(server.url)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
