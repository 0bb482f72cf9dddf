import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/delivery/plan.js';
import type { Language } from '../../../src/i18n/language.js';
import { LANGUAGES } from '../../../src/i18n/language.js';
import { textsFor } from '../../../src/i18n/texts.js';
import { createRedactor, redactNothing } from '../../../src/redaction.js';
import type { PictureBlock } from '../../../src/report/blocks.js';
import { reportHtml } from '../../../src/report/html.js';
import { reportMarkdown } from '../../../src/report/markdown.js';
import { isReport } from '../../../src/report/marker.js';
import { planReport } from '../../../src/report/plan-report.js';
import type { Report } from '../../../src/report/report.js';
import { planExample } from '../../support/plan-example.js';
import { HOSTILE } from './hostile.js';

const FACTS = {
  ...{ tool: '@wahlpost/invite', version: '1.2.3', at: '2027-02-01T09:30:00+01:00' },
  title: 'Gremienwahl 2027' as string | null,
};
const A_DAY = { perMinute: 20, perDay: 2_000 };
const EASY = planExample({ messages: 100, limits: { perMinute: 1 }, deadline: 3 });
const LATE = planExample({ messages: 5_000, limits: A_DAY, deadline: 24.5 });
const LEFT = planExample({ messages: 5_000, limits: A_DAY, deadline: 24.5, until: 30 });
/** What stands in a plan of voters, and in no report. */
const PERSONAL = /Željka|Šimek|MG-0|voters\.example|E-Mail/;

function reportOf(plan: Plan, language: Language = 'en', facts = FACTS, redact = redactNothing): Report {
  return planReport(plan, facts, textsFor(language), language, redact);
}

function pictureIn(report: Report): PictureBlock {
  const found = report.sections.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'picture');
  return found as PictureBlock;
}

function rowsIn(report: Report): Record<string, string> {
  const blocks = report.sections.flatMap((section) => section.blocks);
  return Object.fromEntries(blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : [])));
}

describe.each(LANGUAGES)('the report on a plan in %s', (language) => {
  it.each([
    ['easy', EASY],
    ['late', LATE],
    ['left', LEFT],
  ])('reads as on its page: %s', async (name, plan) => {
    const markdown = reportMarkdown(reportOf(plan, language));
    await expect(markdown).toMatchFileSnapshot(`golden/plan-${name}.${language}.md`);
  });

  it('names no voter, in any form', () => {
    const report = reportOf(LEFT, language);
    for (const text of [reportMarkdown(report), reportHtml(report), JSON.stringify(report)])
      expect(text).not.toMatch(PERSONAL);
  });

  it.each(HOSTILE)('is not broken by a title that could break %s', (_, title) => {
    const tags = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
    const page = (text: string): string => reportHtml(reportOf(EASY, language, { ...FACTS, title: text }));
    expect(tags(page(title))).toEqual(tags(page('harmless')));
  });
});

describe('the verdict', () => {
  const easy = (change: Partial<Plan>): Plan => ({ ...EASY, ...change });
  it.each<[string, Plan, Report['status'], RegExp]>([
    [
      'everybody before the start',
      EASY,
      'passed',
      /^Everybody has a message before the start, 1 March 2027, 09:00/,
    ],
    [
      'no start known',
      easy({ beforeStart: null }),
      'passed',
      /last message is expected to go out by .*07:39/,
    ],
    [
      'everybody soon after the start',
      easy({ beforeStart: null, afterStart: { start: new Date('2027-03-01T05:00:00Z'), last: 48_000 } }),
      'passed',
      /^Everybody has a message within 48 s of the start, 1 March 2027, 06:00/,
    ],
    ['nobody to mail', planExample({ messages: 0, deadline: 3 }), 'passed', /^Nobody is left/],
    ['some late', LATE, 'warned', /^2,399 messages go out only after the start/],
    ['some late for a meeting', { ...LATE, isMeeting: true }, 'failed', /^2,399 messages/],
    ['some left', LEFT, 'failed', /^The time is too short: 1,000 messages will not go out/],
    ['all left', planExample({ messages: 5, until: -1 }), 'failed', /^The time is too short: 5 messages/],
  ])('is about %s', (_, plan, status, verdict) => {
    expect(reportOf(plan)).toMatchObject({ kind: 'plan', status, verdict: expect.stringMatching(verdict) });
  });

  it('is not said twice, and what helps stands below it', () => {
    const { verdict, opening } = reportOf(LEFT);
    expect(opening).toHaveLength(3);
    expect(opening[0]).toMatch(/^1,399 messages go out only after .* ask the organiser’s IT/);
    expect(opening[1]).toMatch(/^Begin by .* higher limits\.$/);
    expect(opening.join(' ')).not.toContain(verdict);
  });
});

it('advises to look at the times where not even the first message goes', () => {
  const { opening } = reportOf(planExample({ messages: 5, until: -1 }));
  expect(opening[0]).toMatch(/^Not even the first one can go before the end: check --until/);
});

it('advises no beginning that is over', () => {
  const now = new Date((LEFT.latestStart?.getTime() ?? 0) + 1);
  expect(reportOf({ ...LEFT, now }).opening[1]).toMatch(/^Ask the organiser’s IT/);
});

