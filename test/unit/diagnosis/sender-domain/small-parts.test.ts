import { describe, expect, it } from 'vitest';
import { alignmentOf } from '../../../../src/diagnosis/sender-domain/alignment.js';
import { dkimFindings, dkimState } from '../../../../src/diagnosis/sender-domain/dkim.js';
import { domainOf, isName, isReserved } from '../../../../src/diagnosis/sender-domain/domain.js';
import { judgeMx } from '../../../../src/diagnosis/sender-domain/mx.js';
import { spfIncludeFor } from '../../../../src/diagnosis/sender-domain/provider.js';
import type { Answer } from '../../../../src/diagnosis/sender-domain/questions.js';

const found = <T>(...records: T[]): Answer<T> => ({ kind: 'found', records });
const NO_RECORD = { kind: 'no-record' } as const;
const NO_NAME = { kind: 'no-such-name' } as const;
const SILENT = { kind: 'no-answer' } as const;
const at = (exchange: string, priority = 10) => ({ exchange, priority });

describe('the domain of an address', () => {
  it.each([
    ['wahl@organiser.test', 'organiser.test'],
    ['Wahl@Organiser.TEST', 'organiser.test'],
    ['"a@b"@organiser.test', 'organiser.test'],
    ['wahl@müller.test', 'xn--mller-kva.test'],
    ['wahl@localhost', null],
    ['wahl@192.0.2.1', null],
    ['wahl@[192.0.2.1]', null],
    ['wahl@[IPv6:2001:db8::1]', null],
    ['ORGANISER\\wahl', null],
    ['wahl', null],
    ['wahl@', null],
    ['wahl@a..test', null],
    ['wahl@a b.test', null],
    [`wahl@${'x'.repeat(64)}.test`, null],
  ])('%s: %s', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });

  it.each([
    ['organiser.test', true],
    ['a.example', true],
    ['example.org', true],
    ['mail.example.com', true],
    ['x.invalid', true],
    ['a.localhost', true],
    ['organiser.de', false],
    ['myexample.com', false],
    ['example.com.organiser.de', false],
    ['test.organiser.de', false],
  ])('%s is a name for examples: %j', (name, reserved) => {
    expect(isReserved(name)).toBe(reserved);
  });

  it.each([
    [`${'a.'.repeat(126)}a`, true],
    [`${'a.'.repeat(127)}a`, false],
    ['_dmarc.a.test', true],
    ['', false],
    ['a.test.', false],
    ['a\\.b.test', false],
  ])('%j can stand in DNS: %j', (name, can) => {
    expect(isName(name)).toBe(can);
  });
});

describe('MX', () => {
  it.each([
    ['is there', found(at('b', 20), at('a', 10)), SILENT, ['a', 'b'], []],
    ['is missing, with an address', NO_RECORD, found('192.0.2.1'), [], []],
    ['is missing, without one', NO_RECORD, NO_RECORD, [], ['mx-missing']],
    ['is missing, and the rest silent', NO_RECORD, SILENT, [], ['dns-no-answer']],
    ['is null (RFC 7505)', found(at('', 0)), NO_RECORD, ['.'], ['mx-null']],
    ['is null beside others, which is void', found(at('', 0), at('a')), NO_RECORD, ['.', 'a'], []],
    ['is not answered', SILENT, found('192.0.2.1'), null, ['dns-no-answer']],
  ] as const)('%s', (_, mx, addresses, hosts, findings) => {
    expect(judgeMx(mx, addresses)).toEqual({ hosts, findings });
  });

  it('of a stranger is kept short and harmless', () => {
    const many = Array.from({ length: 500 }, (_, index) => at(`\u001b[2J${index}`));
    const { hosts } = judgeMx(found(...many), SILENT);
    expect(hosts).toHaveLength(20);
    expect(hosts?.join('')).not.toContain('\u001b');
  });
});

describe('a DKIM key', () => {
  it.each([
    ['present', found('v=DKIM1; k=rsa; p=MIGf')],
    ['present', found('p=MIGf')],
    ['present', found('k=ed25519;p= MI Gf ;')],
    ['present', found('v=DKIM1; p=', 'v=DKIM1; p=MIGf')],
    ['revoked', found('v=DKIM1; p=')],
    ['revoked', found('v=DKIM1; p= ; k=rsa')],
    ['missing', found('v=DKIM1; k=rsa')],
    ['missing', found('v=DKIM2; p=MIGf')],
    ['missing', found('v=spf1 -all')],
    ['missing', NO_NAME],
    ['missing', NO_RECORD],
    ['no-answer', SILENT],
  ] as const)('is %s: %j', (state, answer) => {
    expect(dkimState(answer)).toBe(state);
  });

  it('is a finding where it is not there', () => {
    const facts = (['present', 'revoked', 'missing', 'no-answer'] as const).map((state) => ({
      selector: 's',
      state,
    }));
    expect(dkimFindings(facts)).toEqual(['dkim-revoked', 'dkim-missing', 'dns-no-answer']);
  });
});

describe("the login's domain", () => {
  const open = { strict: false, organisation: null };
  const bound = (organisation: string) => ({ strict: false, organisation });
  it.each([
    ['o.test', 'o.test', open, true],
    ['wahl.o.test', 'o.test', open, true],
    ['o.test', 'mail.o.test', open, true],
    ['o.test', 'other.test', open, false],
    ['o.test', 'noto.test', open, false],
    // Two branches of one organisation, or two customers of one registry ("co.uk"): only a record tells.
    ['a.o.test', 'b.o.test', open, null],
    ['a.o.test', 'b.o.test', bound('o.test'), true],
    ['a.o.test', 'b.o.test', bound('a.o.test'), false],
    ['o.test', 'o.onmicrosoft.test', bound('o.test'), false],
    ['o.test', 'o.test', { strict: true, organisation: 'o.test' }, true],
    ['o.test', 'mail.o.test', { strict: true, organisation: 'o.test' }, false],
  ])('of %s and %s with %j: %j', (sender, login, rule, aligned) => {
    expect(alignmentOf(sender, login, rule)).toBe(aligned);
  });
});

describe('the provider of a host', () => {
  it.each([
    ['smtp.office365.com', 'spf.protection.outlook.com'],
    ['SMTP.Office365.com', 'spf.protection.outlook.com'],
    ['organiser-test.mail.protection.outlook.com', 'spf.protection.outlook.com'],
    ['smtp.gmail.com', '_spf.google.com'],
    ['smtp-relay.gmail.com', '_spf.google.com'],
    ['smtp.mailbox.org', 'mailbox.org'],
    // Microsoft's own domains: their records need no advice from us.
    ['smtp-mail.outlook.com', null],
    ['smtp.office365.com.attacker.test', null],
    ['notgmail.com', null],
    ['mail.organiser.test', null],
    ['192.0.2.1', null],
  ])('%s asks for %j', (host, include) => {
    expect(spfIncludeFor(host)).toBe(include);
  });
});
