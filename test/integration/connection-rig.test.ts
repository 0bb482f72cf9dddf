/** Owns the connection test as the organiser's IT meets it: a real mail server, one port per fault. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { run as testConnection } from '../../src/cli/commands/test-connection.js';
import { STAGE_DEADLINES } from '../../src/diagnosis/doors.js';
import { systemDoors } from '../../src/diagnosis/system-doors.js';
import { type ReadMessage, readMessage } from '../support/arrived.js';
import { Household } from '../support/cli.js';
import { commandContext, exitCode, printed } from '../support/command-context.js';
import { asSubmitted } from '../support/postfix/mailbox.js';
import type { PortName } from '../support/postfix/ports.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { rigFlags } from '../support/rig-host.js';

/** "--send-to x" as commander hands it to the command: { sendTo: 'x' }. */
function parseFlags(flags: readonly string[]): Record<string, string> {
  const pairs = flags.flatMap((flag, index) => (index % 2 === 0 ? [[flag, flags[index + 1] ?? '']] : []));
  const camel = (flag = '') =>
    flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(pairs.map(([flag, value]) => [camel(flag), value ?? '']));
}

interface Stage {
  readonly stage: string;
  readonly status: string;
  readonly kind: string | null;
  readonly message: string;
  readonly advice: readonly { readonly for: string; readonly text: string }[];
}

interface Result {
  readonly code: number;
  readonly ok: boolean;
  readonly stages: readonly Stage[];
  readonly proposal: { readonly port: number; readonly encryption: string } | null;
}

/** Where the port keeps silent, nobody wants to wait ten seconds for it; it answers within milliseconds. */
const HURRIED = { doors: systemDoors, deadlines: { ...STAGE_DEADLINES, greeting: 1_500 } };

describeWith(RIG, 'test-connection against a real mail server', () => {
  let rig: PostfixRig;
  let household: Household;
  beforeAll(async () => {
    rig = await startPostfix();
    household = new Household();
  });
  beforeEach(() => rig.emptyMailbox());
  afterAll(async () => {
    household.remove();
    await rig.stop();
  });

  async function inLanguage(lang: 'de' | 'en', port: PortName, more: readonly string[]): Promise<Result> {
    const { terminal, stdout } = printed({ json: true });
    const context = commandContext(terminal, household, lang, { connectionTest: HURRIED });
    const options = parseFlags([...rigFlags(rig, household, port), ...more]);
    const code = await exitCode(context, 'test-connection', () =>
      testConnection(context, undefined, options),
    );
    expect(stdout()).not.toContain(rig.password);
    return { code, ...JSON.parse(stdout()) };
  }

  const inBoth = (port: PortName, more: readonly string[] = []): Promise<[Result, Result]> =>
    Promise.all([inLanguage('de', port, more), inLanguage('en', port, more)]);

  const failed = ({ stages }: Result): Stage | undefined => stages.find(({ status }) => status === 'failed');

  test.each(['starttls', 'ssl', 'plain'] as const)('passes on the port %s', async (port) => {
    const result = await inLanguage('en', port, []);
    expect(result).toMatchObject({ code: 0, ok: true });
    expect(await rig.messages()).toEqual([]);
  });

  const rows: readonly (readonly [PortName, readonly string[], string])[] = [
    ['expired', [], 'tls certificate-expired'],
    ['notYetValid', [], 'tls certificate-not-yet-valid'],
    ['wrongHost', [], 'tls certificate-wrong-host'],
    ['selfSigned', [], 'tls certificate-self-signed'],
    ['unknownCa', [], 'tls certificate-unknown-ca'],
    ['oldTls', [], 'tls tls-too-old'],
    ['noAuth', [], 'auth auth-not-offered'],
    ['plain', ['--encryption', 'starttls'], 'starttls starttls-not-offered'],
    ['plain', ['--encryption', 'ssl'], 'tls plain-expected'],
    ['starttls', ['--encryption', 'ssl'], 'tls plain-expected'],
    ['ssl', ['--encryption', 'starttls'], 'greeting tls-expected'],
    ['starttls', ['--encryption', 'none'], 'auth auth-not-offered'],
    ['starttls', ['--user', 'nobody@muster.example'], 'auth login-refused'],
    ['ssl', ['--sender', 'notmine@muster.example'], 'mail-from sender-refused'],
    ['ssl', ['--sender', 'suspended@muster.example'], 'mail-from sender-refused'],
    ['ssl', ['--to', 'nouser@voters.example'], 'rcpt-to recipient-refused'],
    ['ssl', ['--to', 'full@voters.example'], 'rcpt-to mailbox-full'],
    ['ssl', ['--to', 'quota@voters.example'], 'rcpt-to rate-limited'],
  ];
  test.each(rows)('on the port %s with %j ends in: %s', async (port, more, expected) => {
    const [de, en] = await inBoth(port, more);
    for (const result of [de, en]) {
      const { stage, kind } = failed(result) ?? {};
      expect(`${stage} ${kind}`).toBe(expected);
      expect(result).toMatchObject({ code: 6, ok: false });
    }
    const advice = (result: Result) => failed(result)?.advice ?? [];
    expect(advice(de).length).toBeGreaterThan(0);
    expect(advice(de).map(({ for: role }) => role)).toEqual(advice(en).map(({ for: role }) => role));
    expect(failed(de)?.message).not.toBe(failed(en)?.message);
    expect(advice(de)[0]?.text).not.toBe(advice(en)[0]?.text);
  });

  test('a port whose STARTTLS was stripped is told no user and no password, though it offers a login', async () => {
    const before = (await rig.logText()).length;
    await inLanguage('en', 'plain', ['--encryption', 'starttls']);
    expect((await rig.logText()).slice(before)).not.toMatch(/sasl|auth=/i);
  });

  test('where port and encryption do not fit, the pair that works is proposed', async () => {
    const swapped = await inLanguage('en', 'ssl', ['--encryption', 'starttls']);
    expect(swapped.proposal).toEqual({ port: rig.ports.ssl, encryption: 'ssl' });
    const other = await inLanguage('en', 'starttls', ['--encryption', 'ssl']);
    expect(other.proposal).toEqual({ port: rig.ports.starttls, encryption: 'starttls' });
  });

  test('the test message arrives, marked, with what to look at, and without any credentials', async () => {
    const result = await inLanguage('de', 'starttls', ['--send-to', 'it@muster.example']);
    expect(result).toMatchObject({ code: 0, ok: true });
    const [arrived, ...more] = await rig.messages();
    expect(more).toEqual([]);
    expect(arrived?.to).toBe('it@muster.example');
    const message: ReadMessage | null = arrived ? await readMessage(arrived.to, asSubmitted(arrived)) : null;
    expect(message?.subject).toMatch(/^\[Test\] Verbindungstest des Mailservers localhost:\d+$/);
    expect(message?.text).toMatch(/Dies ist ein Test\..*Authentication-Results.*Received/s);
    expect(message?.text).not.toContain(rig.password);
  });
});
