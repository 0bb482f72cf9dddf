/** Owns the picture of a mailing's course: how many messages have gone by when, drawn as SVG that loads and runs nothing. */
import type { CoursePoint } from '../delivery/forecast.js';
import { escapeHtml } from './escape-html.js';

/** Times are milliseconds since 1970; every string is plain text, not yet escaped. */
export interface Picture {
  /** What is seen, in words, for whoever does not see it: in a few, and in full. */
  readonly title: string;
  readonly description: string;
  readonly course: readonly CoursePoint[];
  /** What the height stands for, and how that is written. */
  readonly total: number;
  readonly totalLabel: string;
  /** Left and right end. */
  readonly from: PictureEdge;
  readonly to: PictureEdge;
  /** Thin lines that help to read the time. */
  readonly grid: readonly number[];
  readonly marks: readonly PictureMark[];
  /** Where the course becomes late; null where nothing is. */
  readonly lateFrom: CoursePoint | null;
  /** What is left for nobody: when the time ends, and how many have gone by then; null where nothing is. */
  readonly leftAt: CoursePoint | null;
  /** What a line is; those that are not drawn are null. */
  readonly legend: Readonly<Record<PictureLine, string | null>>;
}

/** One below the other. */
export interface PictureEdge {
  readonly at: number;
  readonly lines: readonly string[];
}

export interface PictureMark {
  readonly at: number;
  readonly label: string;
  readonly kind: 'last' | 'deadline' | 'end';
}

const LINES = ['gone', 'late', 'left'] as const;
export type PictureLine = (typeof LINES)[number];

/** Units of the drawing. On a telephone one is half a pixel, and the letters are twice as large (report-style.ts). */
const WIDTH = 640;
const HEIGHT = 280;
const MARGIN = 10;
/** Between a label and its line. */
const GAP = 6;
const LINE = 30;
/** The widest that a letter of the largest size is on average. */
const LETTER = 13.5;
/** Width of the bar of what is left over, and of a sample in the legend. */
const BAR = 14;
const SAMPLE = 48;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

/** From times and counts to units. */
interface Scale {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(at: number): number;
  y(messages: number): number;
}

/** One element, with what it shows in words as its name. */
export function pictureSvg(picture: Picture): string {
  const scale = scaleOf(picture);
  const shown = LINES.flatMap((line) => (picture.legend[line] === null ? [] : [line]));
  const below = scale.bottom + LINE * (0.5 + Math.max(picture.from.lines.length, picture.to.lines.length));
  const height = below + LINE * shown.length;
  const { areas, lines } = course(picture, scale);
  return [
    `<svg class="course" role="img" viewBox="0 0 ${WIDTH} ${height}" aria-labelledby="course-title" aria-describedby="course-text">`,
    `<title id="course-title">${escapeHtml(picture.title)}</title>`,
    `<desc id="course-text">${escapeHtml(picture.description)}</desc>`,
    ...areas,
    ...grid(picture, scale),
    ...rowsOf(picture.marks).flatMap((mark, row) => markOf(mark, row, scale)),
    ...lines,
    ...axes(picture, scale),
    ...shown.flatMap((line, row) => legendOf(line, picture.legend[line] ?? '', below + LINE * row)),
    '</svg>',
  ].join('\n');
}

