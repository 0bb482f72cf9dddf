/** Owns a journal file in memory: it knows what an fsync has made certain, and fails where a test wants it to. */
import type { JournalFile } from '../../src/delivery/journal.js';

export type FileCall = 'verify' | 'append' | 'sync';

export class MemoryJournalFile implements JournalFile {
  readonly path = 'invite.state.jsonl';
  /** Written, certain or not. */
  written = Buffer.alloc(0);
  /** What a power cut would leave. */
  synced = Buffer.alloc(0);
  readonly calls: FileCall[] = [];
  closed = false;
  /** Called before every operation; throws to make it fail. */
  onCall: (call: FileCall, count: number) => void = () => {};
  /** How long an fsync takes. */
  delay: () => Promise<void> = async () => {};

  async verify(): Promise<void> {
    this.#count('verify');
  }

  async append(bytes: Buffer): Promise<void> {
    this.#count('append');
    this.written = Buffer.concat([this.written, bytes]);
  }

  async sync(): Promise<void> {
    const bytes = this.written;
    await this.delay();
    this.#count('sync');
    this.synced = bytes;
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  #count(call: FileCall): void {
    this.calls.push(call);
    this.onCall(call, this.calls.length);
  }
}

export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: it failed`), { code });
}
