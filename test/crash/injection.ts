/** Owns one trial by a system call: it kills or fails a mailing to three voters, and the same command goes on with it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Census, census } from '../support/arrived.js';
import type { Household } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import type { MailHost } from '../support/mail-host.js';

export interface Injection {
  readonly call: 'fsync' | 'write' | 'rename' | 'link' | 'unlink';
  /** The n-th of these calls, from 1. */
  readonly number: number;
  readonly effect: 'SIGKILL' | 'EIO' | 'ENOSPC';
  /** Count and fail only what concerns the state file. */
  readonly stateFileOnly?: boolean;
}

export interface InjectionReport {
  /** False where the program makes fewer of these calls. */
  readonly happened: boolean;
  /** Exit code of the run that was harmed. */
  readonly code: number;
  /** What is wrong afterwards, or null. */
  readonly problem: object | null;
}

const VOTERS = 3;

export async function inject(
  household: Household,
  host: MailHost,
  injection: Injection,
): Promise<InjectionReport> {
  const { call, number, effect, stateFileOnly = false } = injection;
  const name = [call, effect.toLowerCase(), stateFileOnly ? 'state' : 'any', number].join('-');
  const voters = makeVoters(VOTERS).map((voter) => ({
    ...voter,
    email: voter.email.replace('voter', `${name}-`),
  }));
  const { statePath } = makeProject(household, { voters, name, settings: { title: name } });
  const command = () => [
    'send',
    name,
    '--yes',
    ...(existsSync(statePath) ? [] : ['--new-mailing']),
    ...host.flags,
  ];
  const arrived = async (): Promise<Census> =>
    census(
      (await host.messages()).filter(({ to }) => to.startsWith(`${name}-`)),
      voters,
    );
  const log = join(household.folder, `${name}.strace`);
  const how = effect === 'SIGKILL' ? `signal=${effect}` : `error=${effect}`;
  const harm = ['-e', `trace=${call}`, '-e', `inject=${call}:${how}:when=${number}`];
  const wrapper = ['strace', '-f', '-qq', '-o', log, ...(stateFileOnly ? ['-P', statePath] : []), ...harm];
  // strace counts per thread: with one of them the n-th call is the n-th.
  const harmed = await household.run(command(), { wrapper, env: { UV_THREADPOOL_SIZE: '1' } });
  const happened = effect === 'SIGKILL' ? harmed.code === 137 : hasInjected(log);

  const again = await household.run(command());
  const status = await household.run(['status', name, '--json']);
  const doubts = (JSON.parse(status.stdout) as { doubts: { id: string }[] }).doubts.map(({ id }) => id);
  const before = await arrived();
  const last = doubts.length > 0 ? await household.run([...command(), '--in-doubt', 'resend']) : again;
  const after = await arrived();
  const wrong = {
    codes: again.code === (doubts.length > 0 ? 4 : 0) && last.code === 0 ? [] : [again.code, last.code],
    lost: [...before.none.filter((id) => !doubts.includes(id)), ...after.none],
    twice: [...before.several, ...after.several.filter((id) => !doubts.includes(id))],
  };
  const right = Object.values(wrong).every((list) => list.length === 0);
  const said = `${harmed.stderr}\n${again.stderr}`.match(/^Error: .*/gm);
  return { happened, code: harmed.code, problem: right ? null : { name, ...wrong, said } };
}

function hasInjected(log: string): boolean {
  return readFileSync(log, 'utf8').includes('(INJECTED)');
}