/** Room for the largest letters: of the total at the left, of the marks above. */
function scaleOf({ from, to, total, totalLabel, marks }: Picture): Scale {
  const left = Math.ceil(MARGIN + Math.max(1, totalLabel.length) * LETTER + MARGIN);
  const right = WIDTH - MARGIN;
  const top = MARGIN + Math.max(1, marks.length) * LINE + 2 * GAP;
  const bottom = top + HEIGHT;
  const duration = to.at - from.at;
  // Where all goes in one moment, that moment is in the middle.
  const share = (at: number): number => (duration === 0 ? 0.5 : (at - from.at) / duration);
  return {
    ...{ left, right, top, bottom },
    x: (at) => round(left + (right - left) * Math.min(1, Math.max(0, share(at)))),
    y: (messages) => round(bottom - HEIGHT * (total === 0 ? 0 : messages / total)),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function grid({ grid: times }: Picture, { left, right, top, bottom, x }: Scale): string[] {
  const across = QUARTERS.map((quarter) => bottom - HEIGHT * quarter);
  return [
    ...times.map((at) => `<path class="grid" d="M${x(at)} ${top}V${bottom}"/>`),
    ...across.map((y) => `<path class="grid" d="M${left} ${y}H${right}"/>`),
  ];
}

interface Drawn {
  readonly areas: readonly string[];
  readonly lines: readonly string[];
}

function course({ course: points, lateFrom, leftAt, total }: Picture, scale: Scale): Drawn {
  const isLate = ({ at, messages }: CoursePoint): boolean =>
    lateFrom !== null && (at > lateFrom.at || messages > lateFrom.messages);
  const inTime = points.filter((point) => !isLate(point));
  const late = points.filter(isLate);
  // Whatever is late goes on from where the rest ends.
  const joint = lateFrom !== null && inTime.length > 0 ? [lateFrom] : [];
  const parts = [
    line('gone', [...inTime, ...joint], scale),
    line('late', [...joint, ...late], scale),
    leftAt === null ? NOTHING : leftOver(leftAt, total, scale),
    dot(late.length > 0 ? 'late' : 'gone', points.at(-1), scale),
  ];
  return { areas: parts.flatMap(({ areas }) => areas), lines: parts.flatMap(({ lines }) => lines) };
}

const NOTHING: Drawn = { areas: [], lines: [] };

/** The line and the area below it. */
function line(kind: PictureLine, points: readonly CoursePoint[], { x, y, bottom }: Scale): Drawn {
  const [first, ...rest] = points;
  if (first === undefined || rest.length === 0) return NOTHING;
  const way = points.map(({ at, messages }) => `${x(at)} ${y(messages)}`).join('L');
  return {
    areas: [`<path class="area ${kind}" d="M${way}V${bottom}H${x(first.at)}Z"/>`],
    lines: [`<path class="line ${kind}" d="M${way}"/>`],
  };
}

/** A bar as high as the messages that the end of the time leaves. */
function leftOver({ at, messages }: CoursePoint, total: number, { x, y }: Scale): Drawn {
  return { areas: [], lines: [bar(x(at) - BAR, y(total), BAR, y(messages) - y(total))] };
}

function bar(x: number, y: number, width: number, height: number): string {
  return `<rect class="left" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`;
}

/** So that even one message is seen. */
function dot(kind: PictureLine, point: CoursePoint | undefined, { x, y }: Scale): Drawn {
  if (point === undefined || point.messages === 0) return NOTHING;
  return {
    areas: [],
    lines: [`<circle class="${kind}" cx="${x(point.at)}" cy="${y(point.messages)}" r="5"/>`],
  };
}

/** The later, the higher: labels stand at the left of their lines, which lead down past those of the rows below. */
function rowsOf(marks: readonly PictureMark[]): readonly PictureMark[] {
  return [...marks].sort((one, other) => other.at - one.at);
}

/** A label in a row of its own, so that two never lie on each other, and the line that leads down from it. */
function markOf({ at, label, kind }: PictureMark, row: number, { x, bottom }: Scale): string[] {
  const base = MARGIN + LINE * (row + 1) - 9;
  const place = x(at);
  const { anchor, start } = anchored(place, label.length * LETTER);
  return [
    `<path class="mark ${kind}" d="M${place} ${base + 5}V${bottom}"/>`,
    `<text class="mark ${kind}" x="${start}" y="${base}" text-anchor="${anchor}">${escapeHtml(label)}</text>`,
  ];
}

/** At the left of its line; where there is no room, at the right of it; else across, within the picture. */
function anchored(place: number, width: number): { anchor: string; start: number } {
  if (place - width >= MARGIN) return { anchor: 'end', start: round(place - GAP) };
  if (place + width <= WIDTH - MARGIN) return { anchor: 'start', start: round(place + GAP) };
  const [least, most] = [MARGIN + width / 2, WIDTH - MARGIN - width / 2];
  return { anchor: 'middle', start: round(Math.min(most, Math.max(least, place))) };
}

function axes({ total, totalLabel, from, to }: Picture, { left, right, top, bottom, x }: Scale): string[] {
  const count = (label: string, y: number): string =>
    `<text x="${left - MARGIN}" y="${y}" text-anchor="end" dominant-baseline="central">${escapeHtml(label)}</text>`;
  const times =
    from.at === to.at
      ? [edge(from, x(from.at), 'middle', bottom)]
      : [edge(from, left, 'start', bottom), edge(to, right, 'end', bottom)];
  return [
    `<path class="axis" d="M${left} ${top}V${bottom}H${right}"/>`,
    ...(total === 0 ? [] : [count(totalLabel, top)]),
    count('0', bottom),
    ...times,
  ];
}

/** Lines as far apart as the letters are large, whatever the screen. */
function edge({ lines }: PictureEdge, place: number, anchor: string, bottom: number): string {
  const spans = lines.map(
    (text, row) => `<tspan x="${place}" dy="${row === 0 ? '0' : '1.2em'}">${escapeHtml(text)}</tspan>`,
  );
  return `<text y="${bottom + LINE}" text-anchor="${anchor}">${spans.join('')}</text>`;
}

function legendOf(kind: PictureLine, text: string, y: number): string[] {
  const middle = y + LINE / 2;
  const sample =
    kind === 'left'
      ? bar(MARGIN, middle - BAR / 2, SAMPLE, BAR)
      : `<path class="line ${kind}" d="M${MARGIN} ${middle}h${SAMPLE}"/>`;
  return [
    sample,
    `<text x="${MARGIN + SAMPLE + 12}" y="${middle}" dominant-baseline="central">${escapeHtml(text)}</text>`,
  ];
}
