/** Owns the checks of the inbox: order, ranges, and what of a hostile header reaches the list. */
import { describe, expect, it } from 'vitest';
import { namesIn, openInbox } from '../../../src/sandbox/inbox.js';
import type { MessageStore } from '../../../src/sandbox/message-store.js';

const name = (number: number) => `${String(number).padStart(6, '0')}-0123456789abcdef.eml`;

function storeOf(sources: readonly string[]): MessageStore & { reads: number } {
  const store = {
    reads: 0,
    fileNames: async () => sources.map((_source, index) => name(index + 1)),
    read: async (fileName: string) => {
      store.reads += 1;
      const source = sources[Number(fileName.slice(0, 6)) - 1];
      if (source === undefined || source === 'removed') return null;
      return {
        envelope: { sender: 'wahl@muster.example', recipient: 'anna@muster.example' },
        bytes: Buffer.from(source),
        receivedAt: new Date('2027-03-01T07:00:00Z'),
      };
    },
    add: async () => {},
    isFirstTry: async () => true,
  };
  return store;
}

describe('the range of the list', () => {
  const names = [1, 2, 3, 4, 5].map(name);

  it.each([
    ['all', {}, [5, 4, 3, 2, 1]],
    ['the newest two', { limit: 2 }, [5, 4]],
    ['the newer than 3', { after: 3 }, [5, 4]],
    ['the two before 3', { before: 3, limit: 2 }, [2, 1]],
    ['nothing newer than the newest', { after: 5 }, []],
    ['nothing before the first', { before: 1 }, []],
  ])('gives %s', (_name, range, expected) => {
    expect(namesIn(names, range)).toEqual(expected.map(name));
  });
});

describe('the inbox', () => {
  it('lists newest first and leaves out what was removed by hand', async () => {
    const inbox = openInbox(storeOf(['Subject: one\r\n\r\n', 'removed', 'Subject: three\r\n\r\n']));
    expect((await inbox.list()).map(({ subject }) => subject)).toEqual(['three', 'one']);
    expect(await inbox.read(name(2))).toBeNull();
    expect(await inbox.read(name(9))).toBeNull();
    expect([await inbox.count(), await inbox.oldest()]).toEqual([3, name(1)]);
    expect(await openInbox(storeOf([])).oldest()).toBeNull();
  });

  it('parses each message once for the list', async () => {
    const store = storeOf(['Subject: one\r\n\r\n', 'Subject: two\r\n\r\n']);
    const inbox = openInbox(store);
    await inbox.list();
    await inbox.list();
    expect(store.reads).toBe(2);
  });

  it('shows no control or reordering characters of a header', async () => {
    const source = 'Subject: \u202eevil\u001b[2J\r\nFrom: "a\u0007b" <a@muster.example>\r\n\r\n';
    const [summary] = await openInbox(storeOf([source])).list();
    expect(summary?.subject).toBe('evil [2J');
    expect(summary?.from).toBe('ab <a@muster.example>');
  });

  it('gives the message as it is beside its parts', async () => {
    const source = 'Subject: x\r\nDate: Mon, 1 Mar 2027 08:00:00 +0100\r\n\r\nHallo\r\n';
    const message = await openInbox(storeOf([source])).read(name(1));
    expect(message).toMatchObject({
      number: 1,
      fileName: name(1),
      recipient: 'anna@muster.example',
      date: '2027-03-01T07:00:00.000Z',
      receivedAt: '2027-03-01T07:00:00.000Z',
      html: null,
    });
    expect(message?.text?.trimEnd()).toBe('Hallo');
    expect(message?.bytes.toString()).toBe(source);
  });
});
