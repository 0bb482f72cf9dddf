/** Owns the numbered sections of the letter: which sentence stands in which, and in which order. Pure. */
import type { RequestLetterTexts } from '../i18n/en/request-letter.js';
import { type Block, type FormRow, items, paragraph } from './block.js';
import type { LetterFacts, Shown } from './letter-facts.js';

type Section = (t: RequestLetterTexts, facts: LetterFacts, shown: Shown) => readonly [string, ...Block[]];

const sixValues: Section = ({ values: v }, _facts, shown) => {
  const row = ([label = '', note = '']: readonly string[], field: FormRow['field'] = 'line'): FormRow => ({
    label,
    note,
    field,
  });
  const rows = [
    ...[row(v.user), row(v.password, 'none'), row(v.sender)],
    ...[row(v.host), row(v.port), row(v.encryption, v.choices)],
  ];
  return [
    v.heading,
    paragraph(v.fill(shown.contact)),
    { kind: 'form', rows },
    { kind: 'paragraph', text: v.handOver(shown.phone), strong: true },
    paragraph(v.encryptionMeans),
  ];
};

const setUp: Section = ({ setUp: s }) => [s.heading, items(s.mailbox, s.sendAs, s.certificate)];

const addresses: Section = ({ addresses: a }, facts) => {
  if (facts.addresses.length === 0) return [a.heading, paragraph(a.follows)];
  return [
    a.heading,
    paragraph(a.known(facts.addresses.length > 1)),
    { kind: 'list', items: facts.addresses },
  ];
};

const volume: Section = ({ volume: v }, { messages }, shown) => {
  const moreThan = (limit: number): boolean => messages !== null && messages > limit;
  return [
    v.heading,
    paragraph(v.mailing(shown.messages, shown.mailing, shown.pace, shown.duration)),
    paragraph(v.raise(shown.connections)),
    items(
      ['Microsoft 365:', v.microsoft(moreThan(10_000))],
      ['Exchange Server:', v.exchange(shown.durationAtExchange)],
      ['Google Workspace:', v.google(moreThan(2_000))],
    ),
  ];
};

const copies: Section = ({ copies: c }, _facts, shown) => [
  c.heading,
  paragraph(c.why),
  items(c.access, c.retention(shown.end), c.space),
];

const login: Section = ({ login: l }) => [l.heading, items(l.microsoft, l.microsoftDate, l.google)];

const ownTest: Section = ({ test: t }, { tarball, node }) => {
  const { host, port, encryption, user, sender } = t.placeholders;
  const options = `--host ${host} --port ${port} --encryption ${encryption} --user ${user} --sender ${sender}`;
  return [
    t.heading,
    paragraph(t.how(node, tarball)),
    { kind: 'command', text: `npx -y -p ./${tarball} invite test-connection ${options}` },
    paragraph(t.password),
    paragraph(t.checkout),
    paragraph(t.acceptance),
  ];
};

const stays: Section = ({ stays: s }) => [s.heading, items(s.bounces, s.onCall, s.domain)];

/** Sentences of the letter refer to sections by their numbers. */
const SECTIONS: readonly Section[] = [sixValues, setUp, addresses, volume, copies, login, ownTest, stays];

export function sectionsOf(t: RequestLetterTexts, facts: LetterFacts, shown: Shown): Block[] {
  return SECTIONS.flatMap((section, index) => {
    const [heading, ...blocks] = section(t, facts, shown);
    return [{ kind: 'heading', text: `${index + 1}. ${heading}` }, ...blocks];
  });
}
