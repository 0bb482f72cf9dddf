/** Owns sealing and opening in the age format (age-encryption.org/v1, C2SP age.md), and the door to age-encryption. */
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Fault } from '../../fault.js';
import { Secret } from '../profile.js';

/** Who can open what is sealed: holders of a key, or whoever knows the passphrase; the format does not mix the two. */
export type Seal =
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: Secret };

/** What opens a sealed text. */
export type Key =
  | { readonly kind: 'identity'; readonly identity: Secret }
  | { readonly kind: 'passphrase'; readonly passphrase: Secret };

/** With which of the two a sealed file is locked. */
export type Lock = Key['kind'];

const BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----';
const ARMORED = /-----BEGIN AGE ENCRYPTED FILE-----[\s\S]*?-----END AGE ENCRYPTED FILE-----/;
const BINARY = 'age-encryption.org/';
/** The age tool takes it too: about a second and 256 MB for each guess. */
const WORK_FACTOR = 18;

/** A new private key (X25519) as the age tool writes it, "AGE-SECRET-KEY-1...". */
export async function makeIdentity(): Promise<Secret> {
  return new Secret(await generateX25519Identity());
}

/** The public half, "age1...": what may be told to everybody. Throws what is a bug where the text is no identity. */
export function recipientOf(identity: Secret): Promise<string> {
  return identityToRecipient(identity.reveal());
}

/** Whether the text is a complete recipient of this kind (X25519), its checksum included. */
export function isRecipient(text: string): boolean {
  // "age1pq1..." and the like belong to other kinds of keys, which no `--invite-it` has made.
  if (!/^age1[a-z0-9]{58}$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Seals a text; gives it as ASCII armor, which survives a mail. */
export async function seal(text: string, how: Seal): Promise<string> {
  const encrypter = new Encrypter();
  if (how.kind === 'passphrase') {
    encrypter.setScryptWorkFactor(WORK_FACTOR);
    encrypter.setPassphrase(how.passphrase.reveal());
  } else for (const recipient of how.recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(text));
}

/**
 * How a file is locked, from its header alone; armored, also with a mail's other lines around it, or binary. Throws
 * `sealed-not-age` and, where it begins like one, `sealed-damaged`; `path` is for these.
 */
export async function lockOf(file: Buffer, path: string): Promise<Lock> {
  let kinds: readonly (string | undefined)[] | null = null;
  const decrypter = new Decrypter();
  decrypter.addIdentity({
    unwrapFileKey: (stanzas: readonly { readonly args: readonly string[] }[]) => {
      kinds = stanzas.map(({ args }) => args[0]);
      return null;
    },
  });
  // Nothing is opened like this: it always rejects, after the header was read or because it cannot be.
  await decrypter.decrypt(bytesOf(file, path)).catch(() => {});
  if (kinds === null) throw new Fault('sealed-damaged', { path });
  return (kinds as readonly (string | undefined)[]).includes('scrypt') ? 'passphrase' : 'identity';
}

/**
 * Opens a file of which `lockOf` has said how it is locked. Every byte is authenticated by the format, so nothing is
 * given of a file that was cut or changed. Throws `sealed-for-others`, `sealed-passphrase-wrong`, `sealed-damaged`.
 */
export async function unseal(file: Buffer, path: string, key: Key): Promise<Secret> {
  const decrypter = new Decrypter();
  if (key.kind === 'passphrase') decrypter.addPassphrase(key.passphrase.reveal());
  else decrypter.addIdentity(key.identity.reveal());
  try {
    return new Secret(Buffer.from(await decrypter.decrypt(bytesOf(file, path))).toString('utf8'));
  } catch (error) {
    throw await refusal(error, path, key);
  }
}

/** The library's own words are English and may change; only this one of them says that the key was the matter. */
async function refusal(error: unknown, path: string, key: Key): Promise<Fault> {
  if (error instanceof Fault) return error;
  const isOtherKey = error instanceof Error && error.message.startsWith('no identity matched');
  if (!isOtherKey) return new Fault('sealed-damaged', { path });
  if (key.kind === 'passphrase') return new Fault('sealed-passphrase-wrong', { path });
  return new Fault('sealed-for-others', { path, recipient: await recipientOf(key.identity) });
}

function bytesOf(file: Buffer, path: string): Uint8Array {
  if (file.toString('latin1', 0, BINARY.length) === BINARY) return file;
  const text = file.toString(file[0] === 0xff && file[1] === 0xfe ? 'utf16le' : 'latin1');
  if (!text.includes(BEGIN)) throw new Fault('sealed-not-age', { path });
  const block = ARMORED.exec(text)?.[0];
  if (block === undefined) throw new Fault('sealed-damaged', { path });
  // Mail programs indent what they quote, and end lines as they like.
  const lines = block.split(/\r\n|\r|\n/).map((line) => line.replace(/^[>\s]+|\s+$/g, ''));
  try {
    return armor.decode(lines.filter((line) => line !== '').join('\n'));
  } catch {
    throw new Fault('sealed-damaged', { path });
  }
}
