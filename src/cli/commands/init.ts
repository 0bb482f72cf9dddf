/** Owns `invite init`: a new project folder in which `npx invite` works. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { PRODUCTS, type Product } from '../../project/project.js';
import { scaffold } from '../../project/scaffold.js';
import { type Context, PACKAGE_FOLDER } from '../context.js';
import { makeEmptyFolder } from '../empty-folder.js';
import { EXIT } from '../exit-codes.js';
import type { CommonOptions } from '../options.js';
import { packageFacts } from '../version.js';

interface InitOptions extends CommonOptions {
  readonly product?: Product;
  readonly language?: 'de' | 'en';
  readonly title?: string;
  readonly organiser?: string;
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as InitOptions;
  const folder = resolve(context.cwd, argument ?? '.');
  await makeEmptyFolder(folder, { harmless: ['.git', '.DS_Store'] });
  const { product, language } = await askChoices(context, options);
  const { name, version } = packageFacts();
  const files = scaffold({
    product,
    language,
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.organiser === undefined ? {} : { organiser: options.organiser }),
    packageName: name,
    packageSpec: packageSpec(version),
    templateFiles: await builtInTemplate(product, language),
    today: new Date(context.clock.now()),
  });
  for (const { path, bytes, mode } of files) await writeNew(join(folder, path), bytes, mode);
  const linked = await link(folder, context.env);
  report(context, folder, files.length, linked);
  return EXIT.done;
}

async function askChoices(
  context: Context,
  options: InitOptions,
): Promise<{ product: Product; language: 'de' | 'en' }> {
  const { prompts, terminal, texts } = context;
  const t = texts.commands.init;
  const ask = terminal.interactive && !context.yes;
  const names = { 'online-wahl': t.onlineWahl, 'live-voting': t.liveVoting };
  const products = PRODUCTS.map((value) => ({ value, name: names[value] }));
  const languages = [
    { value: 'de' as const, name: 'Deutsch' },
    { value: 'en' as const, name: 'English' },
  ];
  const product =
    options.product ?? (ask ? await prompts.choose(t.product, '--product', products) : 'online-wahl');
  const language =
    options.language ?? (ask ? await prompts.choose(t.language, '--language', languages) : 'de');
  return { product, language };
}

async function builtInTemplate(product: Product, language: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = join(PACKAGE_FOLDER, 'templates', product, language);
  const names = (await readdir(folder)).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
  );
}

async function writeNew(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes, { flag: 'wx', mode });
}

/**
 * From a checkout or an unpacked tarball the folder itself, so that no registry is asked for it; from an installed
 * package its exact version.
 */
function packageSpec(version: string): string {
  const installed =
    basename(dirname(PACKAGE_FOLDER.replace(/[/\\]$/, ''))) !== '' && PACKAGE_FOLDER.includes('node_modules');
  return installed ? version : `file:${PACKAGE_FOLDER.replace(/[/\\]$/, '')}`;
}

const INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** npm hands its environment on to whatever it starts; a mailbox's password is nothing for it. */
export function npmEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^INVITE_/i.test(name)));
}

/** npm makes the link; without npm, or without the package in reach, the folder is whole all the same. */
async function link(folder: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const npm = env['npm_execpath'];
  const [file, args] = npm ? [process.execPath, [npm, ...INSTALL]] : ['npm', INSTALL];
  try {
    await promisify(execFile)(file, args, {
      cwd: folder,
      env: npmEnvironment(env),
      timeout: 60_000,
      shell: !npm && process.platform === 'win32',
    });
  } catch {
    return false;
  }
  return existsSync(join(folder, 'node_modules', '.bin', 'invite'));
}

function report(context: Context, folder: string, files: number, linked: boolean): void {
  const { terminal, texts, cwd } = context;
  const t = texts.commands.init;
  const shown = relative(cwd, folder) || '.';
  if (terminal.json) {
    terminal.event({ folder, files, linked });
    return;
  }
  terminal.result(terminal.resultPaint.good(t.made(shown, files)));
  terminal.result(linked ? t.linked : t.notLinked('npm install'));
  terminal.result(t.next);
  for (const step of t.steps(shown)) terminal.result(`  ${step}`);
}
