import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault, type FaultKind } from '../../../src/fault.js';
import {
  builtInTemplates,
  LARGEST_TEMPLATE_FILE,
  readTemplates,
} from '../../../src/message/template-folder.js';
import { readTemplate } from '../../support/one-template.js';

const onWindows = process.platform === 'win32';
let root: string;
let folder: string;
let builtIns: { folder: string; language: string };

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), content);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'template-'));
  folder = join(root, 'invitation');
  builtIns = { folder: join(root, 'built-in'), language: 'de' };
  await write('invitation/subject.mustache', 'Wahl\n');
  await write('invitation/text.mustache', 'Guten Tag');
  await write('built-in/online-wahl/de/subject.mustache', 'Ihre Wahl');
  await write('built-in/online-wahl/de/text.mustache', 'Hallo');
  await write('built-in/online-wahl/en/subject.mustache', 'Your election');
  await write('built-in/online-wahl/en/text.mustache', 'Hello');
  await write('built-in/README', 'no template');
});

afterEach(() => rm(root, { recursive: true }));

async function faultOf(path = folder): Promise<[FaultKind, object] | null> {
  const error: unknown = await readTemplate(path, builtIns).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error !== null && !(error instanceof Fault)) throw error;
  return error && [error.kind, error.details];
}

describe('readTemplate reads', () => {
  it('subject, text, HTML and partials of one folder', async () => {
    await write('invitation/html.mustache', '<p>');
    await write('invitation/contact.mustache', 'Wahlbüro');
    expect(await readTemplate(folder, builtIns)).toEqual({
      subject: 'Wahl\n',
      text: 'Guten Tag',
      html: '<p>',
      partials: new Map([['contact', 'Wahlbüro']]),
    });
  });

  it('no HTML, hidden files, other files and folders within', async () => {
    await write('invitation/notes.txt', 'x');
    await write('invitation/._text.mustache', new Uint8Array([0, 255]));
    await write('invitation/old/text.mustache', 'x');
    const { html, partials } = await readTemplate(folder, builtIns);
    expect([html, partials.size]).toEqual([null, 0]);
  });

  it('text with byte order mark and CRLF or CR as if it had neither', async () => {
    await write('invitation/text.mustache', '\ufeffa\r\nb\rc\n');
    expect((await readTemplate(folder, builtIns)).text).toBe('a\nb\nc\n');
  });

  it('a file of exactly the limit', async () => {
    await write('invitation/text.mustache', 'a'.repeat(LARGEST_TEMPLATE_FILE));
    expect((await readTemplate(folder, builtIns)).text).toHaveLength(LARGEST_TEMPLATE_FILE);
  });

  it.runIf(!onWindows)('a link within the folder', async () => {
    await symlink('text.mustache', join(folder, 'copy.mustache'));
    expect((await readTemplate(folder, builtIns)).partials.get('copy')).toBe('Guten Tag');
  });
});

describe('a template in several languages', () => {
  const whole = async (folders: readonly string[]): Promise<void> => {
    for (const name of folders) {
      await write(`several/${name}/subject.mustache`, `Subject ${name}`);
      await write(`several/${name}/text.mustache`, `Text ${name}`);
    }
  };
  const read = () => readTemplates(join(root, 'several'), builtIns.folder);

  it('is one complete template for each folder that is named after a language', async () => {
    await whole(['de', 'pt-BR', 'old', 'img']);
    await write('several/fr/notes.txt', 'no template yet');
    const { builtIn, languages } = await read();
    expect(builtIn).toBe(false);
    expect([...languages].map(([name, { text }]) => [name, text])).toEqual([
      ['de', 'Text de'],
      ['pt-BR', 'Text pt-BR'],
    ]);
  });

  it('is all of the built-in ones, and says that they are', async () => {
    const { builtIn, languages } = await readTemplates('online-wahl', builtIns.folder);
    expect([builtIn, [...languages.keys()]]).toEqual([true, ['de', 'en']]);
  });

  it.each<[string, () => Promise<void>, FaultKind]>([
    [
      'files of its own beside the languages',
      () => write('several/text.mustache', 'x'),
      'template-languages-mixed',
    ],
    [
      'a partial of its own beside them',
      () => write('several/contact.mustache', 'x'),
      'template-languages-mixed',
    ],
    [
      'a language without its text',
      () => rm(join(root, 'several/en/text.mustache')),
      'template-file-missing',
    ],
  ])('is refused with %s', async (_, spoil, kind) => {
    await whole(['de', 'en']);
    await spoil();
    expect((await faultOf(join(root, 'several')))?.[0]).toBe(kind);
  });

  it('shares a logo, unless a language has its own', async () => {
    await whole(['de', 'en']);
    await write('several/logo.png', 'shared');
    await write('several/en/LOGO.gif', 'own');
    await write('several/logo.txt', 'no picture');
    const { languages } = await read();
    const logos = [...languages.values()].map(({ logos: found = [] }) =>
      found.map(({ name, bytes }) => `${name} ${Buffer.from(bytes)}`),
    );
    expect(logos).toEqual([['logo.png shared'], ['LOGO.gif own']]);
  });

  it.each<[string, string, ('none' | undefined)[]]>([
    ['beside the languages', 'several/template.yaml', ['none', 'none']],
    ['in one of them', 'several/en/template.yaml', [undefined, 'none']],
  ])('says %s that it carries no credentials', async (_, path, expected) => {
    await whole(['de', 'en']);
    await write(path, 'credentials: none # an address check\n');
    const { languages } = await read();
    expect([...languages.values()].map(({ credentials }) => credentials)).toEqual(expected);
  });

  it.each(['', 'en/'])('is refused where %stemplate.yaml says anything else', async (where) => {
    await whole(['de', 'en']);
    await write(`several/${where}template.yaml`, 'credentials: all\n');
    expect((await faultOf(join(root, 'several')))?.[0]).toBe('template-properties');
  });

  it.runIf(process.platform === 'linux')('is refused with one language twice', async () => {
    await whole(['de', 'DE']);
    expect(await faultOf(join(root, 'several'))).toMatchObject(['template-languages-mixed', { files: [] }]);
  });

  it.runIf(!onWindows)('is refused where a language leads out of the folder', async () => {
    await whole(['de']);
    await symlink(folder, join(root, 'several', 'en'));
    expect((await faultOf(join(root, 'several')))?.[0]).toBe('file-not-regular');
  });
});

