import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress, type ProgressState } from '../../../src/ui/progress.js';
import { Terminal } from '../../../src/ui/terminal.js';

const STATE: ProgressState = {
  voters: 9,
  accepted: 1,
  refused: 0,
  deferred: 0,
  inDoubt: 0,
  pending: 8,
  perMinute: null,
  left: null,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(isTTY: boolean, json = false, quiet = false) {
  const stderr = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 40 });
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr };
  const wishes = { colour: false, quiet, verbose: false, json, noInput: true };
  const widths: number[] = [];
  const line = ({ accepted }: ProgressState, width: number): string => {
    widths.push(width);
    return `${accepted} so far`;
  };
  const progress = new Progress(new Terminal(streams, wishes, {}), line, () => STATE);
  return { progress, widths, text: () => String(stderr.read() ?? '') };
}

describe('the progress of a mailing', () => {
  it('redraws one line on a terminal and clears it at the end', () => {
    const { progress, text, widths } = watch(true);
    progress.start();
    vi.advanceTimersByTime(250);
    progress.stop();
    expect(text()).toBe(`${'\r\u001b[2K1 so far'.repeat(2)}\r\u001b[2K`);
    expect(widths).toEqual([39, 39]);
  });

  it('says a whole line every ten seconds elsewhere', () => {
    const { progress, text, widths } = watch(false);
    progress.start();
    vi.advanceTimersByTime(25_000);
    progress.stop();
    vi.advanceTimersByTime(25_000);
    expect(text()).toBe('1 so far\n1 so far\n');
    expect(widths).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  it.each([
    [true, true, false],
    [false, true, false],
    [false, false, true],
    [true, false, true],
  ])('is silent: terminal %s, json %s, quiet %s', (terminal, json, quiet) => {
    const { progress, text } = watch(terminal, json, quiet);
    progress.start();
    vi.advanceTimersByTime(60_000);
    progress.stop();
    expect(text()).toBe('');
  });
});
