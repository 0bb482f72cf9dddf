import { expect, test } from 'vitest';
import { childEnvironment, keychainFault } from '../../../src/profile/keychain-failure.js';

test.each([
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychain-absent'],
  ['Failed to execute child process “dbus-launch” (No such file or directory)', 'keychain-absent'],
  ['Could not connect: No such file or directory', 'keychain-absent'],
  ['Could not connect: Connection refused', 'keychain-absent'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'keychain-absent'],
  ['Cannot spawn a message bus without a machine-id: Unable to load /etc/machine-id', 'keychain-absent'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'keychain-absent'],
  ['Cannot create an item in a locked collection', 'keychain-locked'],
  ['Prompt was dismissed', 'keychain-locked'],
  // macOS: no window can be shown, the person said no, the keychain has another password than the login.
  ['User interaction is not allowed.', 'keychain-locked'],
  ['User canceled the operation.', 'keychain-locked'],
  ['The user name or passphrase you entered is not correct.', 'keychain-locked'],
  ['A default keychain could not be found.', 'keychain-absent'],
  ['The specified keychain could not be found.', 'keychain-absent'],
  // Windows: a task or a service without a user's session.
  ['A specified logon session does not exist. It may already have been terminated.', 'keychain-absent'],
  ['Timeout was reached', 'keychain-timeout'],
  ['GDBus.Error:org.freedesktop.DBus.Error.NoReply: Message recipient disconnected', 'keychain-timeout'],
  ['Not enough memory resources are available to process this command.', 'keychain-failed'],
  ['', 'keychain-failed'],
])('%j means %s', (reason, kind) => {
  expect(keychainFault({ kind: 'failed', reason }, 'muster', 3).kind).toBe(kind);
});

test('a native module that does not load means that there is no keychain', () => {
  const fault = keychainFault(
    { kind: 'unavailable', reason: 'Failed to load keytar native addon' },
    'muster',
    0,
  );
  expect(fault).toMatchObject({ kind: 'keychain-absent' });
});

test('a strange reason is cut and cannot move the cursor', () => {
  const fault = keychainFault({ kind: 'failed', reason: `\u001b[2J\n${'x'.repeat(5000)}` }, 'muster', 0);
  const { reason } = fault.details as { reason: string };
  expect(reason.length).toBeLessThanOrEqual(200);
  expect(reason).not.toMatch(/[\u001b\n]/);
});

test('the child gets what leads to the keychain and nothing else', () => {
  const needed = {
    PATH: '/bin',
    HOME: '/home/wahl',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
    XDG_RUNTIME_DIR: '/run/user/1000',
    DISPLAY: ':0',
    SystemRoot: 'C:\\Windows',
  };
  const stray = {
    INVITE_PASSWORD: 'geheim',
    NODE_OPTIONS: '--require ./evil.js',
    LD_PRELOAD: './evil.so',
    AWS_SECRET_ACCESS_KEY: 'x',
    NODE_EXTRA_CA_CERTS: 'x',
    MY_PATH: 'x',
  };
  expect(childEnvironment({ ...needed, ...stray })).toEqual(needed);
});
