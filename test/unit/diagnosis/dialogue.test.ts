import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Dialogue } from '../../../src/diagnosis/dialogue.js';
import { Transcript } from '../../../src/diagnosis/transcript.js';
import { createRedactor, type Redact, redactNothing } from '../../../src/redaction.js';

/** A socket whose other end is this test: `written` is what was said, `say` what is heard. */
function openLine(redact: Redact = redactNothing) {
  const written: string[] = [];
  const stream = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _, done) => {
      written.push(chunk.toString());
      done();
    },
  });
  const transcript = new Transcript(redact);
  const dialogue = new Dialogue(stream as unknown as Socket, {
    transcript,
    redact,
    encrypted: false,
  });
  return { written, stream, transcript, dialogue, say: (text: string) => stream.push(text) };
}

describe('the dialogue', () => {
  it('writes one command and gives the whole reply', async () => {
    const { dialogue, say, written } = openLine();
    const answer = dialogue.ask('EHLO a', 1_000);
    say('250-mail.example\r\n250 SI');
    say('ZE 5\r\n');
    expect(await answer).toMatchObject({
      kind: 'reply',
      lines: ['mail.example', 'SIZE 5'],
      reply: { code: 250 },
    });
    expect(written).toEqual(['EHLO a\r\n']);
  });

  it.each(['RCPT TO:<a@x.test>\r\nDATA', 'QUIT\n', 'QUIT\0'])(
    'refuses to write two commands as one: %j',
    (command) => {
      const { dialogue, written } = openLine();
      expect(() => dialogue.ask(command, 1_000)).toThrow('line break');
      expect(written).toEqual([]);
    },
  );

  it('writes nothing once the server has spoken out of turn', async () => {
    const { dialogue, say, written, stream } = openLine();
    say('250 a\r\n250 b\r\n');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await dialogue.ask('NOOP', 1_000)).toEqual({ kind: 'out-of-step' });
    expect(written).toEqual([]);
    stream.destroy();
  });

  it('tells an end from silence, and half a reply is no reply', async () => {
    const lost = openLine();
    lost.say('250-half');
    lost.stream.push(null);
    expect(await lost.dialogue.read(1_000)).toEqual({ kind: 'connection-lost' });
    const silent = openLine();
    silent.say('250-half');
    expect(await silent.dialogue.read(30)).toEqual({ kind: 'no-answer' });
  });

  it('notices a connection that was gone before it began', async () => {
    const { stream, transcript } = openLine();
    stream.destroy();
    await new Promise((resolve) => setImmediate(resolve));
    const late = new Dialogue(stream as unknown as Socket, {
      transcript,
      redact: redactNothing,
      encrypted: false,
    });
    expect(await late.read(500)).toEqual({ kind: 'connection-lost' });
  });

  it('shows what stands for a secret, and at most 40 lines of a reply', async () => {
    const { dialogue, say, transcript } = openLine();
    const answer = dialogue.ask('AUTH PLAIN c2VjcmV0', 1_000, 'AUTH PLAIN ********');
    say(`${'250-x\r\n'.repeat(100)}250 x\r\n`);
    await answer;
    expect(transcript.lines[0]?.text).toBe('AUTH PLAIN ********');
    expect(transcript.lines).toHaveLength(42);
    expect(transcript.lines.at(-1)?.text).toBe('…');
  });

  it.each([
    ['535-no: Geheim\r\n535 nis-42', '535 no: […]'],
    ['535-5.7.8 no: Geheim\r\n535 5.7.8 nis-42', '535 5.7.8 no: […]'],
    ['535-5.7.8 no\r\n535 5.7.8 Geheimnis-42', '535-5.7.8 no\n535 5.7.8 […]'],
  ])('hides a secret also where a reply breaks it over two lines: %j', async (reply, shown) => {
    const { dialogue, say, transcript } = openLine(createRedactor(['Geheimnis-42']));
    say(`${reply}\r\n`);
    expect(await dialogue.read(1_000)).toMatchObject({ kind: 'reply', reply: { code: 535 } });
    expect(transcript.lines.map(({ text }) => text).join('\n')).toBe(shown);
  });
});