describe('what the report tells', () => {
  it('is the mailing, without what belongs to voters or to this computer', () => {
    expect(rowsIn(reportOf(EASY))).toEqual({
      Roll: 'voters.csv: 100 voters (utf-8)',
      Template: 'online-wahl',
      From: 'Wahlbüro <wahl@muster.example>',
      'Replies to': 'hilfe@muster.example',
      Server: 'smtp.muster.example:587, STARTTLS',
      'To be mailed': '100 voters',
      Start: '1 March 2027, 06:00 (Europe/Berlin)',
      Duration: 'about 1 h 39 min (1 a minute)',
      'Last message': 'expected 1 March 2027, 07:39 (Europe/Berlin)',
      Fingerprint: 'AB12-CD34',
      'Made on': '1 February 2027, 09:30 (UTC+1)',
      Program: '@wahlpost/invite 1.2.3',
    });
  });

  it('is that the mail host keeps every credential', () => {
    expect(JSON.stringify(reportOf(EASY).sections)).toContain('Sent Items, archive, journal');
    const check = { ...EASY, credentialFree: true };
    expect(JSON.stringify(reportOf(check).sections)).not.toContain('Sent Items');
  });

  // Why: the number of those who get a reminder is how many have not voted; nobody may pass that on unaware.
  it('is not to be passed on freely where it tells the turnout', () => {
    const notVoted = { name: 'list.csv', listed: 412, age: 7_200_000, voted: 0 };
    const reminder = reportOf({ ...EASY, notVoted });
    expect(reminder.opening.join()).toMatch(/how many have not voted by now: pass it on only/);
    expect(reminder.opening.join()).not.toContain('can be passed on as it is');
    expect(reportOf(EASY).opening.join()).toContain('can be passed on as it is');
  });

  it('has no secret of the login in it', () => {
    const host = 'geheim-4711.muster.example';
    const plan = { ...EASY, server: { host, port: 587, encryption: 'starttls' } } as const;
    const report = reportOf(plan, 'en', FACTS, createRedactor(['geheim-4711']));
    expect(JSON.stringify(report)).not.toContain('geheim');
  });

  it('has a title also where the election has none', () => {
    expect(reportOf(EASY, 'de', { ...FACTS, title: null }).title).toBe('Plan des Versands');
  });
});

describe('the picture in the report', () => {
  it('marks the deadline and the last message, and what is late from there', () => {
    const { picture } = pictureIn(reportOf(LATE));
    expect(picture.marks.map(({ kind, label }) => [kind, label])).toEqual([
      ['deadline', 'Election begins: 2 March, 06:30'],
      ['last', 'Last message: 3 March, 06:49'],
    ]);
    expect(picture.lateFrom).toEqual({ at: LATE.beforeStart?.deadline.getTime(), messages: 2_601 });
    expect(picture.legend).toEqual({
      gone: 'Messages gone out',
      late: 'Only after the election has begun: 2,399',
      left: null,
    });
    expect(picture.grid).toHaveLength(2);
  });

  it('ends where the time ends, with what is left', () => {
    const { picture } = pictureIn(reportOf(LEFT));
    expect(picture.leftAt).toEqual({ at: LEFT.until?.getTime(), messages: 4_000 });
    expect(picture.to).toEqual({ at: LEFT.until?.getTime(), lines: ['2 March 2027', '12:00'] });
    expect(picture.legend).toMatchObject({
      late: expect.stringMatching(/: 1,399$/),
      left: expect.stringMatching(/: 1,000$/),
    });
  });

  it('has nothing late where the time ends before the deadline', () => {
    const plan = planExample({ messages: 100, limits: { perMinute: 1 }, deadline: 3, until: 1 });
    const { picture } = pictureIn(reportOf(plan));
    expect([picture.lateFrom, picture.leftAt?.messages, picture.to.at]).toEqual([
      null,
      61,
      plan.beforeStart?.deadline.getTime(),
    ]);
  });

  it('begins at a deadline that comes before the start', () => {
    const plan = planExample({ messages: 10, limits: { perMinute: 1 }, deadline: -0.5 });
    const { picture } = pictureIn(reportOf(plan));
    expect(picture.from.at).toBe(plan.beforeStart?.deadline.getTime());
    expect(picture.lateFrom?.messages).toBe(0);
  });

  it.each([
    ['Europe/Berlin', 1, 27, '2027-03-01T23:00:00.000Z'],
    ['America/Los_Angeles', 2, 28, '2027-03-01T08:00:00.000Z'],
    // On the day when summer time begins, 28 March, there is no midnight.
    ['Asia/Beirut', 28, 29 * 24 + 3, '2027-03-01T22:00:00.000Z'],
  ])('has thin lines at the midnights of %s', (timezone, count, hours, first) => {
    const plan = planExample({ messages: 2, deadline: hours, change: { timezone } });
    const { grid } = pictureIn(reportOf(plan)).picture;
    expect([grid.length, new Date(grid[0] ?? 0).toISOString()]).toEqual([count, first]);
  });

  it('has none of them where they would be too many', () => {
    const plan = planExample({ messages: 2, deadline: 24 * 40 });
    expect(pictureIn(reportOf(plan)).picture.grid).toEqual([]);
  });

  it('is left out where nobody is mailed', () => {
    expect(pictureIn(reportOf(planExample({ messages: 0 })))).toBeUndefined();
    expect(reportHtml(reportOf(planExample({ messages: 0 })))).not.toContain('.course');
  });

  it('stands in HTML as a drawing, in Markdown as a table that any mail can hold', () => {
    const report = reportOf(LATE);
    const html = reportHtml(report);
    expect(html.match(/<svg /g)).toHaveLength(1);
    expect(html).toMatch(/<figure>\n<svg [\s\S]*<\/svg>\n<figcaption>All times are those of Europe/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'`);
    expect(html).not.toMatch(
      /<(?:script|img|link|iframe|a|form|base)\b| (?:src|href|on\w+|style)=|@import|url\(/i,
    );
    const markdown = reportMarkdown(report);
    expect(markdown).not.toContain('<svg');
    expect(markdown).toContain('| 2 March 2027, 06:30 (Europe/Berlin) | 2,601 |');
    expect(isReport(html, 'plan') && isReport(markdown, 'plan')).toBe(true);
  });
});
