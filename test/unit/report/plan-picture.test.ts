import { describe, expect, it } from 'vitest';
import { type Picture, pictureSvg } from '../../../src/report/plan-picture.js';
import { HOSTILE } from './hostile.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2027-03-01T05:00:00Z');
const edge = (at: number) => ({ at: START + at, lines: ['1 March 2027', '06:00'] });
const point = (after: number, messages: number) => ({ at: START + after, messages });

function pictureOf(change: Partial<Picture> = {}): Picture {
  return {
    title: 'Messages over time',
    description: '100 messages in two hours.',
    course: [point(0, 0), point(2 * HOUR, 100)],
    total: 100,
    totalLabel: '100',
    from: edge(0),
    to: edge(4 * HOUR),
    grid: [],
    marks: [],
    lateFrom: null,
    leftAt: null,
    legend: { gone: 'Messages gone out', late: null, left: null },
    ...change,
  };
}

/** Of the line of one kind, in units of the picture: x grows with time, y falls with messages. */
function way(svg: string, kind: 'gone' | 'late'): [number, number][] {
  const found = new RegExp(`class="line ${kind}" d="M([^h"]*)"`).exec(svg)?.[1] ?? '';
  return found === '' ? [] : found.split('L').map((pair) => pair.split(' ').map(Number) as [number, number]);
}

const LEFT = 10 + Math.ceil(3 * 13.5) + 10;
const [RIGHT, BOTTOM, TOP] = [630, 332, 52];

