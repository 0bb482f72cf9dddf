/** Owns the English sentences for faults of the sealed hand-over. */
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor, word } from '../../format.js';
import { textOf } from '../../text-of.js';
import { handover } from '../handover.js';

const { quote } = formatFor('en');

const SEAL_ONCE_MORE = "Ask the organiser's IT to seal and send the file once more.";
const TEXT_FOR_IT =
  "The text for the organiser's IT, with the key of this computer, is made by: npx invite configure --invite-it";

export const handoverFaults = {
  'sealed-not-age': ({ path }) => ({
    message: `The file ${quote(path)} is not a sealed file.`,
    hints: [
      'Check whether it is the file that came with the e-mail, stored as it was; its name ends in .invite-profile.age.',
      SEAL_ONCE_MORE,
    ],
  }),
  'sealed-damaged': ({ path }) => ({
    message: `The sealed file ${quote(path)} is incomplete or was changed after it was sealed; nothing of it is used.`,
    hints: ['Store the attachment of the e-mail once more, and repeat the command.', SEAL_ONCE_MORE],
  }),
  'sealed-not-a-profile': ({ path }) => ({
    message: `The file ${quote(path)} could be opened, but what it holds is no profile that can be used.`,
    hints: [
      `${SEAL_ONCE_MORE} They do it with: npx invite configure NAME --seal-for KEY`,
      "If the organiser's IT knows nothing of this file, do not use it: everybody who knows your key can make one.",
    ],
  }),
  'sealed-newer': ({ path, version }) => ({
    message: `The file ${quote(path)} was sealed with a newer version of this program (format ${version}).`,
    hints: [
      'Use the newer version here, too.',
      "Or ask the organiser's IT to seal with the version that you have.",
    ],
  }),
  'sealed-for-others': ({ path, recipient }) => ({
    message: `The file ${quote(path)} was sealed for another key than that of this computer (${word(recipient, 'age1...')}).`,
    hints: [
      'Open it on the computer on which the key was made, logged in as the same user.',
      `Or ask the organiser's IT to seal it for the key of this computer. ${TEXT_FOR_IT}`,
    ],
  }),
  'sealed-passphrase-wrong': ({ path }) => ({
    message: `The passphrase does not open the file ${quote(path)}.`,
    hints: [
      'Compare every character, capital and small letters too, and repeat the command.',
      "Or ask the organiser's IT for the passphrase once more, on the telephone.",
    ],
  }),
  'handover-key-missing': ({ recipient }) => ({
    message:
      recipient === null
        ? "The file is sealed for a key, but no key was ever made on this computer, or its keychain (the operating system's store for passwords) is locked."
        : `The keychain (the operating system's store for passwords) does not give the key of this computer (${word(recipient, 'age1...')}): it was removed, or the keychain is locked.`,
    hints: [
      'Unlock the keychain, usually with the password you use to log in to the computer, and repeat the command.',
      'Check whether the key was made on another computer or by another user.',
      ...(recipient === null
        ? [TEXT_FOR_IT]
        : [
            'If the key is gone for good, make a new one; files sealed for the old one then stay closed: npx invite configure --invite-it --force',
          ]),
    ],
  }),
  'identity-as-argument': () => ({
    message:
      'What was given after --seal-for is a private key; it opens everything that is sealed for it, and must never be told or typed into a command.',
    hints: [
      'Give the other half, which begins with age1.',
      'Whoever made the private key must make a new one: it may stand in the command history now.',
    ],
  }),
  'passphrase-weak': ({ reason, source }) => ({
    message: `The passphrase from ${quote(source)} cannot be used. ${textOf(handover.passphrase.weak, reason) ?? clause(reason)}`,
    hints: [
      "For the organiser's IT: At a terminal, without that option, the program makes a strong one.",
      'Whoever gets the file can try passphrases on it for years, so take one that nobody can guess.',
    ],
  }),
} satisfies Partial<FaultTexts>;
