/** Owns the German sentences for faults of the sealed hand-over. */
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor, word } from '../../format.js';
import { textOf } from '../../text-of.js';
import { handover } from '../handover.js';

const { quote } = formatFor('de');

const SEAL_ONCE_MORE =
  'Bitten Sie die IT des Veranstalters, die Datei noch einmal zu versiegeln und zu schicken.';
const TEXT_FOR_IT =
  'Den Text an die IT des Veranstalters, mit dem Schlüssel dieses Computers, macht: npx invite configure --invite-it';

export const handoverFaults = {
  'sealed-not-age': ({ path }) => ({
    message: `Die Datei ${quote(path)} ist keine versiegelte Datei.`,
    hints: [
      'Prüfen Sie, ob es die Datei ist, die mit der E-Mail kam, unverändert gespeichert; ihr Name endet auf .invite-profile.age.',
      SEAL_ONCE_MORE,
    ],
  }),
  'sealed-damaged': ({ path }) => ({
    message: `Die versiegelte Datei ${quote(path)} ist unvollständig, oder sie wurde nach dem Versiegeln verändert; es wird nichts daraus verwendet.`,
    hints: [
      'Speichern Sie den Anhang der E-Mail noch einmal, und wiederholen Sie den Befehl.',
      SEAL_ONCE_MORE,
    ],
  }),
  'sealed-not-a-profile': ({ path }) => ({
    message: `Die Datei ${quote(path)} ließ sich öffnen, enthält aber kein Profil, das sich verwenden lässt.`,
    hints: [
      `${SEAL_ONCE_MORE} Das geht mit: npx invite configure NAME --seal-for SCHLÜSSEL`,
      'Weiß die IT des Veranstalters nichts von dieser Datei, verwenden Sie sie nicht: Wer Ihren Schlüssel kennt, kann eine machen.',
    ],
  }),
  'sealed-newer': ({ path, version }) => ({
    message: `Die Datei ${quote(path)} wurde mit einer neueren Version dieses Programms versiegelt (Format ${version}).`,
    hints: [
      'Verwenden Sie auch hier die neuere Version.',
      'Oder bitten Sie die IT des Veranstalters, mit Ihrer Version zu versiegeln.',
    ],
  }),
  'sealed-for-others': ({ path, recipient }) => ({
    message: `Die Datei ${quote(path)} wurde für einen anderen Schlüssel versiegelt als den dieses Computers (${word(recipient, 'age1...')}).`,
    hints: [
      'Öffnen Sie sie auf dem Computer, auf dem der Schlüssel angelegt wurde, angemeldet als derselbe Benutzer.',
      `Oder bitten Sie die IT des Veranstalters, für den Schlüssel dieses Computers zu versiegeln. ${TEXT_FOR_IT}`,
    ],
  }),
  'sealed-passphrase-wrong': ({ path }) => ({
    message: `Die Passphrase öffnet die Datei ${quote(path)} nicht.`,
    hints: [
      'Vergleichen Sie jedes Zeichen, auch große und kleine Buchstaben, und wiederholen Sie den Befehl.',
      'Oder lassen Sie sich die Passphrase von der IT des Veranstalters noch einmal am Telefon sagen.',
    ],
  }),
  'handover-key-missing': ({ recipient }) => ({
    message:
      recipient === null
        ? 'Die Datei ist für einen Schlüssel versiegelt, aber auf diesem Computer wurde nie einer angelegt, oder sein Schlüsselbund (der Passwortspeicher des Betriebssystems) ist gesperrt.'
        : `Der Schlüsselbund (der Passwortspeicher des Betriebssystems) gibt den Schlüssel dieses Computers (${word(recipient, 'age1...')}) nicht heraus: entweder wurde er entfernt, oder der Schlüsselbund ist gesperrt.`,
    hints: [
      'Entsperren Sie den Schlüsselbund, meist mit dem Passwort, mit dem Sie sich am Computer anmelden, und wiederholen Sie den Befehl.',
      'Prüfen Sie, ob der Schlüssel auf einem anderen Computer oder von einem anderen Benutzer angelegt wurde.',
      ...(recipient === null
        ? [TEXT_FOR_IT]
        : [
            'Ist der Schlüssel endgültig verloren, legen Sie einen neuen an; was für den alten versiegelt ist, bleibt dann zu: npx invite configure --invite-it --force',
          ]),
    ],
  }),
  'identity-as-argument': () => ({
    message:
      'Hinter --seal-for steht ein privater Schlüssel; er öffnet alles, was für ihn versiegelt ist, und darf nie weitergegeben oder in einen Befehl geschrieben werden.',
    hints: [
      'Geben Sie die andere Hälfte an, die mit age1 beginnt.',
      'Wer den privaten Schlüssel angelegt hat, muss einen neuen anlegen: Er steht nun vielleicht im Verlauf der Befehle.',
    ],
  }),
  'passphrase-weak': ({ reason, source }) => ({
    message: `Die Passphrase aus ${quote(source)} lässt sich nicht verwenden. ${textOf(handover.passphrase.weak, reason) ?? clause(reason)}`,
    hints: [
      'Für die IT des Veranstalters: An einem Terminal erzeugt das Programm ohne diese Option eine starke.',
      'Wer die Datei bekommt, kann jahrelang Passphrasen daran ausprobieren; nehmen Sie eine, die niemand errät.',
    ],
  }),
} satisfies Partial<FaultTexts>;
