import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../src/cli/check-project.js';
import type { Finding } from '../../src/finding.js';
import type { Invitation } from '../../src/message/invitation.js';
import { knownPlaceholders, type ProjectFields, viewFor } from '../../src/message/placeholders.js';
import { prepareInvitation } from '../../src/message/prepare.js';
import { parseTemplate } from '../../src/message/template.js';
import { checkTemplate } from '../../src/message/template-check.js';
import type { Project } from '../../src/project/project.js';
import { readProject } from '../../src/project/project-file.js';
import { checkRoll } from '../../src/voters/check-roll.js';
import { detectShape } from '../../src/voters/detect-shape.js';
import { openRoll } from '../../src/voters/roll-file.js';
import type { Voter } from '../../src/voters/voter.js';
import { readTemplate } from '../support/one-template.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples');
/** RFC 2606 and RFC 6761: nobody can own them. */
const NOBODYS = /@(?:[\w-]+\.example|example\.(?:org|net|com))$/;

function projectIn(folder: string, voters?: string): Promise<Project> {
  const overrides = voters === undefined ? {} : { voters };
  return readProject({ path: join(EXAMPLES, folder), named: true, overrides, systemTimeZone: 'UTC' });
}

async function check(project: Project) {
  const { title, organiser, electionStart: start, electionEnd: end, timezone, language, contact } = project;
  const fields: ProjectFields = { title, organiser, start, end, timezone, language, contact };
  const builtIns = { folder: join(ROOT, 'templates'), language };
  const { template } = parseTemplate(await readTemplate(project.template ?? '', builtIns));
  if (template === null) throw new Error('the template cannot be read');
  const source = openRoll(project.voters ?? '');
  const { shape, findings: first } = await detectShape(source, { columns: project.columns });
  const before = [...first, ...checkTemplate(template, knownPlaceholders(shape, fields), project.required)];
  const voters: Voter[] = [];
  const invitations: Invitation[] = [];
  const summary = await checkRoll(source, shape, (voter) => {
    const { invitation, findings } = prepareInvitation(template, viewFor(voter, shape, fields), voter.row);
    voters.push(voter);
    invitations.push(invitation);
    return findings;
  });
  const findings: readonly Finding[] = [...before, ...summary.findings];
  return { shape, voters, invitations, findings, summary };
}

/** "similar-id" and the like, with the physical line. */
function told(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, kind, row }) => `${severity} ${kind} ${row}`);
}

