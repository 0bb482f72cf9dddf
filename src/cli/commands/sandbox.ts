/** Owns `invite sandbox`: the local mail server with its inbox page, until it is stopped. */

import { join, resolve } from 'node:path';
import { replaceFile } from '../../atomic-file.js';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import type { CommonOptions } from '../options.js';
import { SANDBOX_FOLDER } from '../send/outlet.js';
import { untilStopped } from '../until-stopped.js';

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
  await replaceFile(caFile, sandbox.ca);
  const { host, ports, user } = sandbox;
  const password = sandbox.password.reveal();
  if (terminal.json) {
    terminal.event({ host, ports, user, password, caFile, folder, page: sandbox.inboxUrl });
  } else {
    tell(context, sandbox, caFile, folder);
  }
  await untilStopped(context);
  await sandbox.close();
  return EXIT.done;
}

function tell({ terminal, texts }: Context, sandbox: Sandbox, caFile: string, folder: string): void {
  const t = texts.sandbox;
  const { faint } = terminal.resultPaint;
  terminal.result(t.running);
  if (sandbox.inboxUrl) terminal.result(t.inbox(sandbox.inboxUrl));
  const rows = [
    [t.labels.host, sandbox.host],
    [t.labels.portSsl, String(sandbox.ports.ssl)],
    [t.labels.portStarttls, String(sandbox.ports.starttls)],
    [t.labels.user, sandbox.user],
    [t.labels.password, sandbox.password.reveal()],
    [t.labels.ca, caFile],
  ] as const;
  const width = Math.max(...rows.map(([label]) => label.length));
  for (const [label, value] of rows) terminal.result(`  ${faint(label.padEnd(width))}  ${value}`);
  terminal.result(t.folder(folder));
  terminal.say(t.magicIntro);
  for (const [word, meaning] of Object.entries(t.magic)) terminal.say(`  ${word.padEnd(8)}${meaning}`);
  terminal.say(t.stop);
}
