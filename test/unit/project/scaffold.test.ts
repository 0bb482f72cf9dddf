import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/fault.js';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import { PRODUCTS, type Project } from '../../../src/project/project.js';
import { readProject } from '../../../src/project/project-file.js';
import { type ScaffoldOptions, scaffold } from '../../../src/project/scaffold.js';
import { checkRoll } from '../../../src/voters/check-roll.js';
import { detectShape } from '../../../src/voters/detect-shape.js';

const LANGUAGES = ['de', 'en'] as const;
const EVERY = PRODUCTS.flatMap((product) => LANGUAGES.map((language) => [product, language] as const));
const TODAY = new Date('2027-03-01T12:00:00Z');
const templateFiles = new Map([
  ['subject.mustache', Buffer.from('Einladung: {{election.title}}\n')],
  ['text.mustache', Buffer.from('{{id}} {{password}}\n')],
]);
const OPTIONS: ScaffoldOptions = {
  product: 'online-wahl',
  language: 'de',
  packageName: '@scope/invite',
  packageSpec: '^1.2.3',
  templateFiles,
  today: TODAY,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scaffold-'));
});
afterEach(() => rm(folder, { recursive: true }));

function bytesOf(path: string, options: Partial<ScaffoldOptions> = {}): Buffer {
  const found = scaffold({ ...OPTIONS, ...options }).find((file) => file.path === path);
  if (!found) throw new Error(`no file ${path}`);
  return Buffer.from(found.bytes);
}

function textOf(path: string, options: Partial<ScaffoldOptions> = {}): string {
  return bytesOf(path, options).toString('utf8');
}

/** The project as `invite` reads it back. */
async function projectOf(options: Partial<ScaffoldOptions> = {}): Promise<Project> {
  await writeFile(join(folder, 'invite.yaml'), bytesOf('invite.yaml', options));
  return readProject({ path: folder, named: true, overrides: {}, systemTimeZone: 'UTC' });
}

function faultOf(options: Partial<ScaffoldOptions>): unknown {
  try {
    scaffold({ ...OPTIONS, ...options });
    return null;
  } catch (error) {
    return error instanceof Fault ? { kind: error.kind, ...error.details } : error;
  }
}

describe('the files of a new project', () => {
  it.each(EVERY)('are the same for %s in %s', (product, language) => {
    const files = scaffold({ ...OPTIONS, product, language });
    expect(files.map(({ path }) => path)).toEqual([
      'README.md',
      'invite.yaml',
      'voters.csv',
      'templates/invitation/subject.mustache',
      'templates/invitation/text.mustache',
      'package.json',
      '.gitignore',
    ]);
  });

  it('keep the roll, which will hold credentials, from other users of the computer', () => {
    const modes = scaffold(OPTIONS).flatMap(({ path, mode }) => (mode === undefined ? [] : [[path, mode]]));
    expect(modes).toEqual([['voters.csv', 0o600]]);
  });

  it('hold the template byte by byte', () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0xff]);
    const templateFiles = new Map([['text.mustache', bytes]]);
    expect([...bytesOf('templates/invitation/text.mustache', { templateFiles })]).toEqual([...bytes]);
  });

  it('depend on this package, and are not published by mistake', () => {
    const packageJson: unknown = JSON.parse(textOf('package.json'));
    expect(packageJson).toEqual({ private: true, dependencies: { '@scope/invite': '^1.2.3' } });
  });

  it('keep roll, state, key and rehearsals out of a repository', () => {
    const lines = textOf('.gitignore').split('\n');
    const wanted = ['*.csv', 'invite.*.jsonl', 'invite.*.key', '.invite-sandbox/', 'node_modules/'];
    expect(lines).toEqual(expect.arrayContaining(wanted));
  });

  it('are the same each time', () => {
    expect(scaffold(OPTIONS)).toEqual(scaffold(OPTIONS));
  });
});