describe('readTemplate refuses', () => {
  it.each(['nothing-here', './online-wahl', '../built-in/README', 'README', 'online-wahl/../..', ''])(
    '%j, naming the built-in templates',
    async (path) => {
      expect(await faultOf(path)).toEqual(['template-not-found', { path, builtIn: ['online-wahl'] }]);
    },
  );

  it('a file where the folder should be', async () => {
    expect((await faultOf(join(folder, 'text.mustache')))?.[0]).toBe('template-not-found');
  });

  it.each(['subject', 'text'])('a folder without %s.mustache', async (part) => {
    await rm(join(folder, `${part}.mustache`));
    expect(await faultOf()).toEqual(['template-file-missing', { path: folder, file: `${part}.mustache` }]);
  });

  it('a folder where a file should be', async () => {
    await mkdir(join(folder, 'html.mustache'));
    const fault = await faultOf();
    expect(fault).toEqual([
      'file-is-folder',
      { path: expect.stringContaining('html.mustache'), what: 'template' },
    ]);
  });

  it('a file that is too large', async () => {
    await write('invitation/text.mustache', 'a'.repeat(LARGEST_TEMPLATE_FILE + 1));
    const fault = await faultOf();
    expect(fault).toMatchObject(['file-too-large', { bytes: 1_048_577, limit: 1_048_576 }]);
  });

  it.each([
    ['Latin-1', [0x47, 0x72, 0xfc, 0xdf, 0x65]],
    ['UTF-16', [0xff, 0xfe, 0x41, 0x00]],
    ['a cut-off character', [0x41, 0xc3]],
  ])('%s', async (_, bytes) => {
    await write('invitation/text.mustache', new Uint8Array(bytes));
    expect(await faultOf()).toMatchObject(['file-unreadable', { reason: 'not-utf-8' }]);
  });

  it.runIf(!onWindows)('attack 19: a link that leads out of the folder', async () => {
    await write('secret', 'x');
    await symlink(join(root, 'secret'), join(folder, 'partial.mustache'));
    const path = expect.stringContaining('partial.mustache');
    expect(await faultOf()).toEqual(['file-not-regular', { path, what: 'template' }]);
  });

  it.runIf(!onWindows)('a logo that lies elsewhere', async () => {
    await write('secret', 'x');
    await symlink(join(root, 'secret'), join(folder, 'logo.png'));
    expect((await faultOf())?.[0]).toBe('file-not-regular');
  });

  it.runIf(!onWindows)('a link that leads nowhere', async () => {
    await symlink(join(folder, 'gone'), join(folder, 'partial.mustache'));
    expect(await faultOf()).toMatchObject(['file-unreadable', { reason: 'ENOENT' }]);
  });

  it.runIf(!onWindows)('a pipe, without waiting for its writer', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.mustache')]);
    expect((await faultOf())?.[0]).toBe('file-not-regular');
  });
});

it('builtInTemplates is empty where there are none', async () => {
  expect(await builtInTemplates(join(root, 'gone'))).toEqual([]);
});
