import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adviceFor } from '../../../src/advice/advice-for.js';
import type { Target } from '../../../src/advice/trouble.js';
import { diagnosis } from '../../../src/i18n/en/diagnosis.js';
import { classify, type ReplyKind } from '../../../src/smtp/classify.js';
import { parseReply } from '../../../src/smtp/reply.js';
import { type Example, KNOWN, UNKNOWN } from '../../support/known-replies.js';

const PAGE = new URL('../../../docs/replies.md', import.meta.url);
const [BEGIN, END] = ['<!-- kinds -->', '<!-- /kinds -->'];
const HOSTS = ['mail.example', 'smtp.office365.com', 'smtp.gmail.com'];
const MOST_EXAMPLES = 6;
const LONGEST = 150;

interface Entry {
  readonly kind: ReplyKind;
  readonly scope: string;
  readonly action: string;
  readonly example: Example;
}

function entryOf(example: Example): Entry {
  const reply = parseReply(example[1]);
  if (reply === null) throw new Error(`not a reply: ${example[1]}`);
  return { ...classify(example[0], reply), example };
}

/** One row for each kind, in the order of the table; what is only made up is not quoted. */
function rows(): string[] {
  const known = KNOWN.map(entryOf);
  const others = UNKNOWN.map(entryOf).filter(({ kind }) => !known.some((entry) => entry.kind === kind));
  const kinds = [...new Set([...known, ...others].map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const real = known.filter((entry) => entry.kind === kind);
    return real.length > 0
      ? rowOf(real, (phase, raw) => `\`${quoted(raw)}\` (${phase})`)
      : rowOf(
          others.filter((entry) => entry.kind === kind),
          (phase) => `any other (${phase})`,
        );
  });
}

function rowOf(entries: readonly Entry[], show: (phase: string, raw: string) => string): string {
  const [first] = entries;
  if (first === undefined) throw new Error('a kind without an example');
  const what = [...new Set(entries.map(({ scope, action }) => `${scope}, ${action}`))].join('; ');
  const shown = [...new Set(entries.map(({ example: [phase, raw] }) => show(phase, raw)))];
  const examples = shown.slice(0, MOST_EXAMPLES).join('<br>');
  return `| \`${first.kind}\` | ${what} | ${examples} | ${rolesOf(first.kind)} |`;
}

function quoted(raw: string): string {
  const line = raw.replace(/\s*\r\n/g, ' / ').replaceAll('|', ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function rolesOf(kind: ReplyKind): string {
  const target = {
    port: 587,
    encryption: 'starttls',
    user: 'u',
    sender: 's@mail.example',
    to: 't@mail.example',
  } as const;
  const targets: Target[] = HOSTS.flatMap((host) => [
    { ...target, host },
    { ...target, host, to: null },
  ]);
  const advice = targets.flatMap((each) => adviceFor({ kind, stage: 'auth', reply: null }, each));
  const roles = [...new Set(advice.map(({ for: role }) => role))];
  return roles.map((role) => diagnosis.roles[role].replace(/^To (?:the )?/, '')).join(', ');
}

// Updated by `npx vitest run -u`: what the page quotes is what the tests prove.
it('lists in docs/replies.md every kind, what servers say, and who can act', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  expect(before).toBeGreaterThan(0);
  const table = [
    '| kind | whose trouble, what follows | what the server says | who can act |',
    '|---|---|---|---|',
    ...rows(),
  ];
  const renewed = `${page.slice(0, before)}${BEGIN}\n\n${table.join('\n')}\n\n${page.slice(after)}`;
  expect(table.length).toBeGreaterThan(40);
  await expect(renewed).toMatchFileSnapshot(PAGE.pathname);
});
