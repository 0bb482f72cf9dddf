import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { endpointName, takeLock } from '../../../src/delivery/lock.js';

let count = 0;
function identity() {
  count += 1;
  return { device: `test-${process.pid}`, inode: String(count) };
}

const SINCE = '2027-03-01T07:00:00.000Z';

describe('the lock', () => {
  it('tells the second who holds it and since when', async () => {
    const file = identity();
    const lock = await takeLock('a.jsonl', file, SINCE);
    await expect(takeLock('a.jsonl', file, 'later')).rejects.toMatchObject({
      kind: 'state-in-use',
      details: { statePath: 'a.jsonl', pid: process.pid, since: SINCE },
    });
    await lock.release();
  });

  it('is free again after it was released, and is one per file', async () => {
    const [one, two] = [identity(), identity()];
    const first = await takeLock('a', one, SINCE);
    const other = await takeLock('b', two, SINCE);
    await first.release();
    await (await takeLock('a', one, SINCE)).release();
    await other.release();
  });

  it.runIf(process.platform === 'linux')('is free at once when its process was killed', async () => {
    const file = identity();
    const { path } = endpointName(file, 'linux', '/tmp');
    const script = `require('net').createServer(s => s.end(JSON.stringify({ pid: process.pid, since: '2027-03-01T07:00:00Z' })))
      .listen({ path: ${JSON.stringify(path)} }, () => console.log('held'))`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await expect(takeLock('a', file, SINCE)).rejects.toMatchObject({ details: { pid: child.pid } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await takeLock('a', file, SINCE)).release();
  });

  it('is held by one of two, in each of twenty races', async () => {
    for (let race = 0; race < 20; race += 1) {
      const file = identity();
      const results = await Promise.allSettled([takeLock('a', file, '1'), takeLock('a', file, '2')]);
      const won = results.filter((result) => result.status === 'fulfilled');
      expect(won).toHaveLength(1);
      for (const result of won) await result.value.release();
    }
  });

  it('is released although somebody who asked never hangs up', async () => {
    const file = identity();
    const lock = await takeLock('a', file, SINCE);
    const { path } = endpointName(file, process.platform, '/tmp');
    const prober = connect({ path, allowHalfOpen: true });
    onTestFinished(() => void prober.destroy());
    prober.on('error', () => {});
    await once(prober, 'data');
    await lock.release();
  }, 3_000);

  it.each([
    ['linux', /^\0invite-[0-9a-f]{32}$/, false],
    ['win32', /^\\\\\.\\pipe\\invite-[0-9a-f]{32}$/, false],
    ['darwin', /^\/tmp\/invite-[0-9a-f]{32}\.sock$/, true],
  ] as const)('has a name on %s', (platform, pattern, leavesFile) => {
    const name = endpointName({ device: '1', inode: '2' }, platform, '/tmp');
    expect(name.path).toMatch(pattern);
    expect(name.leavesFile).toBe(leavesFile);
    expect(endpointName({ device: '12', inode: '' }, platform, '/tmp').path).not.toBe(name.path);
  });
});
