/** Owns what of a plan becomes its picture: which times are marked, what is late, and how all of it is called. */
import type { CoursePoint } from '../delivery/forecast.js';
import type { Plan } from '../delivery/plan.js';
import type { Format } from '../i18n/format.js';
import { lateNotes } from '../i18n/plan-sentences.js';
import type { Texts } from '../i18n/texts.js';
import { isoTime, zonedTime } from '../project/zoned-time.js';
import type { PictureBlock } from './blocks.js';
import type { Picture, PictureEdge, PictureMark } from './plan-picture.js';

const DAY = 24 * 60 * 60_000;
/** Of more days the thin lines would be a grey area. */
const MOST_DAYS = 31;

type CourseTexts = Texts['planReport']['course'];

/** As a picture, and as a table of its points. */
export function courseBlock(plan: Plan, texts: Texts, format: Format): PictureBlock {
  const t = texts.planReport.course;
  const picture = pictureOf(plan, texts, format);
  const { caption, midnights, columns } = t;
  const rows = pointsOf(picture).map(({ at, messages }) => [
    texts.send.plan.at(new Date(at), plan.timezone),
    format.number(messages),
  ]);
  const whole = [caption(plan.timezone), ...(picture.grid.length > 0 ? [midnights] : [])].join(' ');
  return { kind: 'picture', picture, caption: whole, columns, rows };
}

/** With the one at which it becomes late, which no pause need begin or end. */
function pointsOf({ course, lateFrom }: Picture): readonly CoursePoint[] {
  if (lateFrom === null || course.some((point) => isSame(point, lateFrom))) return course;
  const before = course.filter(({ at, messages }) => at <= lateFrom.at && messages <= lateFrom.messages);
  return [...before, lateFrom, ...course.slice(before.length)];
}

function isSame(one: CoursePoint, other: CoursePoint): boolean {
  return one.at === other.at && one.messages === other.messages;
}

function pictureOf(plan: Plan, texts: Texts, format: Format): Picture {
  const { course, toMail, timezone } = plan;
  const t = texts.planReport.course;
  const lateFrom = lateFromOf(plan);
  const leftAt = leftAtOf(plan);
  const times = [...course, ...(leftAt ? [leftAt] : [])].map(({ at }) => at);
  const all = [...times, ...(plan.beforeStart ? [plan.beforeStart.deadline.getTime()] : [])];
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const edge = (at: number): PictureEdge => {
    const { day, time } = format.pieces(new Date(at), timezone);
    return { at, lines: [day, time] };
  };
  return {
    title: t.title,
    description: inWords(plan, texts),
    course,
    total: toMail,
    totalLabel: format.number(toMail),
    from: edge(from),
    to: edge(to),
    grid: midnightsIn(from, to, timezone),
    marks: marksOf(plan, t, format),
    lateFrom,
    leftAt,
    legend: legendOf(plan, lateFrom, t),
  };
}

function lateFromOf({ beforeStart, toMail, left }: Plan): CoursePoint | null {
  if (beforeStart === null || beforeStart.late === 0) return null;
  return { at: beforeStart.deadline.getTime(), messages: toMail - left - beforeStart.late };
}

function leftAtOf({ until, toMail, left }: Plan): CoursePoint | null {
  return until === null || left === 0 ? null : { at: until.getTime(), messages: toMail - left };
}

function legendOf(
  { beforeStart, left, isMeeting }: Plan,
  lateFrom: CoursePoint | null,
  { lines }: CourseTexts,
): Picture['legend'] {
  const late = isMeeting ? lines.lateMeeting : lines.lateElection;
  return {
    gone: lines.gone,
    late: lateFrom === null ? null : late(beforeStart?.late ?? 0),
    left: left === 0 ? null : lines.left(left),
  };
}

function marksOf(plan: Plan, { marks }: CourseTexts, format: Format): PictureMark[] {
  const { beforeStart, finish, until, left, isMeeting, timezone } = plan;
  const mark = (
    kind: PictureMark['kind'],
    at: Date | null,
    text: (when: string) => string,
  ): PictureMark[] => {
    if (at === null) return [];
    const { dayOfYear, time } = format.pieces(at, timezone);
    return [{ at: at.getTime(), kind, label: text(`${dayOfYear}, ${time}`) }];
  };
  return [
    ...mark('deadline', beforeStart?.deadline ?? null, isMeeting ? marks.meeting : marks.election),
    ...mark('end', left > 0 ? until : null, marks.end),
    ...mark('last', finish, marks.last),
  ];
}

function inWords(plan: Plan, texts: Texts): string {
  const { toMail, course, finish, pauses, beforeStart, timezone } = plan;
  const { course: t, verdicts } = texts.planReport;
  const when = (at: Date): string => texts.send.plan.at(at, timezone);
  const late = lateNotes(plan, texts).map(({ sentence }) => sentence);
  return [
    ...(finish === null ? [] : [t.from(toMail, when(new Date(course[0]?.at ?? 0))), t.to(when(finish))]),
    ...(pauses.length === 0 ? [] : [t.pauses(pauses.length)]),
    ...(late.length === 0 && beforeStart ? [verdicts.inTime(when(beforeStart.deadline))] : late),
  ].join(' ');
}

/** Every midnight between the two, by the clocks of the zone; none where there are too many. */
function midnightsIn(from: number, to: number, timezone: string): number[] {
  if (to - from > MOST_DAYS * DAY) return [];
  const today = Date.parse(isoTime(from, timezone).slice(0, 10));
  const days = Array.from({ length: MOST_DAYS + 1 }, (_, index) => today + (index + 1) * DAY);
  return days.flatMap((day) => {
    const midnight = zonedTime(`${new Date(day).toISOString().slice(0, 10)}T00:00`, timezone);
    if (midnight.kind !== 'instant') return [];
    const at = midnight.date.getTime();
    return at > from && at < to ? [at] : [];
  });
}
