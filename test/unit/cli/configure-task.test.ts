import { expect, test } from 'vitest';
import type { ConfigureOptions } from '../../../src/cli/configure/options.js';
import { taskOf } from '../../../src/cli/configure/wish.js';
import { faultOf } from '../profile/support.js';

test.each<[ConfigureOptions, string]>([
  [{}, 'store'],
  [{ login: 'microsoft', tenant: 'muster.example', clientId: 'c' }, 'store'],
  [{ show: true }, 'show'],
  [{ remove: true, json: true, yes: true }, 'remove'],
])('%j is %s', (options, task) => {
  expect(taskOf(options, 'acme')).toBe(task);
});

test.each<ConfigureOptions>([
  { show: true, login: 'microsoft' },
  { remove: true, flow: 'device' },
  { show: true, tenant: 'muster.example' },
  { show: true, clientId: 'c' },
  { copy: true, clientSecretStdin: true },
  { copy: true, clientSecretFile: 's' },
  { rename: true, keyFile: 'k' },
  { list: true, scope: 's' },
  { show: true, host: 'smtp.muster.example' },
  { remove: true, test: false },
])('%j: no value beside a task that changes none', (options) => {
  expect(faultOf(() => taskOf(options, undefined))).toMatchObject({
    details: { reason: 'configure-task-alone' },
  });
});
