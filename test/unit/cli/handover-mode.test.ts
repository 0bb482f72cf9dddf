import { describe, expect, test } from 'vitest';
import type { ConfigureOptions } from '../../../src/cli/configure/options.js';
import { handoverMode } from '../../../src/cli/handover/mode.js';
import { faultOf } from '../profile/support.js';

const KEY = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

test.each<[ConfigureOptions, string | null]>([
  [{}, null],
  [{ list: true }, null],
  [{ host: 'smtp.muster.example', test: false }, null],
  [{ inviteIt: true }, 'invite-it'],
  [{ inviteIt: true, force: true, json: true, lang: 'de' }, 'invite-it'],
  [{ sealFor: [KEY] }, 'seal'],
  [{ sealFor: [KEY], out: 'x.age', force: true, host: 'smtp.muster.example', passwordStdin: true }, 'seal'],
  [{ sealWithPassphrase: true, passphraseFile: 'p', passwordStdin: true }, 'seal'],
  [{ import: 'x.age' }, 'import'],
  [{ import: 'x.age', test: false, allowUnencrypted: true, force: true, yes: true }, 'import'],
  [{ import: 'x.age', passphraseStdin: true }, 'import'],
])('%j is %s', (options, mode) => {
  expect(handoverMode(options)).toBe(mode);
});

describe('what does not go together is refused', () => {
  test.each<[ConfigureOptions, string]>([
    [{ inviteIt: true, import: 'x.age' }, 'handover-alone'],
    [{ sealFor: [KEY], import: 'x.age' }, 'handover-alone'],
    [{ sealFor: [KEY], inviteIt: true }, 'handover-alone'],
    [{ import: 'x.age', list: true }, 'handover-alone'],
    [{ sealFor: [KEY], remove: true }, 'handover-alone'],
    [{ inviteIt: true, show: true }, 'handover-alone'],
    [{ sealFor: [KEY], sealWithPassphrase: true }, 'seal-key-or-passphrase'],
    [{ sealWithPassphrase: true, passphraseStdin: true, passwordStdin: true }, 'stdin-twice'],
    [{ import: 'x.age', passphraseStdin: true, passphraseFile: 'p' }, 'passphrase-twice'],
    [{ import: 'x.age', host: 'smtp.muster.example' }, 'import-takes-no-values'],
    [{ import: 'x.age', passwordStdin: true }, 'import-takes-no-values'],
    [{ import: 'x.age', rate: { perDay: 1 } }, 'import-takes-no-values'],
    [{ import: 'x.age', out: 'y.age' }, 'import-takes-no-values'],
    [{ import: 'x.age', login: 'microsoft' }, 'import-takes-no-values'],
    [{ import: 'x.age', clientSecretStdin: true }, 'import-takes-no-values'],
    [{ sealWithPassphrase: true, passphraseStdin: true, clientSecretStdin: true }, 'stdin-twice'],
    [{ inviteIt: true, user: 'wahl' }, 'invite-it-takes-no-values'],
    [{ inviteIt: true, passphraseFile: 'p' }, 'invite-it-takes-no-values'],
    [{ sealFor: [KEY], passphraseFile: 'p' }, 'passphrase-without-use'],
    [{ out: 'x.age' }, 'handover-option-alone'],
    [{ force: true }, 'handover-option-alone'],
    [{ passphraseStdin: true, host: 'smtp.muster.example' }, 'handover-option-alone'],
  ])('%j: %s', (options, reason) => {
    expect(faultOf(() => handoverMode(options))).toMatchObject({ kind: 'usage', details: { reason } });
  });
});
