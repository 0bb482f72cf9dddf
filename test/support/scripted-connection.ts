/** Owns one connection of the scripted server: reads commands one by one and plays the script's steps. */
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext, TLSSocket } from 'node:tls';
import { addressIn, ehloReply, loginReply, unstuffed } from './scripted-replies.js';
import type { RecordedMessage, ServerOptions, ServerRecord } from './scripted-server.js';
import {
  type ConnectionScript,
  chooseStep,
  goesOn,
  type Point,
  repliesWith,
  type Step,
} from './server-script.js';

const COMMANDS: readonly Point[] = [
  'EHLO',
  'HELO',
  'STARTTLS',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
  'RSET',
  'NOOP',
  'QUIT',
];
const DOT = Buffer.from('\r\n.\r\n');

export class ScriptedConnection {
  readonly #number: number;
  readonly #script: ConnectionScript;
  readonly #options: ServerOptions;
  readonly #record: ServerRecord;
  readonly #counts = new Map<Point, number>();
  /** The TCP connection itself: a TLS socket cannot be reset, only what carries it. */
  readonly #carrier: Socket;
  #socket: Socket | TLSSocket;
  #buffer = Buffer.alloc(0);
  /** What the next bytes are: a command, an answer within AUTH LOGIN, or the body of a message. */
  #expects: 'command' | 'AUTH-USER' | 'AUTH-PASSWORD' | 'plain-response' | 'body' = 'command';
  #busy = false;
  #over = false;
  #interrupted = false;
  #user = '';
  #envelope: { from: string; to: string[] } = { from: '', to: [] };

  constructor(
    number: number,
    socket: Socket,
    script: ConnectionScript,
    options: ServerOptions,
    record: ServerRecord,
  ) {
    this.#number = number;
    this.#carrier = socket;
    this.#socket = socket;
    this.#script = script;
    this.#options = options;
    this.#record = record;
  }

  start(): void {
    const greet = (): void => void this.#turn(() => this.#at('greeting', '', '220 scripted.example ESMTP'));
    if (this.#options.encryption !== 'implicit') {
      this.#listen();
      greet();
      return;
    }
    this.#secure();
    this.#listen();
    // Not before: a greeting that waits for the handshake would swallow the alert of one that fails.
    this.#socket.once('secure', greet);
  }

