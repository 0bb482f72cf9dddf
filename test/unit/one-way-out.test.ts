/**
 * Proves that everything the program puts out passes the one place that redacts: src/ui/terminal.ts. Whoever writes to
 * a stream, a file or another program stands in a list here, with the reason why nothing secret can be in it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a file may do past the terminal. */
const ALLOWED: Readonly<Record<string, { readonly does: readonly string[]; readonly because: string }>> = {
  'src/ui/terminal.ts': { does: [], because: 'is the one place; it is handed its streams' },
  'src/cli/main.ts': {
    does: ['process.stdout', 'process.stderr'],
    because: 'hands the streams to the terminal, and writes an empty text to wait for them',
  },
  'src/cli/foreign-output.ts': {
    does: ['console'],
    because: 'replaces the console of packages by the terminal',
  },
  'src/atomic-file.ts': {
    does: ['writeFile'],
    because: 'reports (redacted by their own redactor), names of profiles, memory of mailings, certificates',
  },
  'src/delivery/journal-file.ts': {
    does: ['write', 'writeFile'],
    because: 'the state file: keyed digests, and replies that submission.ts has redacted; and its key',
  },
  'src/cli/commands/init.ts': {
    does: ['writeFile', 'execFile'],
    because: 'a new project folder, before any secret is known; npm without the variables of a mailbox',
  },
  'src/cli/request/write-letter.ts': { does: ['writeFile'], because: 'a letter that asks for the values' },
  'src/cli/write-invitations.ts': {
    does: ['writeFile'],
    because: 'invitations, masked unless --reveal, into a private folder',
  },
  'src/sandbox/message-store.ts': {
    does: ['writeFile'],
    because: 'the messages of a rehearsal, credentials included, into a private folder',
  },
  'src/profile/keychain.ts': {
    does: ['fork'],
    because: 'the keychain, over a channel that nobody else reads',
  },
  'src/profile/keychain-child.ts': { does: ['process.send'], because: 'the other end of that channel' },
};

const STREAMS = ['stdout', 'stderr', 'report', 'emitWarning', 'send', '_rawDebug'];
const WRITERS =
  /^(writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|writeSync|writev|writevSync|copyFile|cp|symlink)$/;
const STARTERS = /^(fork|spawn|spawnSync|exec|execSync|execFile|execFileSync)$/;

/** Ways past the terminal that a source takes; `text` is TypeScript. */
function waysOut(text: string): string[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const found = new Set<string>();
  const fromFiles = /from 'node:(fs|fs\/promises|child_process)'/.test(text);
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const on = node.expression.getText(source);
      if (on === 'console') found.add('console');
      const name = ts.isPropertyAccessExpression(node)
        ? node.name.text
        : node.argumentExpression.getText(source).replace(/['"`]/g, '');
      if (/(^|\.)process$/.test(on) && STREAMS.includes(name)) found.add(`process.${name}`);
      if (WRITERS.test(name)) found.add(name.replace('Sync', ''));
      if (fromFiles && name === 'write' && ts.isCallExpression(node.parent)) found.add('write');
    }
    if (ts.isIdentifier(node) && ts.isCallExpression(node.parent) && node.parent.expression === node) {
      if (WRITERS.test(node.text)) found.add(node.text.replace('Sync', ''));
      if (STARTERS.test(node.text) && text.includes('child_process')) found.add(node.text);
    }
    if (ts.isIdentifier(node) && node.text === 'execFile') found.add('execFile');
    if (ts.isVariableDeclaration(node) && node.initializer?.getText(source) === 'process')
      for (const stream of STREAMS)
        if (node.name.getText(source).includes(stream)) found.add(`process.${stream}`);
    ts.forEachChild(node, look);
  };
  look(source);
  return [...found].sort();
}

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name.replaceAll('\\', '/')}`);

describe('what the program puts out', () => {
  test('leaves by the terminal alone, but for the places listed with their reason', () => {
    const ways = Object.fromEntries(
      files.flatMap((name) => {
        const out = waysOut(readFileSync(join(ROOT, name), 'utf8'));
        return out.length > 0 ? [[name, out]] : [];
      }),
    );
    const allowed = Object.entries(ALLOWED).flatMap(([name, { does }]) =>
      does.length > 0 ? [[name, [...does].sort()]] : [],
    );
    expect(ways).toEqual(Object.fromEntries(allowed));
  });

  test.each([
    ["console.log('x')", 'console'],
    ["console['error']('x')", 'console'],
    ["process.stdout.write('x')", 'process.stdout'],
    ["globalThis.process.stderr.write('x')", 'process.stderr'],
    ["process['stderr'].write('x')", 'process.stderr'],
    ['const { stdout } = process; stdout.write(a)', 'process.stdout'],
    ["process.emitWarning('x')", 'process.emitWarning'],
    ['process.report.writeReport()', 'process.report'],
    ["import { writeFile } from 'node:fs/promises'; await writeFile('a', b)", 'writeFile'],
    ["import * as fs from 'node:fs'; fs.appendFileSync('a', b)", 'appendFile'],
    ["import { open } from 'node:fs/promises'; (await open('a')).write(b)", 'write'],
    ["import { spawn } from 'node:child_process'; spawn('a', [password])", 'spawn'],
    ["import { execFile } from 'node:child_process'; promisify(execFile)('a')", 'execFile'],
  ])('would be noticed: %s', (source, way) => {
    expect(waysOut(source)).toContain(way);
  });

  test('is not noticed where it is none', () => {
    expect(waysOut("terminal.result('x'); socket.write(line); process.exitCode = 1")).toEqual([]);
  });
});

test('attack 35: no program is looked up in PATH but npm, by init alone', () => {
  const starters = files.filter((name) =>
    /from '(node:)?child_process'/.test(readFileSync(join(ROOT, name), 'utf8')),
  );
  expect(starters.sort()).toEqual(['src/cli/commands/init.ts', 'src/profile/keychain.ts']);
  // The keychain's child is this Node.js itself; init hands npm no variable of a mailbox.
  expect(readFileSync(join(ROOT, 'src/profile/keychain.ts'), 'utf8')).toMatch(
    /import \{[^}]*\bfork\b[^}]*\}/,
  );
  expect(readFileSync(join(ROOT, 'src/cli/commands/init.ts'), 'utf8')).toContain('npmEnvironment(env)');
});
