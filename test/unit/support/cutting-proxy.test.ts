import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Cut, startCuttingProxy } from '../../support/cutting-proxy.js';

const QUESTION = 'question';
const ANSWER = 'an answer';

describe('a proxy that cuts', () => {
  let server: Server;
  let heard: string;
  beforeEach(async () => {
    heard = '';
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        heard += chunk;
        if (heard === QUESTION) socket.end(ANSWER);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => server.close());

  async function ask(cut: Cut | null) {
    const proxy = await startCuttingProxy((server.address() as AddressInfo).port, cut);
    const client = connect(proxy.port, '127.0.0.1');
    client.write(QUESTION);
    const answer = (await buffer(client)).toString();
    await proxy.close();
    return { heard, answer, passed: proxy.passed };
  }

  test('lets everything through and counts it where no cut is wanted', async () => {
    const passed = { up: QUESTION.length, down: ANSWER.length };
    expect(await ask(null)).toEqual({ heard: QUESTION, answer: ANSWER, passed });
  });

  test.each([0, 1, 5, 7])('lets %i bytes of the question through and none of an answer', async (after) => {
    const passed = { up: after, down: 0 };
    expect(await ask({ way: 'up', after })).toEqual({ heard: QUESTION.slice(0, after), answer: '', passed });
  });

  test.each([1, 5, 9])('lets the whole question and %i bytes of the answer through', async (after) => {
    const passed = { up: QUESTION.length, down: after };
    expect(await ask({ way: 'down', after })).toEqual({
      heard: QUESTION,
      answer: ANSWER.slice(0, after),
      passed,
    });
  });

  test('lets the server hear the last byte and the client none of what it brings about', async () => {
    const passed = { up: QUESTION.length, down: 0 };
    const cut: Cut = { way: 'up', after: QUESTION.length };
    expect(await ask(cut)).toEqual({ heard: QUESTION, answer: '', passed });
  });

  test('never reaches a cut beyond the end', async () => {
    expect(await ask({ way: 'up', after: 99 })).toMatchObject({ heard: QUESTION, answer: ANSWER });
  });
});
