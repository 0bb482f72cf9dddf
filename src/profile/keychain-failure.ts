/** Owns what a keychain's own words mean, and which variables lead to it; pure. */
import { Fault } from '../fault.js';
import { safeText } from '../smtp/reply.js';
import type { KeychainReply } from './keychain-protocol.js';

type KeychainFailure = Extract<KeychainReply, { kind: 'unavailable' | 'failed' }>;

/**
 * Texts for "there is no keychain here", and for a keyring that was never created: of GIO and libsecret, of macOS
 * (errSecNoDefaultKeychain, errSecNoSuchKeychain), of Windows (ERROR_NO_SUCH_LOGON_SESSION).
 */
const ABSENT = new RegExp(
  [
    'autolaunch|dbus-launch|could not connect|was not provided by any|serviceunknown|machine-id|does not exist at path',
    'keychain could not be found|logon session does not exist',
  ].join('|'),
  'i',
);
/** macOS: errSecInteractionNotAllowed, errSecUserCanceled, errSecAuthFailed. */
const LOCKED =
  /locked|dismissed|cancell?ed|interaction is not allowed|passphrase you entered is not correct/i;
const SILENT = /timeout was reached|timed out|noreply|did not (?:receive|send) a reply/i;

/** What the child needs to find the user's keychain, on Linux, macOS and Windows; nothing with a secret in it. */
const PASSED_ON: readonly RegExp[] = [
  /^(PATH|HOME|USER|LOGNAME|TMPDIR)$/,
  /^(DBUS_SESSION_BUS_ADDRESS|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY)$/,
  /^XDG_/,
  /^(SystemRoot|USERPROFILE|APPDATA|LOCALAPPDATA|TEMP|TMP)$/i,
];

/** The few variables of the child. NODE_OPTIONS, LD_PRELOAD and every INVITE_* stay behind. */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => PASSED_ON.some((pattern) => pattern.test(name))),
  );
}

/** The fault for a failed call; `seconds` is how long it took, `account` the profile's name. */
export function keychainFault(failure: KeychainFailure, account: string, seconds: number): Fault {
  const reason = safeText(failure.reason, 200);
  if (failure.kind === 'unavailable' || ABSENT.test(reason)) return new Fault('keychain-absent', { reason });
  if (LOCKED.test(reason)) return new Fault('keychain-locked', { name: account });
  if (SILENT.test(reason)) return new Fault('keychain-timeout', { seconds });
  return new Fault('keychain-failed', { reason });
}
