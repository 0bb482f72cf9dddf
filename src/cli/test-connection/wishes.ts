/** Owns what the options of `test-connection` ask for, checked before anything is asked or connected. */
import { Fault } from '../../fault.js';
import { ipAddress } from '../../profile/host.js';
import { addressOption } from '../address-option.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';

export interface WishOptions {
  readonly to?: string;
  readonly sendTo?: string;
  readonly expectIp?: string;
  readonly dns?: readonly string[];
  readonly dkimSelector?: readonly string[];
}

export interface Wishes {
  /** Recipient of RCPT TO; undefined for the sender itself. */
  readonly to: string | undefined;
  /** Recipient of the test message; undefined where none is wanted. */
  readonly sendTo: string | undefined;
  readonly expectAddress: string | undefined;
  /** Name servers; null for the system's. */
  readonly dns: readonly string[] | null;
  readonly dkimSelectors: readonly string[];
}

/** Throws `bad-option-value`. */
export function wishesOf({ env }: Context, options: WishOptions): Wishes {
  const sendTo = recipient('--send-to', options.sendTo);
  return {
    to: recipient('--to', options.to) ?? sendTo,
    sendTo,
    expectAddress: expectedAddress(options.expectIp),
    dns: dnsServers(env, options.dns),
    dkimSelectors: options.dkimSelector ?? [],
  };
}

function recipient(option: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : addressOption(option, text);
}

function expectedAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const address = ipAddress(text);
  if (address !== null) return address;
  throw new Fault('bad-option-value', { option: '--expect-ip', value: text, expected: 'ip-address' });
}
