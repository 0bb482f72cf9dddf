/** Owns the advice on the sender's domain as a user meets it: the command, a real name server, a mail server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Household, type RunOptions } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type DnsServer, startDnsServer } from '../support/dns-server.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { describeWith } from '../support/require-debian.js';
import { type ScriptedDns, silence, startScriptedDns } from '../support/scripted-dns.js';

let household: Household;
let host: MailHost;
beforeAll(async () => {
  household = new Household();
  host = await startMailHost(household);
});
afterAll(async () => {
  await host.close();
  household.remove();
});

/** The last --sender wins. */
const check = (sender: string, extra: readonly string[] = [], options: RunOptions = {}) =>
  runHere(household, ['test-connection', ...host.flags, '--sender', sender, ...extra], options);

async function documentOf(sender: string, extra: readonly string[] = [], options: RunOptions = {}) {
  const before = performance.now();
  const run = await check(sender, [...extra, '--json'], options);
  const { ok, stages } = JSON.parse(run.stdout);
  return { code: run.code, milliseconds: performance.now() - before, ok, stage: stages.at(-1) };
}

describeWith(['dnsmasq-base'], "the sender's domain, by the command", () => {
  let dns: DnsServer;
  beforeAll(async () => {
    dns = await startDnsServer({
      mx: { 'good.test': ['10 mail.good.test'], 'bad.test': ['0 .'] },
      addresses: { 'mail.good.test': '192.0.2.1' },
      txt: {
        'good.test': ['v=spf1 mx a:mail.good.test -all'],
        '_dmarc.good.test': ['v=DMARC1; p=none'],
        's1._domainkey.good.test': ['v=DKIM1; p=MIGf'],
        'bad.test': ['v=spf1 \u001b[2J +all'],
      },
    });
  });
  afterAll(() => dns?.stop());

  test('a good domain passes, by flag and by variable alike', async () => {
    const flags = ['--dns', dns.address, '--dkim-selector', 's1'];
    const byFlag = await documentOf('wahl@good.test', flags);
    expect(byFlag).toMatchObject({
      code: 0,
      ok: true,
      stage: {
        stage: 'sender-domain',
        status: 'passed',
        kind: null,
        message: 'MX, SPF (2 of 10 look-ups), DMARC p=none and DKIM (s1)',
        facts: { senderDomain: { domain: 'good.test', mx: ['mail.good.test'], findings: [] } },
      },
    });
    const byVariable = await documentOf('wahl@good.test', [], { env: { INVITE_DNS: dns.address } });
    expect(byVariable.stage).toMatchObject({ status: 'passed', kind: null });
  });

  test('a bad domain is a notice in plain words, exit 0, and its record moves no cursor', async () => {
    const run = await check('wahl@bad.test', ['--dns', dns.address], { lang: 'de' });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('! Hinweis        Domain des Absenders');
    expect(run.stdout).toMatch(/nimmt keine E-Mails an[\s\S]*SPF-Eintrag[\s\S]*mit einem Fehler bei „\[2J“/);
    expect(run.stdout).toMatch(/An die IT des Veranstalters:[\s\S]*„v=DMARC1; p=none“/);
    expect(run.stdout).not.toContain('\u001b[2J');
  });

  test('the flag wins over the variable', async () => {
    const env = { INVITE_DNS: '127.0.0.1:9' };
    expect((await documentOf('wahl@gone.test', ['--dns', dns.address], { env })).stage).toMatchObject({
      status: 'warned',
      kind: 'sender-domain-not-found',
    });
  });
});

test('a silent name server costs four seconds at most and no failure', async () => {
  const dns: ScriptedDns = await startScriptedDns(silence);
  const found = await documentOf('wahl@organiser.test', ['--dns', dns.address]);
  await dns.close();
  expect(found).toMatchObject({ code: 0, ok: true, stage: { status: 'warned', kind: 'dns-no-answer' } });
  expect(found.milliseconds).toBeLessThan(8_000);
  expect(dns.queries()).toBeGreaterThan(0);
});

test('a name for examples is not looked up where nobody chose a name server', async () => {
  const env = { INVITE_DNS: undefined };
  expect((await documentOf('wahl@muster.example', [], { env })).stage).toMatchObject({
    status: 'passed',
    message: '"muster.example" is a name for examples and was not looked up',
    facts: { senderDomain: { notAsked: 'reserved' } },
  });
});

test.each([
  ['--dns', ['--dns', 'ns.organiser.test'], {}],
  ['--dkim-selector', ['--dkim-selector', 'no selector'], {}],
  ['INVITE_DNS', [], { INVITE_DNS: '127.0.0.1:70000' }],
])('a bad value of %s is exit 2 before anybody is asked', async (option, extra, env) => {
  const run = await check('wahl@organiser.test', extra, { env });
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`"${option}"`) });
});
