import { describe, expect, it } from 'vitest';
import { dmarcWalk, judgeDmarc } from '../../../../src/diagnosis/sender-domain/dmarc.js';
import type { Answer } from '../../../../src/diagnosis/sender-domain/questions.js';

type Held = Readonly<Record<string, string | readonly string[]>>;

function judge(domain: string, held: Held) {
  const answers = dmarcWalk(domain).map((name): Answer<string> => {
    const texts = held[name];
    if (texts === 'silent') return { kind: 'no-answer' };
    return texts === undefined ? { kind: 'no-such-name' } : { kind: 'found', records: [texts].flat() };
  });
  return judgeDmarc(domain, answers);
}

/** "quarantine from organiser.test", with the findings. */
function shown(domain: string, held: Held): string {
  const { facts, findings } = judge(domain, held);
  return [facts === null ? '-' : `${facts.policy} from ${facts.domain}`, ...findings].join(', ');
}

describe('the walk for a DMARC record', () => {
  it.each([
    ['organiser.test', ['organiser.test', 'test']],
    ['a.b.organiser.test', ['a.b.organiser.test', 'b.organiser.test', 'organiser.test', 'test']],
    [
      // RFC 9989 4.10, its own example.
      'a.b.c.d.e.f.g.h.i.j.mail.example.com',
      [
        'a.b.c.d.e.f.g.h.i.j.mail.example.com',
        'g.h.i.j.mail.example.com',
        'h.i.j.mail.example.com',
        'i.j.mail.example.com',
        'j.mail.example.com',
        'mail.example.com',
        'example.com',
        'com',
      ],
    ],
  ])('of %s', (domain, names) => {
    expect(dmarcWalk(domain)).toEqual(names);
  });
});

