/** Owns a disk that fails: the n-th write or fsync of one file, as the system would report it. */
import { fstatSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { onTestFinished } from 'vitest';

export interface DiskFault {
  readonly call: 'write' | 'sync';
  /** `short`: the write takes only ten bytes, and says so. */
  readonly how: 'ENOSPC' | 'EIO' | 'short';
  /** From 1; every later call fails as well, but for a short one. */
  readonly when: number;
}

/** From now on until the test ends; returns how to mend it and how many calls there were. */
export async function failDisk(path: string, fault: DiskFault): Promise<{ mend(): void; calls(): number }> {
  const probe = await open(import.meta.filename);
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const original = prototype[fault.call] as (...args: unknown[]) => Promise<unknown>;
  let calls = 0;
  const isMeant = (file: FileHandle) =>
    fstatSync(file.fd).ino === statSync(path, { throwIfNoEntry: false })?.ino;
  const faulty = async function (this: FileHandle, ...args: unknown[]): Promise<unknown> {
    if (isMeant(this)) calls += 1;
    if (!isMeant(this) || calls < fault.when || (fault.how === 'short' && calls > fault.when))
      return original.apply(this, args);
    if (fault.how !== 'short') throw Object.assign(new Error(fault.how), { code: fault.how });
    const [bytes, offset] = args;
    return original.call(this, bytes, offset, 10);
  };
  Object.assign(prototype, { [fault.call]: faulty });
  const mend = () => void Object.assign(prototype, { [fault.call]: original });
  onTestFinished(mend);
  return { mend, calls: () => calls };
}
