/** Owns opening a sealed file: with the key in the keychain, or a passphrase, of which a mistyped one is asked again. */
import { Fault } from '../../fault.js';
import { configFolder } from '../../profile/config-folder.js';
import type { Secret } from '../../profile/profile.js';
import { lockOf, unseal } from '../../profile/sealed/age.js';
import { readHandoverKey } from '../../profile/sealed/handover-key.js';
import type { ConfigureOptions } from '../configure/options.js';
import type { Context } from '../context.js';
import { keychainOf } from '../profile-of-run.js';
import { askPassphrase, givenPassphrase } from './passphrase.js';

const TRIES = 3;

/**
 * `provesKeychain` throws where the profile could not be stored: before anybody types a passphrase, and after the key was
 * looked for, of which more is known. Throws the faults of src/profile/sealed/age.ts, of the keychain, `handover-key-missing`, `needs-terminal`,
 * `usage`.
 */
export async function openSealed(
  context: Context,
  options: ConfigureOptions,
  file: Buffer,
  path: string,
  provesKeychain: () => Promise<void>,
): Promise<Secret> {
  const lock = await lockOf(file, path);
  const given = options.passphraseFile !== undefined || options.passphraseStdin === true;
  if (lock === 'passphrase') {
    await provesKeychain();
    return withPassphrase(context, options, file, path);
  }
  if (given) throw new Fault('usage', { reason: 'passphrase-without-use' });
  const key = await readHandoverKey(configFolder(context.env), keychainOf(context));
  if (key === null) throw new Fault('handover-key-missing', { recipient: null });
  await provesKeychain();
  return unseal(file, path, { kind: 'identity', identity: key.identity });
}

async function withPassphrase(
  context: Context,
  options: ConfigureOptions,
  file: Buffer,
  path: string,
): Promise<Secret> {
  const given = await givenPassphrase(context, options);
  if (given !== null) return unseal(file, path, { kind: 'passphrase', passphrase: given });
  const { terminal, texts } = context;
  for (let left = TRIES - 1; ; left -= 1) {
    const passphrase = await askPassphrase(context);
    try {
      return await unseal(file, path, { kind: 'passphrase', passphrase });
    } catch (error) {
      if (left === 0 || !(error instanceof Fault) || error.kind !== 'sealed-passphrase-wrong') throw error;
      terminal.warn(texts.handover.passphrase.wrong);
    }
  }
}