describe('the picture of a course', () => {
  it('goes from nothing at the start to all at the last message', () => {
    const [first, last] = way(pictureSvg(pictureOf()), 'gone');
    expect(first).toEqual([LEFT, BOTTOM]);
    expect(last).toEqual([(LEFT + RIGHT) / 2, TOP]);
  });

  it.each([
    ['one message, and no time', { course: [point(0, 0), point(0, 1)], total: 1, to: edge(0) }, 2],
    ['all at once, long before the deadline', { course: [point(0, 0), point(0, 100)] }, 2],
    ['nothing at all', { course: [point(0, 0)], total: 0, to: edge(0) }, 0],
    ['nothing in time', { course: [point(0, 0)], leftAt: point(HOUR, 0) }, 0],
    ['no points', { course: [] }, 0],
  ])('can be drawn: %s', (_, change, points) => {
    const svg = pictureSvg(pictureOf(change));
    expect(way(svg, 'gone')).toHaveLength(points);
    expect(svg.includes('<circle')).toBe(points > 0);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('is flat where there is a pause', () => {
    const course = [point(0, 0), point(HOUR, 40), point(3 * HOUR, 40), point(4 * HOUR, 100)];
    const heights = way(pictureSvg(pictureOf({ course })), 'gone').map(([, y]) => y);
    expect(heights[1]).toBe(heights[2]);
    expect(new Set(heights).size).toBe(3);
  });

  it('keeps a course of a hundred pauses within its frame', () => {
    const course = Array.from({ length: 101 }, (_, day) => [
      point(day * DAY, day),
      point(day * DAY, day + 1),
    ]);
    const marks = [
      { at: START + 100 * DAY, kind: 'deadline', label: 'Election begins: 9 June, 07:00' } as const,
    ];
    const whole = { course: course.flat(), total: 101, to: edge(100 * DAY), marks };
    const places = way(pictureSvg(pictureOf(whole)), 'gone');
    expect(places).toHaveLength(202);
    expect(places.every(([x, y]) => x >= LEFT && x <= RIGHT && y >= TOP && y <= BOTTOM)).toBe(true);
  });

  it('draws what is late as a line of another kind, from the deadline on', () => {
    const lateFrom = point(HOUR, 50);
    const legend = { gone: 'Messages gone out', late: 'Late: 50', left: null };
    const svg = pictureSvg(pictureOf({ lateFrom, legend }));
    const [gone, late] = [way(svg, 'gone'), way(svg, 'late')];
    expect(gone.at(-1)).toEqual(late[0]);
    expect(late.at(-1)?.[1]).toBe(TOP);
    expect(svg.match(/class="line late"/g)).toHaveLength(2);
    expect(svg).toContain('Late: 50');
    expect(pictureSvg(pictureOf())).not.toContain('late');
  });

  it.each([
    ['all of it, where the start is later', point(-HOUR, 0), 0, 2],
    ['nothing of it before a burst at the deadline itself', point(0, 40), 2, 2],
    ['none of a pause that begins before it', point(2 * HOUR, 100), 3, 0],
  ])('is late: %s', (_, lateFrom, gone, late) => {
    const course = gone === 2 ? [point(0, 0), point(0, 100)] : [point(0, 0), point(2 * HOUR, 100)];
    const svg = pictureSvg(pictureOf({ course, lateFrom, from: edge(-HOUR) }));
    expect([way(svg, 'gone').length, way(svg, 'late').length]).toEqual([gone, late]);
  });

  it('draws what is left as a bar from the last message to the total', () => {
    const course = [point(0, 0), point(4 * HOUR, 75)];
    const legend = { gone: 'Messages gone out', late: null, left: 'No time left for: 25' };
    const svg = pictureSvg(pictureOf({ course, leftAt: point(4 * HOUR, 75), legend }));
    expect(svg).toContain(`<rect class="left" x="${RIGHT - 14}" y="${TOP}" width="14" height="70"/>`);
    expect(svg).toContain('No time left for: 25');
  });

  it.each([
    ['in the middle', 0.5, 'Election begins: 30 September, 18:00', 'middle'],
    ['at the left', 0, 'Election begins: 1 May, 18:00', 'start'],
    ['at the right', 1, 'Election begins: 30 September, 18:00', 'end'],
  ])('has room for the label of a time %s', (_, share, label, anchor) => {
    const marks = [{ at: START + 4 * HOUR * share, kind: 'deadline', label } as const];
    const svg = pictureSvg(pictureOf({ marks }));
    const [, x = '', found] =
      /<text class="mark deadline" x="([\d.]+)" y="\d+" text-anchor="(\w+)"/.exec(svg) ?? [];
    expect(found).toBe(anchor);
    const width = label.length * 13.5;
    const from = Number(x) - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(from + width).toBeLessThanOrEqual(640);
  });

  it('puts two labels of one time into two rows', () => {
    const marks = (['deadline', 'last'] as const).map((kind) => ({ at: START + HOUR, kind, label: kind }));
    const rows = [...pictureSvg(pictureOf({ marks })).matchAll(/<text class="mark \w+" x="\S+" y="(\d+)"/g)];
    expect(new Set(rows.map(([, y]) => y)).size).toBe(2);
  });

  it('says the same in words', () => {
    const svg = pictureSvg(pictureOf());
    expect(svg).toMatch(
      /^<svg [^>]*role="img"[^>]* aria-labelledby="course-title" aria-describedby="course-text">/,
    );
    expect(svg).toContain('<title id="course-title">Messages over time</title>');
    expect(svg).toContain('<desc id="course-text">100 messages in two hours.</desc>');
  });

  it.each<readonly [breaks: string, text: string]>([
    ...HOSTILE,
    ['a title', '</title><script>alert(1)</script>'],
    ['a drawing', '</text></svg><img src=x>'],
  ])('is not broken by what could break %s', (_, text) => {
    const hostile = (word: string): Picture =>
      pictureOf({
        ...{ title: word, description: word, totalLabel: word },
        from: { at: START, lines: [word, word] },
        to: { at: START + HOUR, lines: [word] },
        marks: [{ at: START, kind: 'end', label: word }],
        legend: { gone: word, late: word, left: word },
      });
    const svg = pictureSvg(hostile(text));
    const names = (all: string): string[] =>
      (all.match(/<[^>]*>/g) ?? []).map((tag) => tag.split(' ')[0] ?? '');
    expect(names(svg)).toEqual(names(pictureSvg(hostile('x'))));
    expect((svg.match(/<[^>]*>/g) ?? []).join('')).not.toMatch(/<script|<img| on\w+=|href|url\(/);
  });
});
