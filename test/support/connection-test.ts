/** Owns the set-up that tests of the connection test share: an account on a scripted server, short deadlines. */
import type { Doors, StageDeadlines } from '../../src/diagnosis/doors.js';
import type { ConnectionTest } from '../../src/diagnosis/result.js';
import { systemDoors } from '../../src/diagnosis/system-doors.js';
import { testConnection } from '../../src/diagnosis/test-connection.js';
import { type Encryption, Secret } from '../../src/profile/profile.js';

export const USER = 'wahl@organiser.test';
export const PASSWORD = 'Kn4rz!geheim-7';
export const SENDER = 'wahl@organiser.test';

/** Long enough for a busy machine, short enough for a silent server. */
export const SHORT: StageDeadlines = { resolve: 400, connect: 400, tls: 400, greeting: 400, command: 400 };

export interface Wish {
  readonly port: number;
  readonly encryption?: Encryption;
  readonly host?: string;
  readonly ca?: string | null;
  readonly sender?: string;
  readonly to?: string;
  readonly mailing?: number | null;
  readonly password?: string;
  readonly doors?: Partial<Doors>;
  readonly deadlines?: StageDeadlines;
}

/** Runs the test as the command would, towards loopback. */
export function testServer(wish: Wish): Promise<ConnectionTest> {
  const { port, encryption = 'none', host = '127.0.0.1', ca = null, sender = SENDER } = wish;
  const password = new Secret(wish.password ?? PASSWORD);
  const account = { host, port, encryption, user: USER, password, ca };
  const { mailing = null } = wish;
  const request = { account, sender: { name: 'Wahl', address: sender }, mailing };
  return testConnection(
    wish.to === undefined ? request : { ...request, to: wish.to },
    { ...systemDoors, ...wish.doors },
    wish.deadlines ?? SHORT,
  );
}

/** "resolve connect! greeting✗no-answer ehlo-": each stage with its status and kind, in order. */
export function summary(test: ConnectionTest): string {
  const marks = { passed: '', warned: '!', failed: '✗', skipped: '-' };
  return test.stages.map(({ stage, status, kind }) => `${stage}${marks[status]}${kind ?? ''}`).join(' ');
}

/** The stage that failed, with its kind; "ok" where none did. */
export function failure(test: ConnectionTest): string {
  const stage = test.stages.find(({ status }) => status === 'failed');
  return stage === undefined ? 'ok' : `${stage.stage} ${stage.kind ?? ''}`;
}
