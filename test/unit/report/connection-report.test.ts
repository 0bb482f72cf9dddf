import { describe, expect, it } from 'vitest';
import { reckon } from '../../../src/diagnosis/capacity.js';
import { textsFor } from '../../../src/i18n/texts.js';
import { createRedactor, loginSecrets, redactNothing } from '../../../src/redaction.js';
import { connectionJson } from '../../../src/report/connection-json.js';
import { connectionReport, type ReportFacts } from '../../../src/report/connection-report.js';
import { isReport } from '../../../src/report/marker.js';
import { connectionDocument } from '../../../src/ui/views/connection-document.js';
import { connectionTest, LOGIN_REFUSED } from '../../support/connection-example.js';
import { formsOf } from '../../support/secrets.js';

const FACTS: ReportFacts = {
  tool: '@wahlpost/invite',
  version: '1.2.3',
  at: '2027-02-01T09:30:00+01:00',
  platform: 'linux',
  lead: null,
  notice: null,
};
const PASSWORD = 'Kn4rz!ge"h|eim<7>';

function reportOf(
  test = connectionTest(),
  language: 'de' | 'en' = 'en',
  facts = FACTS,
  redact = redactNothing,
) {
  return connectionReport(test, facts, textsFor(language), language, redact);
}

describe('the report', () => {
  // Why: "Nobody has to do anything" stood above a request to the organiser's IT.
  it('puts what its capacity leaves to be asked among what somebody must do', () => {
    const passed = connectionTest();
    const capacity = {
      ...reckon({ probe: false, voters: 5_000, set: [] }, null, null, false),
      ...{ size: null, announced: null },
    };
    const { sections } = reportOf({ ...passed, capacity });
    expect(sections[0]?.blocks).toMatchObject([
      { kind: 'group', heading: "To the organiser's IT", items: [expect.stringMatching(/5,000 messages/)] },
    ]);
    expect(sections.map(({ heading }) => heading)).toContain('Capacity');
    expect(JSON.stringify(sections).match(/To the organiser's IT/g)).toHaveLength(1);
  });

  it('of a server that can be used leaves nobody anything to do and says what is not proven', () => {
    const { status, verdict, sections } = reportOf();
    expect(status).toBe('passed');
    expect(verdict).toBe('The mail server mail.organiser.test:587 can be used: every step passed.');
    expect(sections.map(({ heading }) => heading)).toEqual([
      'Who must do what',
      'Step by step',
      'Certificate and encryption',
      'What this does not prove',
      'Where it was tested from',
      'Transcript',
    ]);
    expect(sections[0]?.blocks).toEqual([{ kind: 'paragraph', text: 'Nobody has to do anything.' }]);
    expect(JSON.stringify(sections[3])).toContain('inbox');
  });

  it('of a failure names the step, says by role who must do what, and what was not tested', () => {
    const { status, verdict, opening, sections } = reportOf(connectionTest(LOGIN_REFUSED), 'de');
    expect(status).toBe('failed');
    expect(verdict).toMatch(/kann so nicht verwendet werden: Der Schritt „Anmelden“ ist fehlgeschlagen\.$/);
    expect(opening[0]).toBe('Der Server lehnt die Anmeldung als „login@organiser.test“ ab.');
    expect(sections[0]?.blocks).toMatchObject([
      { kind: 'group', heading: 'An die Wahlleitung' },
      { kind: 'group', heading: 'An die IT des Veranstalters' },
    ]);
    expect(sections.map(({ heading }) => heading)).toContain('Was damit nicht bewiesen ist');
    expect(JSON.stringify(sections)).toContain('ist: Absender und Empfänger.');
    const steps = sections[1]?.blocks[0];
    expect(steps).toMatchObject({ kind: 'table', columns: { length: 5 } });
    expect(JSON.stringify(steps)).toContain('535 5.7.8 authentication failed');
  });

  it('of a notice is usable, with something to mind', () => {
    const notice = { stage: 'rcpt-to', status: 'warned', kind: 'greylisted' } as const;
    expect(reportOf(connectionTest(notice))).toMatchObject({
      status: 'warned',
      verdict: expect.stringMatching(/can be used, but/),
    });
  });

  it('says of a test without a certificate nothing about one, and of silence that nothing was said', () => {
    const silent = { stage: 'connect', status: 'failed', kind: 'connection-timeout', facts: {} } as const;
    const { sections, opening } = reportOf(connectionTest(silent, { transcript: [] }));
    expect(sections.map(({ heading }) => heading)).not.toContain('Certificate and encryption');
    expect(JSON.stringify(sections.at(-1))).toContain('Nothing was said');
    expect(opening).toContain('The password was not transmitted. No message was handed over.');
  });

  it('tells the certificate of a refused handshake, which is what the IT has to look at', () => {
    const tls = { stage: 'tls', status: 'failed', kind: 'certificate-wrong-host' } as const;
    const text = JSON.stringify(reportOf(connectionTest(tls)).sections[2]);
    for (const fact of ['mail.organiser.test, 192.0.2.10', 'Example CA', '92 days left', 'AB:CD', 'TLSv1.3'])
      expect(text).toContain(fact);
  });

  it.each([
    [
      { electionStart: '2027-03-01T08:00:00+01:00', days: 27 },
      '1 March 2027, 08:00 (UTC+1), 27 days after this test',
    ],
    [{ electionStart: '2027-03-01T08:00:00+01:00', days: 1 }, '1 day after this test'],
    [{ electionStart: '2027-01-01T08:00:00+01:00', days: -31 }, '1 January 2027, 08:00 (UTC+1), in the past'],
  ])('tells the start of the election, %o', (lead, words) => {
    expect(JSON.stringify(reportOf(connectionTest(), 'en', { ...FACTS, lead }))).toContain(words);
  });

  it('says when, with what and for whom it was made', () => {
    const text = JSON.stringify(reportOf());
    for (const fact of [
      '1 February 2027, 09:30 (UTC+1)',
      '@wahlpost/invite 1.2.3',
      'Linux',
      'it@organiser.test',
    ])
      expect(text).toContain(fact);
  });
});

// Why: escaping would have hidden a part of a password from the redactor that looked at the finished page.
describe('a secret that a server says back', () => {
  const { user } = connectionTest().target;
  const redact = createRedactor(loginSecrets(user, PASSWORD));
  const echoes = Object.values(formsOf(PASSWORD));
  const test = connectionTest(
    { ...LOGIN_REFUSED, reply: { code: 535, enhanced: null, text: echoes.join(' ') } },
    { transcript: echoes.map((text) => ({ direction: 'server', text, encrypted: true })) },
  );

  it('is in no form of the report', () => {
    const report = reportOf(test, 'en', FACTS, redact);
    const json = connectionJson(test, connectionDocument(test, textsFor('en').diagnosis), FACTS, redact);
    for (const form of echoes) {
      expect(JSON.stringify(report).includes(JSON.stringify(form).slice(1, -1))).toBe(false);
      expect(json.includes(JSON.stringify(form).slice(1, -1))).toBe(false);
    }
    expect(JSON.stringify(report)).toContain('[…]');
  });

  it('does not damage what the form needs, even where the password is a word of ours', () => {
    for (const password of ['failed', 'transcript', 'test-connection', 'paragraph', 'none']) {
      const hides = createRedactor(loginSecrets(user, password));
      const report = reportOf(connectionTest(LOGIN_REFUSED), 'en', FACTS, hides);
      expect(report.status).toBe('failed');
      expect(report.sections.flatMap(({ blocks }) => blocks.map(({ kind }) => kind))).toContain('transcript');
      const json = connectionJson(test, {}, FACTS, hides);
      expect(isReport(json, 'test-connection')).toBe(true);
    }
  });
});

it('as JSON begins with what it is, and holds target and transcript beside the document', () => {
  const test = connectionTest(LOGIN_REFUSED);
  const json = connectionJson(test, connectionDocument(test, textsFor('de').diagnosis), FACTS, redactNothing);
  expect(isReport(json, 'test-connection')).toBe(true);
  const { notice: _, ...told } = FACTS;
  expect(JSON.parse(json)).toMatchObject({
    ...told,
    report: 'test-connection',
    ok: false,
    target: test.target,
    transcript: test.transcript,
    stages: { length: 9 },
  });
});
