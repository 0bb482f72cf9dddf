/** Owns `invite sandbox`: the local mail server with its inbox page, until it is stopped. */

import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startSandbox } from '../../sandbox/server.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import type { CommonOptions } from '../options.js';
import { SANDBOX_FOLDER } from '../send/outlet.js';

interface SandboxCommandOptions extends CommonOptions {
  readonly folder?: string;
}

export async function run(context: Context, _argument: string | undefined, raw: object): Promise<number> {
  const options = raw as SandboxCommandOptions;
  const { terminal, texts, language } = context;
  const folder = resolve(context.cwd, options.folder ?? SANDBOX_FOLDER);
  const sandbox = await startSandbox({ directory: folder, page: { language, texts: texts.sandbox.page } });
  // For other mail programs that want to try the sandbox; the certificate is new at every start.
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, sandbox.ca, { mode: 0o600 });
  const { host, ports, user } = sandbox;
  const password = sandbox.password.reveal();
  if (terminal.json) {
    terminal.event({ host, ports, user, password, caFile, folder, page: sandbox.inboxUrl });
  } else {
    const t = texts.commands.sandbox;
    terminal.result(t.ready);
    const rows = [
      [t.page, sandbox.inboxUrl ?? ''],
      [t.ssl, `${host}:${ports.ssl}`],
      [t.starttls, `${host}:${ports.starttls}`],
      [t.user, user],
      [t.password, password],
      [t.ca, caFile],
      [t.folder, folder],
    ] as const;
    const width = Math.max(...rows.map(([label]) => label.length));
    for (const [label, value] of rows)
      terminal.result(`  ${terminal.resultPaint.faint(label.padEnd(width))}  ${value}`);
    terminal.say(t.stop);
  }
  await stopped(context);
  await sandbox.close();
  return EXIT.done;
}

function stopped(context: Context): Promise<void> {
  return new Promise((done) => {
    const release = context.onSignal(() => {
      release();
      done();
    });
  });
}
