/** Owns the set-up that tests of the connection test share: an account on a scripted server, short deadlines. */

import type { CapacityRequest } from '../../src/diagnosis/capacity.js';
import type { DomainNames, Doors, StageDeadlines } from '../../src/diagnosis/doors.js';
import type { Pair } from '../../src/diagnosis/other-pairs.js';
import type { ConnectionTest } from '../../src/diagnosis/result.js';
import type { TestMessage } from '../../src/diagnosis/session.js';
import { systemDoors } from '../../src/diagnosis/system-doors.js';
import { testConnection } from '../../src/diagnosis/test-connection.js';
import { type Encryption, type Login, passwordLogin, Secret } from '../../src/profile/profile.js';
import { CANARIES } from './canaries.js';

export const USER = 'wahl@organiser.test';
export const PASSWORD = CANARIES.connection;
export const SENDER = 'wahl@organiser.test';

/** Long enough for a busy machine, short enough for a silent server. */
export const SHORT: StageDeadlines = {
  resolve: 400,
  connect: 400,
  tls: 400,
  greeting: 400,
  command: 400,
  confirmation: 400,
  senderDomain: 400,
};

/** No name server at all: nothing leaves the machine, whatever the sender. */
export const NO_NAMES: DomainNames = {
  asksReserved: false,
  mx: () => Promise.reject(new Error('no name server in this test')),
  srv: () => Promise.reject(new Error('no name server in this test')),
  txt: () => Promise.reject(new Error('no name server in this test')),
  addresses: () => Promise.reject(new Error('no name server in this test')),
};

export interface Wish {
  readonly port: number;
  readonly encryption?: Encryption;
  readonly host?: string;
  readonly ca?: string | null;
  readonly pin?: string | null;
  readonly sender?: string;
  readonly to?: string;
  readonly expectAddress?: string;
  readonly testMessage?: TestMessage;
  /** Tried without a login where the port fails; default none but the same port. */
  readonly usualPairs?: readonly Pair[];
  readonly mailing?: number | null;
  readonly password?: string;
  /** In the place of a password. */
  readonly login?: Login;
  readonly dkimSelectors?: readonly string[];
  readonly doors?: Partial<Doors>;
  readonly deadlines?: StageDeadlines;
  readonly capacity?: CapacityRequest;
}

/** Runs the test as the command would, towards loopback. */
export function testServer(wish: Wish): Promise<ConnectionTest> {
  const { port, encryption = 'none', host = '127.0.0.1', ca = null, pin = null, sender = SENDER } = wish;
  const login = wish.login ?? passwordLogin(new Secret(wish.password ?? PASSWORD));
  const account = { host, port, encryption, user: USER, login, ca, pin };
  const { to, expectAddress, testMessage, usualPairs = [], dkimSelectors, mailing, capacity } = wish;
  const wishes = { to, expectAddress, testMessage, usualPairs, dkimSelectors, mailing, capacity };
  return testConnection(
    { account, sender: { name: 'Wahl', address: sender }, ...wishes },
    { ...systemDoors, dns: NO_NAMES, ...wish.doors },
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
