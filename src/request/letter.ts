/** Owns the letter to the organiser's IT: head, opening, sections and end, as words and blocks. Pure. */
import type { RequestLetterTexts } from '../i18n/en/request-letter.js';
import { type Block, paragraph } from './block.js';
import { dayOf } from './deadline.js';
import { type LetterFacts, type Shown, shownIn, textsIn } from './letter-facts.js';
import { sectionsOf } from './sections.js';

/** Every string is one line without control characters, and not yet escaped for HTML. */
export interface Letter {
  readonly language: 'de' | 'en';
  readonly subject: string;
  readonly organiser: string;
  readonly title: string;
  readonly date: string;
  readonly to: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly regards: string;
  readonly signature: string;
}

/** The whole letter; what the facts do not say is a blank to fill in. */
export function requestLetter(facts: LetterFacts): Letter {
  const t = textsIn(facts.language);
  const shown = shownIn(facts);
  const { title, organiser, date, contact } = shown;
  return {
    language: facts.language,
    subject: t.subject(title, shown.named),
    organiser,
    title,
    date,
    to: t.to(organiser),
    heading: t.heading,
    blocks: [...opening(t, facts, shown), ...sectionsOf(t, facts, shown), paragraph(t.questions(contact))],
    regards: t.regards,
    signature: shown.signature,
  };
}

function opening(t: RequestLetterTexts, facts: LetterFacts, shown: Shown): Block[] {
  const { glance } = t;
  return [
    paragraph(t.greeting),
    paragraph(t.why(shown.title, shown.organiser)),
    paragraph(t.need),
    ...deadlineSentences(t, facts, shown).map((text): Block => ({ kind: 'paragraph', text, strong: true })),
    {
      kind: 'table',
      rows: [
        [glance.by, shown.deadline],
        [glance.messages, shown.count],
        [glance.mailing, shown.mailing],
        [glance.pace, `${shown.pace}; ${shown.duration}`],
        [glance.address, facts.addresses.length === 0 ? glance.addressFollows : facts.addresses.join(', ')],
        [glance.questions, shown.contact],
      ],
    },
  ];
}

function deadlineSentences(t: RequestLetterTexts, { deadline }: LetterFacts, shown: Shown): string[] {
  const day = shown.named ?? '';
  switch (deadline.kind) {
    case 'unknown':
      return [t.deadline.unknown(shown.deadline, shown.occasion)];
    case 'by':
      return [
        deadline.before === 'start' ? t.deadline.byStart(day, shown.occasion) : t.deadline.byMailing(day),
      ];
    default: {
      const first = dayOf(deadline) === null ? t.deadline.atOnce : t.deadline.late(day);
      return shown.missed === null ? [first] : [first, t.deadline.missed(shown.missed, shown.occasion)];
    }
  }
}