describe('the invite.yaml of a new project', () => {
  it.each(EVERY)('is read back without a complaint, for %s in %s', async (product, language) => {
    const project = await projectOf({ product, language });
    expect(project).toMatchObject({ product, language, timezone: 'Europe/Berlin', expectVoters: 5 });
    expect(project).toMatchObject({ required: ['id', 'password'], voters: join(folder, 'voters.csv') });
    expect(project.template).toBe(join(folder, 'templates/invitation'));
    for (const text of [project.title, project.organiser, project.contact?.name, project.contact?.phone]) {
      expect(text).toMatch(/\S/);
    }
    expect(project.contact?.email).toMatch(/@\w+\.example$/);
    expect(project.profile).toMatch(/^[a-z]+$/);
  });

  it('gives no start that has passed, and a Live Voting its invitations beforehand', async () => {
    for (const product of PRODUCTS) {
      const { electionStart, electionEnd, sendAt } = await projectOf({ product });
      expect(Number(electionStart)).toBeGreaterThan(Number(TODAY));
      expect(Number(electionEnd)).toBeGreaterThan(Number(electionStart));
      if (product === 'online-wahl') expect(sendAt).toBeNull();
      else expect(Number(sendAt)).toBeLessThan(Number(electionStart));
    }
  });

  it.each(LANGUAGES)('explains every key in %s', (language) => {
    const lines = textOf('invite.yaml', { language }).split('\n');
    const keys = lines.flatMap((line, index) =>
      /^(?:# (?=sendAt|pace))?\w+:/.test(line) && !line.startsWith('electionEnd') ? [index] : [],
    );
    expect(keys).toHaveLength(14);
    for (const index of keys) expect(lines[index - 1], lines[index]).toMatch(/^# .{20,}\.$/);
  });

  // Why: a number that nobody named would outrank the five a minute of an Exchange Server.
  it('sets no pace', async () => {
    expect((await projectOf({})).pace).toEqual(NO_LIMITS);
  });

  it('marks what is an example, and not what was given', () => {
    const marked = (options: Partial<ScaffoldOptions>): string[] => {
      const lines = textOf('invite.yaml', options).split('\n');
      return lines.flatMap((line) => /^(\w+):.*# (?:BEISPIEL|EXAMPLE),/.exec(line)?.[1] ?? []);
    };
    const examples = ['electionStart', 'electionEnd', 'expectVoters', 'contact'];
    expect(marked({})).toEqual(['title', 'organiser', ...examples]);
    expect(marked({ title: 'Wahl' })).toEqual(['organiser', ...examples]);
    expect(marked({ title: 'Wahl', organiser: 'Verein', language: 'en' })).toEqual(examples);
    const live = ['electionStart', 'electionEnd', 'sendAt', 'expectVoters', 'contact'];
    expect(marked({ product: 'live-voting' })).toEqual(['title', 'organiser', ...live]);
  });

  it.each([
    'Wahl: "2027" #1',
    "{ 'a': b }",
    '- Liste',
    '*anker &anker !tag | > %',
    'Zeile\\n zwei',
    '12',
    'null',
    'Ämter & Wähler – Šimić',
  ])('takes the title %s as it is', async (title) => {
    expect((await projectOf({ title, organiser: title })).title).toBe(title);
    expect((await projectOf({ title, organiser: title })).organiser).toBe(title);
  });

  it('takes any title on one line as it is', async () => {
    const titles = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    const usable = titles.filter((title) => title.trim() === title && title !== '' && !/\p{Cc}/u.test(title));
    await fc.assert(
      fc.asyncProperty(usable, async (title) => {
        expect((await projectOf({ title })).title).toBe(title);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a title or organiser that invite.yaml could not hold', () => {
  it.each([
    ['title', ''],
    ['title', '   '],
    ['title', 'zwei\nZeilen'],
    ['title', 'x'.repeat(201)],
    ['organiser', ''],
    ['organiser', 'a\u0000b'],
    ['organiser', 'y'.repeat(201)],
  ])('is refused: %s %j', (key, value) => {
    expect(faultOf({ [key]: value })).toEqual({
      kind: 'bad-option-value',
      option: `--${key}`,
      value,
      expected: 'text',
    });
  });

  it('is accepted at its longest', async () => {
    expect((await projectOf({ title: 'x'.repeat(200) })).title).toHaveLength(200);
  });
});

describe('the roll of a new project', () => {
  it.each(LANGUAGES)('has five voters in %s, all columns recognised, and no finding', async (language) => {
    const bytes = bytesOf('voters.csv', { language });
    async function* open() {
      yield bytes;
    }
    const source = { name: 'voters.csv', bytes: bytes.length, open };
    const { shape, findings } = await detectShape(source);
    const summary = await checkRoll(source, shape);
    expect([...findings, ...summary.findings]).toEqual([]);
    expect(summary.voters).toBe(5);
    expect(shape).toMatchObject({ encoding: 'utf-8', delimiter: ';' });
    expect(shape.roles).toEqual({ id: 0, firstName: 1, lastName: 2, email: 3, password: 4, link: 5 });
  });

  it('opens right in Excel: byte order mark and CRLF', () => {
    const bytes = bytesOf('voters.csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8').split('\r\n')).toHaveLength(7);
  });

  it('can reach nobody', () => {
    const addresses = textOf('voters.csv').match(/[^;]+@[^;]+/g) ?? [];
    expect(addresses).toHaveLength(5);
    for (const address of addresses) expect(address).toMatch(/@(\w+\.example|example\.(org|net|com))$/);
  });
});

describe('the README of a new project', () => {
  it.each(EVERY)('says what to do in which order, for %s in %s', (product, language) => {
    const text = textOf('README.md', { product, language });
    const commands = [...text.matchAll(/^\d\. .*?`((?:npm|npx) [^`]+)`/gm)].map(([, command]) => command);
    const profile = /^profile: (\w+)$/m.exec(textOf('invite.yaml', { product, language }))?.[1];
    expect(commands).toEqual([
      'npm install',
      'npx invite preview',
      'npx invite send --sandbox',
      'npx invite request',
      `npx invite configure ${profile}`,
      `npx invite test-connection ${profile}`,
      expect.stringMatching(/^npx invite send --test-to (?:ich|me)@example\.org$/),
      'npx invite send --new-mailing',
    ]);
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(13);
  });

  it('has the title of the election', () => {
    expect(textOf('README.md', { title: 'Betriebsratswahl' }).split('\n')[0]).toBe('# Betriebsratswahl');
    expect(textOf('README.md', { language: 'en' }).split('\n')[0]).toBe('# Committee Election 2027');
  });
});
