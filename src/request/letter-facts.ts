/** Owns what the letter is made from, and how each fact is written in it; a fact that is missing is a blank. Pure. */
import { durationOf } from '../delivery/pace.js';
import { requestLetter as de } from '../i18n/de/request-letter.js';
import { requestLetter as en, type RequestLetterTexts } from '../i18n/en/request-letter.js';
import { type Format, formatFor } from '../i18n/format.js';
import { type Limits, NO_LIMITS } from '../profile/profile.js';
import { dayIn } from '../project/calendar-day.js';
import type { Contact, Product } from '../project/project.js';
import { safeText } from '../smtp/reply.js';
import { type Deadline, dayOf } from './deadline.js';

/** Where somebody is to write something. */
export const BLANK = '________';

export interface LetterFacts {
  readonly language: 'de' | 'en';
  /** The day of the letter, "2026-11-25". */
  readonly today: string;
  readonly title: string | null;
  readonly organiser: string | null;
  readonly product: Product | null;
  readonly contact: Contact | null;
  /** IANA name. */
  readonly timezone: string;
  readonly deadline: Deadline;
  /** When the invitations go out. */
  readonly mailing: Date | null;
  /** When voting ends. */
  readonly end: Date | null;
  readonly messages: number | null;
  /** At least one of its windows is set. */
  readonly pace: Limits;
  /** Checked: IP addresses and networks. */
  readonly addresses: readonly string[];
  /** This package as `npm pack` names it, and the oldest Node.js that runs it. */
  readonly tarball: string;
  readonly node: string;
}

/** The facts as words of the letter, each one line; the optional ones null where they are not known. */
export interface Shown {
  readonly title: string;
  readonly organiser: string;
  readonly date: string;
  readonly occasion: string;
  readonly deadline: string;
  /** The day that the deadline names, and the one that was missed. */
  readonly named: string | null;
  readonly missed: string | null;
  /** The number alone, and with its word. */
  readonly count: string;
  readonly messages: string;
  readonly mailing: string;
  readonly end: string | null;
  readonly pace: string;
  readonly connections: string;
  readonly duration: string;
  readonly durationAtExchange: string | null;
  readonly contact: string;
  readonly phone: string | null;
  readonly signature: string;
}

const LONGEST_VALUE = 200;
/** What Exchange Server takes in a minute unless somebody has changed it. */
const EXCHANGE_PER_MINUTE = 5;

export function textsIn(language: LetterFacts['language']): RequestLetterTexts {
  return language === 'de' ? de : en;
}

export function shownIn(facts: LetterFacts): Shown {
  const t = textsIn(facts.language);
  const format = formatFor(facts.language);
  const { contact, mailing, end, timezone, messages, pace } = facts;
  const named = dayOf(facts.deadline);
  const missed = 'missed' in facts.deadline ? facts.deadline.missed : null;
  const exchange = { ...NO_LIMITS, perMinute: EXCHANGE_PER_MINUTE };
  return {
    title: written(facts.title) ?? BLANK,
    organiser: written(facts.organiser) ?? BLANK,
    date: format.day(facts.today),
    occasion: t.occasion[facts.product ?? 'online-wahl'],
    deadline: deadlineIn(t, format, facts.deadline),
    named: named && format.day(named),
    missed: missed && format.day(missed),
    count: messages === null ? BLANK : format.number(messages),
    messages: messages === null ? BLANK : t.messages(messages),
    mailing: mailing === null ? BLANK : t.at(format.date(mailing, timezone), timezone),
    end: end && format.day(dayIn(end, timezone)),
    pace: paceIn(t, pace),
    connections: t.connections(pace.connections ?? 1),
    duration: messages === null ? BLANK : durationIn(t, format, messages, pace),
    durationAtExchange: messages === null ? null : durationIn(t, format, messages, exchange),
    contact: contactIn(contact),
    phone: written(contact?.phone),
    signature: written(contact?.name) ?? BLANK,
  };
}

/** Null where nothing is left to read. Whoever calls has refused line breaks; here they could do no harm either. */
function written(text: string | null | undefined): string | null {
  return safeText(text ?? '', LONGEST_VALUE) || null;
}

function contactIn(contact: Contact | null): string {
  const parts = [contact?.name, contact?.email, contact?.phone].map(written);
  return parts.filter((part) => part !== null).join(', ') || BLANK;
}

function deadlineIn({ glance }: RequestLetterTexts, format: Format, deadline: Deadline): string {
  switch (deadline.kind) {
    case 'unknown':
      return BLANK;
    case 'by':
      return format.day(deadline.day);
    case 'late':
      return glance.latest(format.day(deadline.day));
    case 'at-once':
      return glance.asSoon;
  }
}

function paceIn(t: RequestLetterTexts, { perMinute, perHour, perDay }: Limits): string {
  const parts = [
    perMinute === null ? null : t.perMinute(perMinute),
    perHour === null ? null : t.perHour(perHour),
    perDay === null ? null : t.perDay(perDay),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** Beyond it every further message takes as long as those before. */
const COUNTED = 100_000;

function durationIn(t: RequestLetterTexts, format: Format, messages: number, pace: Limits): string {
  const counted = Math.min(messages, COUNTED);
  const gaps = Math.max(1, counted - 1);
  const milliseconds = (durationOf(counted, pace, [], 0) / gaps) * (messages - 1);
  return milliseconds < 60_000 ? t.underAMinute : t.about(format.duration(milliseconds));
}
