/** Owns asking SpamAssassin about messages as they arrive: with the trace headers of two hosts, rules only. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface SpamVerdict {
  /** Points; a usual filter calls a message spam from 5. */
  readonly score: number;
  /** "0.001 HTML_MESSAGE", the heaviest first. */
  readonly rules: readonly string[];
}

/** Where Debian keeps which of SpamAssassin's parts are loaded (*.pre); its other settings are the machine's own. */
const PARTS = '/etc/spamassassin';
const SCRIPT = fileURLToPath(new URL('spam-scores.pl', import.meta.url));

/** One verdict for each message (as it was handed over), from one process. Rules only, no network. */
export async function spamVerdicts(messages: readonly Buffer[]): Promise<SpamVerdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'spam-filter-'));
  try {
    for (const name of readdirSync(PARTS).filter((name) => name.endsWith('.pre')))
      copyFileSync(join(PARTS, name), join(folder, name));
    writeFileSync(join(folder, 'local.cf'), 'use_bayes 0\n');
    const input = messages.map((message) => `${asArrived(message).toString('base64')}\n`).join('');
    const asking = promisify(execFile)('perl', [SCRIPT, folder]);
    asking.child.stdin?.end(input);
    return (await asking).stdout.trimEnd().split('\n').map(verdict);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function verdict(line: string): SpamVerdict {
  const rules = Object.entries(JSON.parse(line) as Record<string, number>).sort(([, a], [, b]) => b - a);
  const score = rules.reduce((sum, [, points]) => sum + points, 0);
  return { score, rules: rules.map(([name, points]) => `${points} ${name}`) };
}

/**
 * Over the organiser's server, which took it from our EHLO name with a login, to the voter's. The addresses are the
 * ones for documentation; those of IPv4 would be a rule's hit of their own.
 */
function asArrived(message: Buffer): Buffer {
  const date = /^Date: (.*)$/m.exec(message.toString('latin1'))?.[1]?.trim() ?? '';
  const lines = [
    'Return-Path: <wahl@example.org>',
    'Received: from mail.example.org (mail.example.org [IPv6:2001:db8:1::25])',
    '\tby mx.example.com (Postfix) with ESMTPS id 4F1c2d3e4f',
    `\tfor <j.grossmann@example.com>; ${date}`,
    'Received: from [127.0.0.1] (unknown [IPv6:2001:db8:2::7])',
    '\tby mail.example.org (Postfix) with ESMTPSA id 7A8B9C0D1E',
    `\tfor <j.grossmann@example.com>; ${date}`,
    '',
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), message]);
}
