/** Owns the English sentences of the sealed hand-over: the text for IT, sealing, opening, what speaks against a profile. */
import type { WeakPassphrase } from '../../fault.js';
import type { Contact } from '../../project/project.js';
import { safeText } from '../../smtp/reply.js';
import { formatFor } from '../format.js';

const { quote } = formatFor('en');

/** What the text for the organiser's IT is made from. */
export interface HandoverLetter {
  /** The whole command with the tarball, and what follows `invite` in it. */
  readonly command: string;
  readonly sealing: string;
  readonly tarball: string;
  /** Oldest version of Node.js. */
  readonly node: string;
  /** The end of the key, in groups, to be read aloud. */
  readonly ending: string;
  readonly contact: Contact | null;
}

const weak: Readonly<Record<WeakPassphrase, string>> = {
  'too-short': 'The passphrase is too short; it needs at least 16 characters.',
  'too-uniform': 'The passphrase repeats too few characters; it needs at least 8 different ones.',
  guessable:
    'The passphrase mostly consists of what stands in the mail anyway: names and addresses of the mailbox, or its password.',
};

export const handover = {
  invite: {
    name: 'NAME',
    file: 'FILE',
    subject: 'The values of the mailbox for the election invitations, sealed',
    /** Lines, to be pasted into a mail. */
    letter: ({ command, sealing, tarball, node, ending, contact }: HandoverLetter): string[] => [
      'Hello,',
      '',
      'please do not send us the values of the mailbox (user name, password, sender, host, port, encryption) as text. Send them as a sealed file, which only our computer can open: whoever sees it on the way can do nothing with it.',
      '',
      `1. You need Node.js ${node} or later, and the file ${tarball}, which you get from us. In the folder of that file, on one line:`,
      '',
      `    ${command}`,
      '',
      '2. The program asks for the six values, tests the connection and writes a file that ends in .invite-profile.age. It stores nothing else, and needs no keychain.',
      '',
      '3. Send us that file, by e-mail if you like.',
      '',
      `So that nobody has exchanged our key on the way: before you send the file, please ring us up${phone(contact, ', on a number that you know,')} and compare the last twelve characters of the key: ${ending}`,
      '',
      `From the source, after npm ci: npx invite ${sealing}`,
      ...(contact?.name ? ['', 'Kind regards', '', safeText(contact.name, 200)] : []),
    ],
    created:
      'The private half of the key lies in this computer’s keychain (service “invite”), and nowhere else.',
    reused: 'This is the key that this computer already had.',
    next: (command: string) => `Once the sealed file has come: ${command}`,
  },
  passphrase: {
    file: 'FILE',
    which: 'Which passphrase is to open the file?',
    make: 'Make a strong one (it is shown, to be told on the telephone)',
    own: 'One of my own, at least 16 characters',
    first: 'Passphrase',
    again: 'The same passphrase once more',
    differs: 'This is not the same passphrase.',
    open: 'Passphrase of the sealed file',
    unfit: 'A passphrase is one line of at most 1,000 characters, without control characters.',
    wrong: 'This passphrase does not open the file.',
    weak,
  },
  seal: {
    intro:
      'Six values of the mailbox are asked and tested; then they are sealed into a file. Nothing is stored on this computer. To test them, the program connects to that mail server and to no other, and asks the name server (DNS) about the sender’s domain.',
    anyway: 'Seal all the same',
    replace: (path: string) => `The file ${quote(path)} exists already. Replace it?`,
    notSealed:
      'Nothing was sealed, because the connection test failed. With --no-test it is sealed all the same.',
    written: (path: string) => `Sealed: ${path}`,
    opens: (recipient: string) => `Only the holder of this key can open it: ${recipient}`,
    passphrase: (passphrase: string) => `Passphrase, shown only this once: ${passphrase}`,
    person:
      'The sign-in of a person is not in the file: the election manager signs in to this mailbox in a browser when taking the file over.',
    next: (byPassphrase: boolean) => [
      byPassphrase
        ? 'Send the file to the election manager, by e-mail if you like. Give the passphrase on the telephone, never in an e-mail.'
        : 'Send the file to the election manager, by e-mail if you like. Before that, compare the end of the key on the telephone, to be sure that it is really theirs.',
      'The election manager takes it over with: invite configure --import FILE',
      'Then delete the file here, too.',
    ],
  },
  take: {
    holds: (path: string) => `${path} holds this mailbox:`,
    sealedAt: 'Sealed',
    testedBefore: 'Tested then',
    untested: 'no, sealed without a test',
    passed: (stages: string) => `passed: ${stages}`,
    failed: (stage: string) => `failed at: ${stage}`,
    origin:
      'A sealed file does not prove who made it: everybody who knows your key can make one. Take it over only if the organiser’s IT has announced it to you, best on the telephone.',
    doubts: {
      senderElsewhere: (domain: string, expected: string) =>
        `The sender belongs to ${quote(domain)}, the contact in invite.yaml to ${quote(expected)}. Ask the organiser’s IT on the telephone whether that is right.`,
      hostElsewhere: (host: string, domain: string) =>
        `The mail server ${quote(host)} is neither below ${quote(domain)} nor that of a provider known here. Ask the organiser’s IT on the telephone whether it is theirs; a stranger’s server would get every voter’s credentials.`,
      signInElsewhere: (host: string, domain: string) =>
        `The identity provider ${quote(host)} is neither below ${quote(domain)} nor Microsoft’s or Google’s. Ask the organiser’s IT on the telephone whether it is theirs; on a stranger’s page you would give your password away.`,
      tokenElsewhere: (host: string, provider: string) =>
        `The sign-in is at ${provider}, but the mail server ${quote(host)} is not ${provider}’s: it would be given a token with which anybody can send from this mailbox. Ask the organiser’s IT on the telephone.`,
      pinned: (fingerprint: string) =>
        `The profile trusts exactly one certificate, whatever name the server has. Have the organiser’s IT read out its fingerprint (SHA-256) on the telephone: ${fingerprint}`,
      ownAuthority: (subject: string, fingerprint: string) =>
        `The profile trusts a certificate authority of the organiser’s own: ${quote(subject)}. Have the organiser’s IT read out its fingerprint (SHA-256) on the telephone: ${fingerprint}`,
    },
    take: (name: string) => `Test this mailbox and store it as profile “${name}”?`,
    differs: (name: string) => `Profile “${name}” exists already and leads elsewhere (stored → in the file):`,
    replaceOther: (name: string) => `Replace profile “${name}” by the one in the file?`,
    storeAnyway: 'The connection test failed. Store all the same?',
    certificateKept: (path: string) => `Its certificate lies here: ${path}`,
    deleteIt: (path: string) =>
      `Now delete ${path}, and the e-mail that it came in. Without the key or the passphrase it is of no use to others, but nobody needs it any more.`,
  },
};

function phone(contact: Contact | null, otherwise: string): string {
  return contact?.phone ? ` (${safeText(contact.phone, 200)})` : otherwise;
}
