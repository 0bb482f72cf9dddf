/** Owns the German texts of profiles: questions of `configure`, protection, where a value comes from. */
import type { FieldOrigin } from '../../profile/choose-source.js';
import type { Encryption } from '../../profile/profile.js';
import type { AskedField } from '../../profile/questions.js';
import type { Protection } from '../../profile/unencrypted.js';

const questions: Readonly<Record<AskedField, string>> = {
  user: 'Benutzername des Postfachs (meist seine Adresse)',
  password: 'Passwort',
  sender: 'Absender, den die Wahlberechtigten sehen, z. B. Wahlbüro <wahl@example.org>',
  host: 'Mailserver (Host), z. B. smtp.example.org',
  port: 'Port',
  encryption: 'Verschlüsselung',
};

const encryptions: Readonly<Record<Encryption, string>> = {
  ssl: 'SSL/TLS – von Anfang an verschlüsselt (meist Port 465)',
  starttls: 'STARTTLS – vor der Anmeldung verschlüsselt (meist Port 587)',
  none: 'keine (NO SSL) – Benutzername, Passwort und alle Einladungen sind unterwegs lesbar',
};

const protections: Readonly<Record<Protection, string>> = {
  encrypted: 'verschlüsselt',
  loopback: 'nicht verschlüsselt, doch die Verbindung verlässt diesen Computer nicht',
  confirmed:
    'NICHT VERSCHLÜSSELT: Passwort und Einladungen sind unterwegs lesbar (beim Speichern des Profils bestätigt)',
  'allowed-by-flag':
    'NICHT VERSCHLÜSSELT: Passwort und Einladungen sind unterwegs lesbar (--allow-unencrypted)',
};

const origin = (from: FieldOrigin): string => {
  switch (from.kind) {
    case 'flag':
      return `Option ${from.name}`;
    case 'environment':
      return `Umgebungsvariable ${from.name}`;
    case 'project':
      return `Projektdatei (${from.name})`;
    case 'profile':
      return `Profil „${from.name}“`;
    case 'file':
      return `Profildatei ${from.name}`;
    case 'typed':
      return 'eben eingetippt';
    case 'default':
      return 'Voreinstellung';
  }
};

export const profile = {
  questions,
  encryptions,
  protections,
  origin,
  unusable: 'Das kann kein Passwort sein: es ist leer oder enthält unsichtbare Zeichen.',
  askPassword: (user: string, host: string) => `Passwort von ${user} bei ${host}`,
  confirmUnencrypted: (host: string) =>
    `Ohne Verschlüsselung kann jeder auf dem Weg zu ${host} das Passwort des Postfachs und die Zugangsdaten aller Wahlberechtigten mitlesen und verwenden. Trotzdem prüfen und speichern?`,
  confirmUnencryptedTest: (host: string) =>
    `Ohne Verschlüsselung kann jeder auf dem Weg zu ${host} das Passwort des Postfachs mitlesen und verwenden. Trotzdem prüfen?`,
  swappedPair: (port: number, encryption: Encryption) =>
    `Port ${port} mit ${encryption} ist unüblich und meist eine Verwechslung: 465 gehört zu ssl, 587 zu starttls.`,
  removed: (name: string) => `Das Profil „${name}“ wurde aus dem Schlüsselbund entfernt.`,
  nameOnlyRemoved: (name: string) =>
    `„${name}“ steht nicht mehr auf der Liste. Der Schlüsselbund enthielt nichts unter diesem Namen.`,
};
