import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../../src/profile/profile.js';
import {
  isRecipient,
  lockOf,
  makeIdentity,
  recipientOf,
  seal,
  unseal,
} from '../../../../src/profile/sealed/age.js';
import { faultFrom } from '../support.js';

const PATH = 'acme.invite-profile.age';
const TEXT = '{"answer":42}';
/** Cheaper than what the program itself seals with. */
const QUICK = 10;

const identity = await makeIdentity();
const recipient = await recipientOf(identity);
const key = { kind: 'identity', identity } as const;
const armored = await seal(TEXT, { kind: 'recipients', recipients: [recipient] });
const binary = Buffer.from(armored.replace(/-----[^\n]*\n/g, '').replaceAll('\n', ''), 'base64');

async function byPassphrase(passphrase: string, workFactor = QUICK): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase);
  return Buffer.from(await encrypter.encrypt(TEXT));
}

test('a key is a recipient only when it is complete', () => {
  expect(isRecipient(recipient)).toBe(true);
  for (const wrong of [
    '',
    'age1',
    recipient.slice(0, -1),
    `${recipient}q`,
    recipient.toUpperCase(),
    // One character mistyped: the checksum of Bech32 finds every single one.
    recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q')),
    'age1pq1abc',
    `${recipient} `,
    'ssh-ed25519 AAAA',
  ])
    expect(isRecipient(wrong), wrong).toBe(false);
});

test('a key never prints', () => {
  expect(String(identity)).not.toContain('AGE-SECRET-KEY');
  expect(identity.reveal()).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]{58}$/);
});

describe('what was sealed for a key', () => {
  test.each([
    ['as it is', armored],
    ['with the line ends of Windows', armored.replaceAll('\n', '\r\n')],
    ['pasted from a mail', `Guten Tag,\n\nanbei:\n${armored}\nViele Grüße\n`],
    ['quoted by a mail program', armored.replace(/^/gm, '> ')],
    ['indented, with blank lines', armored.replace(/^/gm, '   ').replaceAll('\n', '\n\n')],
  ])('opens %s', async (_, text) => {
    const file = Buffer.from(text);
    expect(await lockOf(file, PATH)).toBe('identity');
    expect((await unseal(file, PATH, key)).reveal()).toBe(TEXT);
  });

  test('opens as UTF-16, as an editor of Windows may store it, and in binary', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(armored, 'utf16le')]);
    for (const file of [utf16, binary]) {
      expect(await lockOf(file, PATH)).toBe('identity');
      expect((await unseal(file, PATH, key)).reveal()).toBe(TEXT);
    }
  });

  test('opens for every one of several keys, and for no other', async () => {
    const others = await Promise.all([makeIdentity(), makeIdentity()]);
    const recipients = [recipient, await recipientOf(others[0])];
    const file = Buffer.from(await seal(TEXT, { kind: 'recipients', recipients }));
    for (const one of [identity, others[0]])
      expect((await unseal(file, PATH, { kind: 'identity', identity: one })).reveal()).toBe(TEXT);
    const fault = await faultFrom(unseal(file, PATH, { kind: 'identity', identity: others[1] }));
    expect(fault).toMatchObject({
      kind: 'sealed-for-others',
      details: { path: PATH, recipient: await recipientOf(others[1]) },
    });
  });

  test('is what the library itself reads', async () => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity.reveal());
    expect(await decrypter.decrypt(binary, 'text')).toBe(TEXT);
  });

  test('does not open when any one byte of it is another', async () => {
    for (let at = 0; at < binary.length; at += 1) {
      const changed = Buffer.from(binary);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const fault = await faultFrom(lockOf(changed, PATH).then(() => unseal(changed, PATH, key)));
      expect(['sealed-damaged', 'sealed-not-age', 'sealed-for-others'], `byte ${at}`).toContain(fault.kind);
    }
  });

  test('does not open when it ends early, wherever that is', async () => {
    for (let end = 0; end < binary.length; end += 1) {
      const cut = binary.subarray(0, end);
      const fault = await faultFrom(lockOf(cut, PATH).then(() => unseal(cut, PATH, key)));
      expect(['sealed-damaged', 'sealed-not-age'], `${end} bytes`).toContain(fault.kind);
    }
  });
});

test.each([
  ['nothing', ''],
  ['a letter', 'Guten Tag, hier das Passwort'],
  ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ['a PGP message', '-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n'],
  ['zeros', '\0'.repeat(5000)],
])('%s is no sealed file', async (_, text) => {
  expect(await faultFrom(lockOf(Buffer.from(text), PATH))).toMatchObject({ kind: 'sealed-not-age' });
});

test.each([
  ['without its end', armored.slice(0, -40)],
  ['with a character that is not base64', armored.replace('YWdl', 'YW!l')],
  ['without content', '-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n'],
  ['of a version to come', 'age-encryption.org/v2\n-> X25519 AAAA\n'],
  ['with an endless header', `age-encryption.org/v1\n${'-> a b\nAAAA\n'.repeat(20_000)}`],
])('a sealed file %s is damaged', async (_, text) => {
  expect(await faultFrom(lockOf(Buffer.from(text), PATH))).toMatchObject({ kind: 'sealed-damaged' });
});

describe('what was sealed with a passphrase', () => {
  test('opens with it and with no other', async () => {
    const file = await byPassphrase('ein langer Satz aus Wörtern');
    expect(await lockOf(file, PATH)).toBe('passphrase');
    const open = (text: string) => unseal(file, PATH, { kind: 'passphrase', passphrase: new Secret(text) });
    expect((await open('ein langer Satz aus Wörtern')).reveal()).toBe(TEXT);
    for (const wrong of ['Ein langer Satz aus Wörtern', 'ein langer Satz aus Wörtern ', 'x'])
      expect(await faultFrom(open(wrong))).toMatchObject({ kind: 'sealed-passphrase-wrong' });
  });

  // A hostile file could name a work factor that takes hours and all memory.
  test('is refused where the work of opening it would be endless', async () => {
    const file = await byPassphrase('ein langer Satz aus Wörtern');
    const text = file.toString('latin1').replace(/^(-> scrypt \S+) 10$/m, '$1 30');
    const costly = Buffer.from(text, 'latin1');
    const passphrase = new Secret('ein langer Satz aus Wörtern');
    expect(await lockOf(costly, PATH)).toBe('passphrase');
    expect(await faultFrom(unseal(costly, PATH, { kind: 'passphrase', passphrase }))).toMatchObject({
      kind: 'sealed-damaged',
    });
  });

  test('takes as much work to guess as what the age tool makes', async () => {
    const passphrase = new Secret('ein langer Satz aus Wörtern');
    const text = await seal(TEXT, { kind: 'passphrase', passphrase });
    const header = Buffer.from(text.replace(/-----[^\n]*\n/g, ''), 'base64').toString('latin1');
    expect(header).toMatch(/^-> scrypt \S+ 18$/m);
  }, 120_000);
});