describe('the example of an Online-Wahl', () => {
  it('is ready for a rehearsal, and only points out the shared mailbox', async () => {
    const project = await projectIn('online-wahl');
    const { shape, voters, findings } = await check(project);
    expect(shape).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(told(findings)).toEqual(['warning shared-address 8']);
    expect(voters).toHaveLength(project.expectVoters ?? 0);
    expect(voters).toHaveLength(25);
  });

  it('gives the two voters of the shared mailbox different credentials', async () => {
    const { voters, invitations } = await check(await projectIn('online-wahl'));
    const shared = voters.flatMap(({ email }, index) =>
      email === 'familie.brandt@example.org' ? [index] : [],
    );
    const lines = shared.map((index) => /Passwort: .*/.exec(invitations[index]?.text ?? '')?.[0]);
    expect(lines).toHaveLength(2);
    expect(new Set(lines).size).toBe(2);
  });

  it('greets everybody by a name with its letters intact', async () => {
    const { invitations } = await check(await projectIn('online-wahl'));
    const greetings = invitations.map(({ text }) => text.split('\n')[0]);
    expect(greetings).toContain('Guten Tag Željka Šimek,');
    expect(greetings).toContain('Guten Tag Jürgen Großmann,');
    expect(greetings).toContain('Guten Tag Heinz D’Angelo,');
    expect(greetings.join()).not.toMatch(/\ufffd/);
  });

  it('has leading zeros, unlike passwords and no character that is mistaken for another', async () => {
    const { voters } = await check(await projectIn('online-wahl'));
    for (const { id } of voters) expect(id).toMatch(/^0\d{6}$/);
    const passwords = voters.map(({ cells }) => cells[6]);
    expect(new Set(passwords).size).toBe(25);
    for (const password of passwords) expect(password).toMatch(/^[2-9a-hj-km-np-zA-HJ-NP-Z]{10}$/);
  });

  it('is written byte by byte as Excel writes it in Germany', () => {
    const bytes = readFileSync(join(EXAMPLES, 'online-wahl/voters.csv'));
    const text = iconv.decode(bytes, 'win1252');
    expect(iconv.encode(text, 'win1252').equals(bytes)).toBe(true);
    expect(text.split('\r\n')).toHaveLength(27);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('differs from the built-in template in nothing but the signature', () => {
    const own = join(EXAMPLES, 'online-wahl/templates/invitation');
    const builtIn = join(ROOT, 'templates/online-wahl/de');
    const names = readdirSync(builtIn).sort();
    expect(readdirSync(own).sort()).toEqual(names);
    const changed = names.filter(
      (name) => !readFileSync(join(own, name)).equals(readFileSync(join(builtIn, name))),
    );
    expect(changed).toEqual(['signature-html.mustache', 'signature.mustache']);
  });
});

describe('the example of a Live Voting', () => {
  it('is ready for a rehearsal without any finding', async () => {
    const project = await projectIn('live-voting');
    const { shape, voters, findings } = await check(project);
    expect(shape).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
    expect(findings).toEqual([]);
    expect(voters).toHaveLength(project.expectVoters ?? 0);
    expect(voters).toHaveLength(12);
  });

  it('mails the invitations well before the meeting', async () => {
    const { sendAt, electionStart } = await projectIn('live-voting');
    expect(Number(electionStart) - Number(sendAt)).toBeGreaterThan(24 * 60 * 60 * 1000);
  });

  it('keeps a comma inside a name, and gives everybody a link of their own', async () => {
    const { invitations } = await check(await projectIn('live-voting'));
    expect(invitations.map(({ text }) => text.split('\n')[0])).toContain('Hello Robert King, Jr.,');
    expect(new Set(invitations.map(({ text }) => /^https:\S+$/m.exec(text)?.[0])).size).toBe(12);
  });

  it('begins with a byte order mark', () => {
    const bytes = readFileSync(join(EXAMPLES, 'live-voting/voters.csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('the rolls as they really come', () => {
  const NAMES = ['Anna Müller', 'Jürgen Großmann', 'Käthe Weiß', 'Günther Öhler'];

  it.each([
    ['sep-line.csv', 'windows-1252', ';', NAMES],
    ['excel-unicode-text.txt', 'utf-16le', '\t', [...NAMES, 'Željka Šimić']],
    ['excel-macintosh.csv', 'macintosh', ';', NAMES],
    ['excel-msdos.csv', 'cp850', ';', NAMES],
  ])('%s is read as %s', async (file, encoding, delimiter, names) => {
    const { shape, voters, findings } = await check(await projectIn('rolls', file));
    expect(shape).toMatchObject({ encoding, delimiter });
    expect(findings).toEqual([]);
    expect(voters.map(({ cells }) => `${cells[1]} ${cells[2]}`)).toEqual(names);
    expect(voters.map(({ id }) => id.length)).toEqual(names.map(() => 5));
  });

  it.each([
    ['sep-line.csv', /^sep=;\r\nMitgliedsnummer;[\s\S]*\r\n;;;;;\r\n;;;;;\r\n$/],
    ['excel-unicode-text.txt', /^\u00ff\u00feM\u0000i\u0000/],
    ['excel-macintosh.csv', /^[^\n]*\r[^\n]*J\u009frgen[^\n]*\r$/],
    ['excel-msdos.csv', /\r\n00008;J\u0081rgen;Gro\u00e1mann;/],
  ])('%s has the bytes that its name promises', (file, bytes) => {
    expect(readFileSync(join(EXAMPLES, 'rolls', file)).toString('latin1')).toMatch(bytes);
  });

  it('with-mistakes.csv has six mistakes, each told once, with its line', async () => {
    const wishes = { encoding: undefined, delimiter: undefined };
    const project = await projectIn('rolls', 'with-mistakes.csv');
    const { findings, summary } = await checkProject(project, wishes, () => {});
    expect(told(findings).sort()).toEqual([
      'error damaged-number 9',
      'error duplicate-id 6',
      'error empty-placeholder 11',
      'error invalid-email 8',
      'error missing-email 10',
      'error several-addresses 7',
    ]);
    expect(summary?.voters).toBe(6);
  });
});

describe('all examples', () => {
  it('use addresses and links at domains that nobody can own', async () => {
    for (const folder of ['online-wahl', 'live-voting', 'rolls']) {
      const project = await projectIn(folder);
      const { voters, shape } = await check(project);
      expect(voters.length).toBeGreaterThan(3);
      for (const { email, cells } of voters) {
        expect(email).toMatch(NOBODYS);
        expect(cells[shape.roles.link ?? -1]).toMatch(/^https:\/\/[\w-]+\.[\w-]+\.example\//);
      }
      expect(project.contact?.email).toMatch(NOBODYS);
    }
  });

  it('are listed in the page about them', () => {
    const page = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
    const inside = (folder: string) => readdirSync(join(EXAMPLES, folder));
    const folders = inside('.').filter((name) => statSync(join(EXAMPLES, name)).isDirectory());
    const rolls = inside('rolls').filter((name) => name !== 'invite.yaml');
    expect(rolls).toHaveLength(5);
    for (const name of [...folders, ...rolls]) expect(page).toContain(name);
  });
});
