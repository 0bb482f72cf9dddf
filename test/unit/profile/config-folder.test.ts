import { isAbsolute } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { configFolder } from '../../../src/profile/config-folder.js';

afterEach(() => vi.unstubAllEnvs());

test('an absolute XDG_CONFIG_HOME is honoured', () => {
  expect(configFolder({ XDG_CONFIG_HOME: '/srv/settings' })).toBe('/srv/settings/invite');
});

test('the folder is named after the program alone, without the suffix of Node', () => {
  vi.stubEnv('XDG_CONFIG_HOME', undefined);
  expect(configFolder({})).toMatch(/[/\\]invite([/\\]Config)?$/);
});

test.each(['settings', './settings', '', '../x'])('a relative XDG_CONFIG_HOME (%j) is ignored', (value) => {
  vi.stubEnv('XDG_CONFIG_HOME', value);
  const folder = configFolder({ XDG_CONFIG_HOME: value });
  expect(isAbsolute(folder)).toBe(true);
  expect(folder).toMatch(/invite$/);
});
