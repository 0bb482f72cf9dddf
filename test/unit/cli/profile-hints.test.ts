import { describe, expect, it } from 'vitest';
import { lineOfKey } from '../../../src/cli/profile-of-run.js';
import { faultText } from '../../../src/cli/report-fault.js';
import { Fault, type FaultKind } from '../../../src/fault.js';
import { textsFor } from '../../../src/i18n/texts.js';

const KEYCHAIN: readonly FaultKind[] = [
  'keychain-absent',
  'keychain-locked',
  'keychain-timeout',
  'keychain-failed',
  'password-missing',
  'profile-list-unusable',
  'password-too-long',
];
const FAULTS: readonly FaultKind[] = [
  ...KEYCHAIN,
  'profile-unknown',
  'profile-missing',
  'flags-incomplete',
  'environment-incomplete',
];
const DETAILS = {
  name: 'wahl',
  reason: 'r',
  seconds: 10,
  path: 'p',
  bytes: 1,
  limit: 1,
  known: [],
  flags: ['--host'],
  present: ['--host'],
  missing: ['--port'],
};

function hints(kind: FaultKind, language: 'de' | 'en', command: 'send' | 'test-connection' | 'configure') {
  return faultText(new Fault(kind, DETAILS as never), textsFor(language), 'invite', command).hints.join('\n');
}

describe.each(['de', 'en'] as const)('the hints about a profile in %s', (language) => {
  // Why: `test-connection` advised "--profile NAME", and answered that with "there is no such option".
  it.each(FAULTS)('of %s name no option that test-connection does not have', (kind) => {
    expect(hints(kind, language, 'test-connection')).not.toContain('--profile');
  });

  it.each(['profile-missing', 'flags-incomplete', 'environment-incomplete'] as const)(
    'of %s name the profile as each command takes it',
    (kind) => {
      expect(hints(kind, language, 'test-connection')).toContain('invite test-connection NAME');
      expect(hints(kind, language, 'send')).toContain('--profile NAME');
    },
  );

  // Why: without a keychain `configure` advised flags of `send`, with which it failed again.
  it.each(KEYCHAIN)('of %s do not speak of flags where nothing but the keychain would do', (kind) => {
    expect(hints(kind, language, 'configure')).not.toMatch(/--(host|password-file|password-stdin)|INVITE_/);
  });
});

// Why: nobody could see which line kept a complete environment from being used.
describe('the line that names a profile', () => {
  it.each([
    ['title: x\nprofile: wahl\n', 2],
    ['# profile: no\r\n\r\nprofile : wahl', 3],
    ['"profile": wahl', 1],
    ['{ profile: wahl }', null],
    ['contact:\n  profile: wahl', null],
    ['profiles: wahl', null],
    ['', null],
  ])('of %j is %s', (yaml, line) => {
    expect(lineOfKey(yaml, 'profile')).toBe(line);
  });
});