describe('the record that counts', () => {
  const rows: readonly (readonly [string, string, Held, string])[] = [
    ['its own', 'o.test', { 'o.test': 'v=DMARC1; p=reject' }, 'reject from o.test'],
    ['blanks and capitals', 'o.test', { 'o.test': 'v = DMARC1 ;P= Quarantine;' }, 'quarantine from o.test'],
    ['other tags first', 'o.test', { 'o.test': 'v=DMARC1; rua=mailto:a@o.test; p=none' }, 'none from o.test'],
    ['other texts beside it', 'o.test', { 'o.test': ['x', 'v=DMARC1; p=none'] }, 'none from o.test'],
    ["the organisation's", 'a.o.test', { 'o.test': 'v=DMARC1; p=reject' }, 'reject from o.test'],
    [
      "the organisation's for names below",
      'a.o.test',
      { 'o.test': 'v=DMARC1; p=reject; sp=none' },
      'none from o.test',
    ],
    ['sp at its own name', 'o.test', { 'o.test': 'v=DMARC1; p=reject; sp=none' }, 'reject from o.test'],
    [
      'its own before the organisation',
      'a.o.test',
      { 'a.o.test': 'v=DMARC1; p=none', 'o.test': 'v=DMARC1; p=reject' },
      'none from a.o.test',
    ],
    [
      'the highest of those above',
      'a.b.o.test',
      { 'b.o.test': 'v=DMARC1; p=none', 'o.test': 'v=DMARC1; p=reject' },
      'reject from o.test',
    ],
    [
      'not beyond psd=n',
      'a.b.o.test',
      { 'b.o.test': 'v=DMARC1; p=none; psd=n', 'o.test': 'v=DMARC1; p=reject' },
      'none from b.o.test',
    ],
    ["a registry's", 'a.o.gov.test', { 'gov.test': 'v=DMARC1; p=reject; psd=y' }, 'reject from gov.test'],
    [
      "not a registry's beside the organisation's",
      'a.o.gov.test',
      { 'o.gov.test': 'v=DMARC1; p=none', 'gov.test': 'v=DMARC1; p=reject; psd=y' },
      'none from o.gov.test',
    ],
    ['none', 'o.test', {}, '-, dmarc-missing'],
    ['a wildcard with SPF', 'o.test', { 'o.test': 'v=spf1 -all' }, '-, dmarc-missing'],
    [
      'several',
      'o.test',
      { 'o.test': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
      'null from o.test, dmarc-several',
    ],
    [
      'several above',
      'a.o.test',
      { 'o.test': ['v=DMARC1; p=none', 'v=DMARC1'] },
      'null from o.test, dmarc-several',
    ],
    ['small letters', 'o.test', { 'o.test': 'v=dmarc1; p=none' }, 'null from o.test, dmarc-syntax'],
    ['a blank before it', 'o.test', { 'o.test': ' v=DMARC1; p=none' }, 'null from o.test, dmarc-syntax'],
    ['the version last', 'o.test', { 'o.test': 'p=none; v=DMARC1' }, 'null from o.test, dmarc-syntax'],
    ['another version', 'o.test', { 'o.test': 'v=DMARC10; p=none' }, 'null from o.test, dmarc-syntax'],
    ['no policy', 'o.test', { 'o.test': 'v=DMARC1' }, 'null from o.test, dmarc-syntax'],
    ['an unknown policy', 'o.test', { 'o.test': 'v=DMARC1; p=block' }, 'null from o.test, dmarc-syntax'],
    [
      'an unknown policy, but reports wanted',
      'o.test',
      { 'o.test': 'v=DMARC1; p=; rua=mailto:a@o.test' },
      'none from o.test, dmarc-syntax',
    ],
    [
      'an unknown policy for names below',
      'o.test',
      { 'o.test': 'v=DMARC1; p=reject; sp=x' },
      'null from o.test, dmarc-syntax',
    ],
    ['commas', 'o.test', { 'o.test': 'v=DMARC1; p=none, sp=none' }, 'null from o.test, dmarc-syntax'],
    [
      'a stray word',
      'o.test',
      { 'o.test': 'v=DMARC1; p=none; quarantine' },
      'none from o.test, dmarc-syntax',
    ],
    ['two policies', 'o.test', { 'o.test': 'v=DMARC1; p=none; p=reject' }, 'none from o.test, dmarc-syntax'],
    ['silence', 'o.test', { 'o.test': 'silent' }, '-, dns-no-answer'],
    ['silence above', 'a.o.test', { 'o.test': 'silent' }, '-, dns-no-answer'],
    ['silence of the registry', 'o.test', { test: 'silent' }, '-, dmarc-missing'],
    [
      'silence above what counts',
      'a.o.test',
      { 'a.o.test': 'v=DMARC1; p=none', 'o.test': 'silent' },
      'none from a.o.test',
    ],
  ];
  it.each(rows)('is %s', (_, domain, held, expected) => {
    expect(shown(domain, held)).toBe(expected);
  });

  it('is kept short and harmless', () => {
    const { facts } = judge('o.test', { 'o.test': `v=DMARC1; p=none; x=\u001b[2J${'y'.repeat(10_000)}` });
    expect(facts?.record.length).toBeLessThanOrEqual(500);
    expect(facts?.record).not.toContain('\u001b');
  });
});

describe('the organisational domain', () => {
  it.each([
    ['o.test', { 'o.test': 'v=DMARC1; p=none' }, 'o.test'],
    ['a.o.test', { 'a.o.test': 'v=DMARC1; p=none', 'o.test': 'v=DMARC1; p=none' }, 'o.test'],
    ['a.o.test', { 'a.o.test': 'v=DMARC1; p=none; psd=n', 'o.test': 'v=DMARC1; p=none' }, 'a.o.test'],
    ['a.o.gov.test', { 'gov.test': 'v=DMARC1; p=none; psd=y' }, 'o.gov.test'],
    ['gov.test', { 'gov.test': 'v=DMARC1; p=none; psd=y' }, 'gov.test'],
    ['o.test', {}, null],
  ] as const)('of %s with %j is %s', (domain, held, organisation) => {
    expect(judge(domain, held).organisation).toBe(organisation);
  });

  it('is bound strictly by adkim=s', () => {
    expect(judge('o.test', { 'o.test': 'v=DMARC1; p=none; adkim=S' }).strict).toBe(true);
    expect(judge('o.test', { 'o.test': 'v=DMARC1; p=none; aspf=s' }).strict).toBe(false);
  });
});