  #listen(): void {
    this.#socket.on('error', () => {});
    this.#socket.on('data', (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      void this.#turn(async () => {});
    });
  }

  /** Runs one thing, then all that is already in the buffer; never two at once. */
  async #turn(first: () => Promise<unknown>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    await first();
    while (!this.#over && (await this.#next())) {}
    this.#busy = false;
  }

  async #next(): Promise<boolean> {
    if (this.#expects === 'body') return this.#body();
    const end = this.#buffer.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.#buffer.subarray(0, end).toString('utf8');
    this.#buffer = this.#buffer.subarray(end + 2);
    const encrypted = this.#socket instanceof TLSSocket;
    this.#record.commands.push({ connection: this.#number, encrypted, line });
    await this.#command(line);
    return true;
  }

  async #command(line: string): Promise<void> {
    if (this.#expects === 'AUTH-USER') return this.#loginUser(line);
    if (this.#expects === 'AUTH-PASSWORD') return this.#loginPassword(line);
    if (this.#expects === 'plain-response') return this.#loginPlain(line, line);
    const verb = line.split(/[ :]/)[0]?.toUpperCase() as Point;
    if (!COMMANDS.includes(verb)) return void (await this.#play('502 5.5.2 command not known'));
    switch (verb) {
      case 'EHLO':
        return void (await this.#at(verb, line, ehloReply(this.#options, this.#socket instanceof TLSSocket)));
      case 'STARTTLS':
        return this.#startTls(line);
      case 'AUTH':
        return this.#auth(line);
      case 'MAIL':
        return this.#mail(line);
      case 'RCPT':
        return this.#rcpt(line);
      case 'DATA':
        if (await this.#at(verb, line, '354 end with a dot')) this.#expects = 'body';
        return;
      case 'QUIT':
        return void (await this.#at(verb, line, { reply: '221 2.0.0 bye', next: { end: 'drop' } }));
      default:
        if (verb === 'RSET') this.#envelope = { from: '', to: [] };
        return void (await this.#at(verb, line, '250 2.0.0 ok'));
    }
  }

  async #startTls(line: string): Promise<void> {
    const offered = this.#options.encryption === 'starttls';
    if (!(await this.#at('STARTTLS', line, offered ? '220 2.0.0 go' : '502 5.5.1 not offered'))) return;
    this.#socket.removeAllListeners('data');
    this.#buffer = Buffer.alloc(0);
    this.#secure();
    this.#listen();
  }

  #secure(): void {
    const secureContext = createSecureContext(this.#options.tls);
    this.#socket = new TLSSocket(this.#carrier, { isServer: true, secureContext });
  }

  async #auth(line: string): Promise<void> {
    const [, mechanism, response] = line.split(' ');
    const scripted = this.#script.AUTH !== undefined;
    if (mechanism?.toUpperCase() === 'LOGIN' && !scripted) {
      this.#expects = 'AUTH-USER';
      return void (await this.#play('334 VXNlcm5hbWU6'));
    }
    if (response !== undefined || scripted) return this.#loginPlain(line, response ?? '');
    this.#expects = 'plain-response';
    await this.#play('334 ');
  }

  async #loginPlain(line: string, response: string): Promise<void> {
    this.#expects = 'command';
    const [, user, password] = Buffer.from(response, 'base64').toString('utf8').split('\0');
    await this.#at('AUTH', line, loginReply(this.#options, user, password));
  }

  async #loginUser(line: string): Promise<void> {
    this.#user = Buffer.from(line, 'base64').toString('utf8');
    this.#expects = 'command';
    if (await this.#at('AUTH-USER', line, '334 UGFzc3dvcmQ6')) this.#expects = 'AUTH-PASSWORD';
  }

  async #loginPassword(line: string): Promise<void> {
    this.#expects = 'command';
    const password = Buffer.from(line, 'base64').toString('utf8');
    await this.#at('AUTH-PASSWORD', line, loginReply(this.#options, this.#user, password));
  }

  async #mail(line: string): Promise<void> {
    if (await this.#at('MAIL', line, '250 2.1.0 ok')) this.#envelope = { from: addressIn(line), to: [] };
  }

  async #rcpt(line: string): Promise<void> {
    if (await this.#at('RCPT', line, '250 2.1.5 ok')) this.#envelope.to.push(addressIn(line));
  }

  /** Reads body bytes; true when the dot was found and answered. */
  async #body(): Promise<boolean> {
    const { beforeDot } = this.#script;
    if (beforeDot && !this.#interrupted && this.#buffer.length >= beforeDot.bytes) {
      this.#interrupted = true;
      await this.#play(beforeDot.step);
      return !this.#over;
    }
    // A body that is nothing but the dot begins at the line end of DATA itself.
    const found = Buffer.concat([Buffer.from('\r\n'), this.#buffer]).indexOf(DOT);
    if (found < 0) return false;
    const bytes = unstuffed(this.#buffer.subarray(0, found));
    this.#buffer = this.#buffer.subarray(found + DOT.length - 2);
    this.#expects = 'command';
    await this.#complete({ connection: this.#number, ...this.#envelope, bytes });
    return true;
  }

  async #complete(message: RecordedMessage): Promise<void> {
    this.#record.completed.push(message);
    const position = this.#record.completed.length;
    const step = this.#step('end-of-data', '', `250 2.0.0 queued as ${position}`);
    // Before the reply is written: the client must not look at the list before the entry is there.
    if (repliesWith(step, '2')) this.#record.accepted.push(message);
    const whole = typeof step === 'string' || !('raw' in step);
    if (whole && (repliesWith(step, '4') || repliesWith(step, '5'))) this.#record.refused.push(message);
    await this.#play(step);
  }

  /** Plays what the script says at this point, or the usual; true where it was a yes and the connection goes on. */
  async #at(point: Point, line: string, usual: Step): Promise<boolean> {
    const step = this.#step(point, line, usual);
    await this.#play(step);
    return goesOn(step) && (repliesWith(step, '2') || repliesWith(step, '3'));
  }

  #step(point: Point, line: string, usual: Step): Step {
    const count = (this.#counts.get(point) ?? 0) + 1;
    this.#counts.set(point, count);
    const answer = this.#script[point];
    return answer === undefined ? usual : chooseStep(answer, line, count);
  }

  async #play(step: Step): Promise<void> {
    if (typeof step === 'string') return this.#write(`${step.replace(/\r?\n/g, '\r\n')}\r\n`);
    if ('end' in step) return this.#end(step.end);
    if ('wait' in step) await (typeof step.wait === 'number' ? sleep(step.wait) : step.wait);
    else await this.#write('reply' in step ? `${step.reply.replace(/\r?\n/g, '\r\n')}\r\n` : step.raw);
    if (step.next !== undefined) await this.#play(step.next);
  }

  #write(bytes: string | Buffer): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve();
      this.#socket.write(bytes, () => resolve());
    });
  }

  #end(how: 'drop' | 'reset' | 'hang'): void {
    this.#over = true;
    if (how === 'drop') this.#socket.end();
    if (how === 'reset') this.#carrier.resetAndDestroy();
    if (how === 'hang') this.#socket.pause();
  }
}
