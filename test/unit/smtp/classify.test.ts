import { describe, expect, it } from 'vitest';
import { classify, type Phase } from '../../../src/smtp/classify.js';
import { parseReply, type Reply, withoutAddresses } from '../../../src/smtp/reply.js';
import { fits } from '../../../src/smtp/reply-row.js';
import { REPLY_TABLE } from '../../../src/smtp/reply-table.js';
import { KNOWN, REWORDED, UNKNOWN } from '../../support/known-replies.js';

const ALL = [...KNOWN, ...REWORDED, ...UNKNOWN];

function verdictOf(phase: Phase, raw: string, table = REPLY_TABLE): string {
  return judged(phase, parsed(raw), table);
}

function judged(phase: Phase, reply: Reply, table = REPLY_TABLE): string {
  const { scope, kind, action } = classify(phase, reply, table);
  return `${scope}/${kind}/${action}`;
}

function parsed(raw: string): Reply {
  const reply = parseReply(raw);
  if (reply === null) throw new Error(`not a reply: ${raw}`);
  return reply;
}

describe('a known reply is understood', () => {
  it.each(KNOWN)('at %s: %s', (phase, raw, expected) => {
    expect(verdictOf(phase, raw)).toBe(expected);
  });

  it.each(REWORDED)('by its status code alone, at %s: %s', (phase, raw, expected) => {
    expect(verdictOf(phase, raw)).toBe(expected);
  });

  it('by every row of the table: without any one of them an example is misread', () => {
    const idle = REPLY_TABLE.filter((row) => {
      const others = REPLY_TABLE.filter((other) => other !== row);
      return [...KNOWN, ...REWORDED].every(
        ([phase, raw, expected]) => verdictOf(phase, raw, others) === expected,
      );
    });
    expect(idle).toEqual([]);
  });
});

describe('an unknown reply falls to its phase and its enhanced status code', () => {
  it.each(UNKNOWN)('at %s: %s', (phase, raw, expected) => {
    expect(verdictOf(phase, raw)).toBe(expected);
    if (expected.includes('unexpected')) return;
    expect(REPLY_TABLE.some((candidate) => fits(candidate, phase, parsed(raw)))).toBe(false);
  });
});

describe('the same reply written otherwise means the same', () => {
  const oneLine = ALL.filter(([, raw]) => !/[\r\n]/.test(raw));

  it('in capitals and in small letters', () => {
    for (const [phase, raw, expected] of ALL) {
      expect(verdictOf(phase, raw.toUpperCase()), raw).toBe(expected);
      expect(verdictOf(phase, raw.toLowerCase()), raw).toBe(expected);
    }
  });

  it('with line ends of any kind', () => {
    for (const [phase, raw, expected] of ALL) {
      expect(verdictOf(phase, `${raw.replace(/\r\n/g, '\n')}\n`), raw).toBe(expected);
      expect(verdictOf(phase, `${raw}\r\n`), raw).toBe(expected);
    }
  });

  it('over two lines, wherever it is broken', () => {
    for (const [phase, raw, expected] of oneLine) {
      const { text } = partsOf(raw);
      for (const { index } of text.matchAll(/ /g)) {
        const broken = inTwoLines(raw, text.slice(0, index), text.slice(index + 1));
        expect(verdictOf(phase, broken), broken).toBe(expected);
      }
    }
  });

  it('below a first line that says nothing of it', () => {
    for (const [phase, raw, expected] of oneLine) {
      const below = inTwoLines(raw, 'mail.example.org says:', partsOf(raw).text);
      expect(verdictOf(phase, below), below).toBe(expected);
      const bare = below.replace(/^(\d{3}-)\S+ (?=mail)/, '$1');
      expect(verdictOf(phase, bare), bare).toBe(expected);
    }
  });
});

function partsOf(raw: string): { readonly begin: string; readonly text: string } {
  const [, code = '', enhanced = '', text = ''] = /^(\d{3})[ -]?(\d\.\d+\.\d+ )?(.*)$/.exec(raw) ?? [];
  return { begin: `${code} ${enhanced}`, text };
}

/** RFC 2034 4: of several lines each begins with the enhanced status code. */
function inTwoLines(raw: string, first: string, second: string): string {
  const { begin } = partsOf(raw);
  return `${begin.replace(' ', '-')}${first}\r\n${begin}${second}`;
}

describe('the same number means different things', () => {
  it('tells 550 5.2.252 (the mailbox is blocked) from 554 5.2.252 (one refusal)', () => {
    expect(verdictOf('end-of-data', '550 5.2.252 no')).toBe('account/sender-throttled/stop');
    expect(verdictOf('end-of-data', '554 5.2.252 no')).toBe('account/sender-refused/stop');
  });

  it("tells the sender's full mailbox from the voter's", () => {
    expect(verdictOf('end-of-data', '554 5.2.2 mailbox full')).toBe('account/sender-mailbox-full/stop');
    expect(verdictOf('rcpt-to', '554 5.2.2 mailbox full')).toBe('voter/mailbox-full/refuse');
  });
});

// Why: addresses are chosen by strangers, and "daily-limit@voters.example" must not pause a mailing.
describe('an address that a reply quotes decides nothing', () => {
  const nasty = ALL.map(([, raw]) => parsed(raw).text.replace(/["\\<>]/g, '')).filter(Boolean);

  it.each([
    [
      'rcpt-to',
      (address: string) => `550 5.1.1 <${address}>: User unknown`,
      'voter/recipient-refused/refuse',
    ],
    ['rcpt-to', (address: string) => `451 4.1.1 ${address}... later`, 'voter/recipient-deferred/defer'],
    ['end-of-data', (address: string) => `554 5.6.0 <${address}>: no`, 'message/message-refused/refuse'],
    [
      'mail-from',
      (address: string) => `550 5.1.0 ${address.toUpperCase()} no`,
      'account/sender-refused/stop',
    ],
  ] as const)('at %s, whatever its local part is', (phase, reply, expected) => {
    for (const words of nasty) {
      for (const local of [`"${words.slice(0, 200)}"`, words.replace(/[^a-z0-9]+/gi, '.')]) {
        const address = `${local}@voters.example`;
        const quoting = parsed(reply(address));
        expect(judged(phase, withoutAddresses(quoting, [address])), quoting.text).toBe(expected);
      }
    }
  });

  it.each(['spam.example', 'viruscontent.example', 'greylist.example', 'sendasdenied.example'])(
    'nor by its domain %s',
    (domain) => {
      const address = `v@${domain}`;
      const reply = parsed(`550 5.7.1 Host or domain name not found. Name service error for name=${domain}`);
      expect(judged('rcpt-to', withoutAddresses(reply, [address]))).toBe('policy/recipient-refused/refuse');
    },
  );
});

describe('the patterns', () => {
  it('stay fast on 100,000 characters, though a parsed reply has at most 300', () => {
    const reply = {
      code: 550,
      enhanced: '5.0.0',
      text: 'daily IP client host too many receiving OutboundSpamException '.repeat(1_700),
    };
    const begin = performance.now();
    for (const phase of ['auth', 'mail-from', 'rcpt-to', 'end-of-data'] as const) classify(phase, reply);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
