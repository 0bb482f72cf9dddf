import { describe, expect, it } from 'vitest';
import type { DomainNames } from '../../../../src/diagnosis/doors.js';
import { type DomainSubject, inquire } from '../../../../src/diagnosis/sender-domain/inquiry.js';
import { askWithin } from '../../../../src/diagnosis/sender-domain/questions.js';
import { namesIn, type Zone } from '../../../support/domain-names.js';

const SUBJECT: DomainSubject = {
  sender: 'wahl@organiser.test',
  user: 'wahl@organiser.test',
  host: 'smtp.office365.com',
  selectors: [],
};
const MX = [{ exchange: 'mail.organiser.test', priority: 10 }];
const GOOD: Zone = {
  'organiser.test': { mx: MX, txt: ['v=spf1 include:spf.protection.outlook.com -all'] },
  'spf.protection.outlook.com': { txt: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  '_dmarc.organiser.test': { txt: ['v=DMARC1; p=none'] },
  's1._domainkey.organiser.test': { txt: ['v=DKIM1; p=MIGf'] },
  's2._domainkey.organiser.test': { txt: ['v=DKIM1; p='] },
};

function examine(zone: Zone, subject: Partial<DomainSubject> = {}, deadline = 200) {
  return inquire({ ...SUBJECT, ...subject }, namesIn(zone), deadline).facts;
}

describe("the inquiry into the sender's domain", () => {
  it('gives all facts of a good domain', async () => {
    expect(await examine(GOOD, { selectors: ['s1'] })).toEqual({
      domain: 'organiser.test',
      notAsked: null,
      mx: ['mail.organiser.test'],
      spf: {
        record: 'v=spf1 include:spf.protection.outlook.com -all',
        lookups: 1,
        complete: true,
        voidLookups: 0,
        all: '-',
        provider: 'spf.protection.outlook.com',
        providerIncluded: true,
        wrongTerm: null,
        brokenNames: [],
      },
      dmarc: { domain: 'organiser.test', record: 'v=DMARC1; p=none', policy: 'none' },
      dkim: [{ selector: 's1', state: 'present' }],
      login: { domain: 'organiser.test', aligned: true },
      findings: [],
    });
  });

  const rows: readonly (readonly [string, Zone, Partial<DomainSubject>, readonly string[]])[] = [
    ['a name that nobody knows', {}, { selectors: ['s1'] }, ['sender-domain-not-found']],
    ['a name with nothing', { 'organiser.test': {} }, {}, ['mx-missing', 'spf-missing', 'dmarc-missing']],
    [
      'several faults, the weightiest first',
      {
        'organiser.test': { mx: [{ exchange: '', priority: 0 }], txt: ['v=spf1 a:x.test +all'] },
        'x.test': { addresses: ['192.0.2.1'] },
      },
      { user: 'wahl@other.test', selectors: ['s1', 's1'] },
      [
        'mx-null',
        'spf-allows-everybody',
        'spf-without-provider',
        'dmarc-missing',
        'sender-unaligned',
        'dkim-missing',
      ],
    ],
    ['a key that was withdrawn', GOOD, { selectors: ['s1', 's2', 's3'] }, ['dkim-revoked', 'dkim-missing']],
    ['a login that is no address', GOOD, { user: 'ORGANISER\\wahl' }, []],
    ['another host', { ...GOOD, 'organiser.test': { mx: MX, txt: ['v=spf1 -all'] } }, { host: 'x.test' }, []],
    ['a broken name server', { 'organiser.test': 'broken' }, {}, ['dmarc-missing', 'dns-no-answer']],
    [
      'a name that has only DMARC',
      { '_dmarc.organiser.test': { txt: ['v=DMARC1; p=reject'] } },
      {},
      ['mx-missing', 'spf-missing'],
    ],
  ];
  it.each([
    ['ENOTFOUND', 'ESERVFAIL', ['sender-domain-not-found']],
    ['ENODATA', 'ESERVFAIL', ['spf-missing', 'dmarc-missing', 'dns-no-answer']],
    ['ENOTFOUND', 'ENODATA', ['mx-missing', 'spf-missing', 'dmarc-missing']],
  ])('believes a %s to TXT beside an %s to MX', async (txt, mx, findings) => {
    const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
    const none = { srv: failing('ENOTFOUND'), addresses: failing('ENOTFOUND') };
    const dns = { asksReserved: true, mx: failing(mx), txt: failing(txt), ...none };
    expect((await inquire(SUBJECT, dns, 200).facts).findings).toEqual(findings);
  });

  it.each(rows)('finds %s', async (_, zone, subject, findings) => {
    expect((await examine(zone, subject)).findings).toEqual(findings);
  });

  it('ends at its deadline where nobody answers', async () => {
    const silent: DomainNames = {
      asksReserved: true,
      mx: () => new Promise(() => {}),
      srv: () => new Promise(() => {}),
      txt: () => new Promise(() => {}),
      addresses: () => new Promise(() => {}),
    };
    const begin = performance.now();
    const facts = await inquire({ ...SUBJECT, selectors: ['s1'] }, silent, 150).facts;
    expect(performance.now() - begin).toBeLessThan(5_000);
    expect(facts.findings).toEqual(['dns-no-answer']);
    expect(facts).toMatchObject({ mx: null, spf: null, dmarc: null });
  });

  it('tells what was answered in time, and keeps one deadline for all that follows', async () => {
    const zone: Zone = {
      ...GOOD,
      'organiser.test': {
        mx: MX,
        txt: ['v=spf1 include:quiet.test include:spf.protection.outlook.com -all'],
      },
      'quiet.test': 'silent',
    };
    const begin = performance.now();
    const facts = await examine(zone, {}, 150);
    expect(performance.now() - begin).toBeLessThan(5_000);
    expect(facts.findings).toEqual(['dns-no-answer']);
    expect(facts.spf).toMatchObject({ lookups: 2, complete: false, providerIncluded: true });
  });

  it('ends at once when it is stopped', async () => {
    const inquiry = inquire(SUBJECT, namesIn({ 'organiser.test': 'silent' }), 60_000);
    inquiry.stop();
    expect((await inquiry.facts).findings).toContain('dns-no-answer');
  });

  it.each([
    ['wahl@organiser.test', 'reserved', 'organiser.test'],
    ['wahl@muster.example', 'reserved', 'muster.example'],
    ['wahl@example.org', 'reserved', 'example.org'],
    ['wahl@localhost', 'no-domain', 'localhost'],
    ['wahl@[192.0.2.1]', 'no-domain', '[192.0.2.1]'],
  ])("asks the system's name server nothing about %s", async (sender, notAsked, domain) => {
    const names = { ...namesIn({}), asksReserved: false };
    const facts = await inquire({ ...SUBJECT, sender, selectors: ['s1'] }, names, 200).facts;
    expect(facts).toMatchObject({ notAsked, domain, findings: [] });
    expect(names.asked).toEqual([]);
  });
});

describe('a question to DNS', () => {
  it('is asked once, however often it comes up', async () => {
    const names = namesIn(GOOD);
    const questions = askWithin(200, names);
    await Promise.all([1, 2, 3].map(() => questions.txt('organiser.test')));
    questions.stop();
    expect(names.asked).toEqual(['txt organiser.test']);
  });

  it.each([
    ['ENOTFOUND', 'no-such-name'],
    ['ENODATA', 'no-record'],
    ['ESERVFAIL', 'no-answer'],
    ['EREFUSED', 'no-answer'],
    ['ETIMEOUT', 'no-answer'],
    ['ECONNREFUSED', 'no-answer'],
    ['EBADRESP', 'no-answer'],
    ['constructor', 'no-answer'],
  ])('that fails with %s is %s', async (code, kind) => {
    const failing = () => Promise.reject(Object.assign(new Error(code), { code }));
    const questions = askWithin(200, { ...namesIn({}), txt: failing });
    expect(await questions.txt('a.test')).toEqual({ kind });
    questions.stop();
  });

  it('that a door throws at, or answers with nothing, does no harm', async () => {
    const names = namesIn({ 'a.test': { mx: [] } });
    const throwing = () => {
      throw new TypeError('not a name');
    };
    const questions = askWithin(200, { ...names, txt: throwing });
    expect(await questions.txt('a.test')).toEqual({ kind: 'no-answer' });
    expect(await questions.mx('a.test')).toEqual({ kind: 'no-record' });
    questions.stop();
  });

  it('does not leave the machine for a name for examples, nor for what is no name', async () => {
    const names = { ...namesIn({}), asksReserved: false };
    const questions = askWithin(200, names);
    expect(await questions.txt('_spf.organiser.test')).toEqual({ kind: 'no-such-name' });
    expect(await questions.txt('a b.organiser.de')).toEqual({ kind: 'no-such-name' });
    questions.stop();
    expect(names.asked).toEqual([]);
  });
});
