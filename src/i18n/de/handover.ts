/** Owns the German sentences of the sealed hand-over: the text for IT, sealing, opening, what speaks against a profile. */
import type { WeakPassphrase } from '../../fault.js';
import type { Contact } from '../../project/project.js';
import { safeText } from '../../smtp/reply.js';
import type { HandoverLetter } from '../en/handover.js';
import { formatFor } from '../format.js';

const { quote } = formatFor('de');

const weak: Readonly<Record<WeakPassphrase, string>> = {
  'too-short': 'Die Passphrase ist zu kurz; sie braucht mindestens 16 Zeichen.',
  'too-uniform': 'Die Passphrase wiederholt zu wenige Zeichen; sie braucht mindestens 8 verschiedene.',
  guessable:
    'Die Passphrase besteht vor allem aus dem, was ohnehin in der E-Mail steht: Namen und Adressen des Postfachs oder dessen Passwort.',
};

export const handover = {
  invite: {
    name: 'NAME',
    file: 'DATEI',
    subject: 'Die Angaben zum Postfach für die Wahleinladungen, versiegelt',
    letter: ({ command, sealing, tarball, node, ending, contact }: HandoverLetter): string[] => [
      'Guten Tag,',
      '',
      'bitte schicken Sie uns die Angaben zum Postfach (Benutzername, Passwort, Absender, Host, Port, Verschlüsselung) nicht als Text, sondern als versiegelte Datei. Nur unser Computer kann sie öffnen: Wer sie unterwegs sieht, kann nichts damit anfangen.',
      '',
      `1. Sie brauchen Node.js ab ${node} und die Datei ${tarball}, die Sie von uns bekommen. Im Ordner dieser Datei, in einer Zeile:`,
      '',
      `    ${command}`,
      '',
      '2. Das Programm fragt nach den sechs Angaben, testet die Verbindung und schreibt eine Datei mit der Endung .invite-profile.age. Sonst speichert es nichts, und einen Schlüsselbund braucht es nicht.',
      '',
      '3. Schicken Sie uns diese Datei, gern per E-Mail.',
      '',
      `Damit niemand unterwegs unseren Schlüssel ausgetauscht hat: Rufen Sie uns bitte an, bevor Sie die Datei schicken${phone(contact, ', unter einer Nummer, die Sie kennen')}, und vergleichen Sie die letzten zwölf Zeichen des Schlüssels: ${ending}`,
      '',
      `Aus dem Quelltext, nach npm ci: npx invite ${sealing}`,
      ...(contact?.name ? ['', 'Mit freundlichen Grüßen', '', safeText(contact.name, 200)] : []),
    ],
    created:
      'Die private Hälfte des Schlüssels liegt im Schlüsselbund dieses Computers (Dienst „invite“) und nirgends sonst.',
    reused: 'Das ist der Schlüssel, den dieser Computer schon hatte.',
    next: (command: string) => `Ist die versiegelte Datei da: ${command}`,
  },
  passphrase: {
    file: 'DATEI',
    which: 'Welche Passphrase soll die Datei öffnen?',
    make: 'Eine starke erzeugen (sie wird angezeigt, damit Sie sie am Telefon durchgeben können)',
    own: 'Eine eigene, mindestens 16 Zeichen',
    first: 'Passphrase',
    again: 'Dieselbe Passphrase noch einmal',
    differs: 'Das ist nicht dieselbe Passphrase.',
    open: 'Passphrase der versiegelten Datei',
    unfit: 'Eine Passphrase ist eine Zeile mit höchstens 1.000 Zeichen, ohne Steuerzeichen.',
    wrong: 'Diese Passphrase öffnet die Datei nicht.',
    weak,
  },
  seal: {
    intro:
      'Sechs Angaben zum Postfach werden erfragt und getestet; dann werden sie in eine Datei versiegelt. Auf diesem Computer wird nichts gespeichert. Zum Prüfen verbindet sich das Programm nur mit dem genannten Mailserver und fragt den Nameserver (DNS) nach der Domain des Absenders.',
    anyway: 'Trotzdem versiegeln',
    replace: (path: string) => `Die Datei ${quote(path)} gibt es schon. Ersetzen?`,
    notSealed:
      'Es wurde nichts versiegelt, weil der Verbindungstest nicht bestanden wurde. Mit --no-test wird trotzdem versiegelt.',
    written: (path: string) => `Versiegelt: ${path}`,
    opens: (recipient: string) => `Öffnen kann sie nur, wer diesen Schlüssel hat: ${recipient}`,
    passphrase: (passphrase: string) => `Passphrase, nur dieses eine Mal gezeigt: ${passphrase}`,
    person:
      'Die Anmeldung einer Person steht nicht in der Datei: Die Wahlleitung meldet sich beim Übernehmen im Browser selbst an diesem Postfach an.',
    next: (byPassphrase: boolean) => [
      byPassphrase
        ? 'Schicken Sie die Datei der Wahlleitung, gern per E-Mail. Geben Sie die Passphrase am Telefon durch, nie in einer E-Mail.'
        : 'Schicken Sie die Datei der Wahlleitung, gern per E-Mail. Vergleichen Sie vorher am Telefon das Ende des Schlüssels, um sicher zu sein, dass es wirklich ihrer ist.',
      'Die Wahlleitung übernimmt sie mit: invite configure --import DATEI',
      'Löschen Sie die Datei dann auch hier.',
    ],
  },
  take: {
    holds: (path: string) => `${path} enthält dieses Postfach:`,
    sealedAt: 'Versiegelt',
    testedBefore: 'Damals getestet',
    untested: 'nein, ohne Test versiegelt',
    passed: (stages: string) => `bestanden: ${stages}`,
    failed: (stage: string) => `gescheitert bei: ${stage}`,
    origin:
      'Eine versiegelte Datei beweist nicht, wer sie gemacht hat: Das kann jeder, der Ihren Schlüssel kennt. Übernehmen Sie sie nur, wenn die IT des Veranstalters sie Ihnen angekündigt hat, am besten am Telefon.',
    doubts: {
      senderElsewhere: (domain: string, expected: string) =>
        `Der Absender gehört zu ${quote(domain)}, der Kontakt in invite.yaml zu ${quote(expected)}. Fragen Sie die IT des Veranstalters am Telefon, ob das stimmt.`,
      hostElsewhere: (host: string, domain: string) =>
        `Der Mailserver ${quote(host)} liegt weder unter ${quote(domain)} noch bei einem hier bekannten Anbieter. Fragen Sie die IT des Veranstalters am Telefon, ob es ihrer ist; ein fremder Server bekäme die Zugangsdaten aller Wahlberechtigten.`,
      signInElsewhere: (host: string, domain: string) =>
        `Der Anmeldedienst ${quote(host)} gehört weder zu ${quote(domain)} noch zu Microsoft oder Google. Fragen Sie die IT des Veranstalters am Telefon, ob es ihrer ist; auf einer fremden Seite gäben Sie Ihr Passwort preis.`,
      tokenElsewhere: (host: string, provider: string) =>
        `Angemeldet wird bei ${provider}, der Mailserver ${quote(host)} gehört aber nicht dazu: Er bekäme ein Token, mit dem jeder aus diesem Postfach versenden kann. Fragen Sie die IT des Veranstalters am Telefon.`,
      pinned: (fingerprint: string) =>
        `Das Profil vertraut genau einem Zertifikat, wie auch immer der Server heißt. Lassen Sie sich von der IT des Veranstalters dessen Fingerabdruck (SHA-256) am Telefon vorlesen: ${fingerprint}`,
      ownAuthority: (subject: string, fingerprint: string) =>
        `Das Profil vertraut einer eigenen Zertifizierungsstelle: ${quote(subject)}. Lassen Sie sich von der IT des Veranstalters deren Fingerabdruck (SHA-256) am Telefon vorlesen: ${fingerprint}`,
    },
    take: (name: string) => `Dieses Postfach prüfen und als Profil „${name}“ speichern?`,
    differs: (name: string) =>
      `Das Profil „${name}“ gibt es schon, und es führt woandershin (gespeichert → in der Datei):`,
    replaceOther: (name: string) => `Das Profil „${name}“ durch das der Datei ersetzen?`,
    storeAnyway: 'Der Verbindungstest wurde nicht bestanden. Trotzdem speichern?',
    certificateKept: (path: string) => `Sein Zertifikat liegt hier: ${path}`,
    deleteIt: (path: string) =>
      `Löschen Sie nun ${path} und die E-Mail, mit der die Datei kam. Ohne den Schlüssel oder die Passphrase nützt sie anderen nichts, aber niemand braucht sie mehr.`,
  },
};

function phone(contact: Contact | null, otherwise: string): string {
  return contact?.phone ? ` (${safeText(contact.phone, 200)})` : otherwise;
}
