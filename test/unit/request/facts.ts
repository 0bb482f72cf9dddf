/** Owns the letter that the tests of this folder start from. */
import { deadlineFor } from '../../../src/request/deadline.js';
import type { LetterFacts } from '../../../src/request/letter-facts.js';

export const FACTS: LetterFacts = {
  language: 'de',
  today: '2026-11-25',
  title: 'Gremienwahl 2027',
  organiser: 'Musterverband e. V.',
  product: 'online-wahl',
  contact: { name: 'Wahlbüro', email: 'wahl@muster.example', phone: '+49 30 000000' },
  timezone: 'Europe/Berlin',
  deadline: deadlineFor('2026-11-25', '2027-03-01', null),
  mailing: new Date('2027-03-01T07:00:00Z'),
  end: new Date('2027-03-15T17:00:00Z'),
  messages: 3000,
  pace: { connections: 1, perMinute: 20, perHour: null, perDay: null, perConnection: null },
  addresses: ['203.0.113.7', '2001:db8::/64'],
  tarball: 'wahlpost-invite-0.1.0.tgz',
  node: '20.19',
};

/** What a project without any entry gives. */
export const NOTHING: LetterFacts = {
  ...FACTS,
  title: null,
  organiser: null,
  product: null,
  contact: null,
  deadline: { kind: 'unknown' },
  mailing: null,
  end: null,
  messages: null,
  addresses: [],
};
