/** Owns the German sentences for faults of a profile file: a mailbox without its password, kept in a repository. */
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor, word } from '../../format.js';
import { expectation } from './expectations.js';
import { CORRECT_AND_REPEAT } from './words.js';

const { list, quote } = formatFor('de');

const KEYS =
  'Für die IT des Veranstalters: Bekannt sind host, port, encryption, user, sender, caFile, fingerprint und limits (connections, perMinute, perHour, perDay, perConnection).';
const PASSWORD_FROM =
  'Für die IT des Veranstalters: Das Passwort kommt aus der Umgebungsvariablen INVITE_PASSWORD oder INVITE_PASSWORD_FILE, aus --password-file DATEI oder aus --password-stdin.';
const SIGN_IN_INSTEAD =
  'Für die IT des Veranstalters: Geben Sie das ganze Postfach ohne --profile-file an, als Variablen (INVITE_HOST, INVITE_LOGIN, INVITE_CLIENT_SECRET) oder als gespeichertes Profil; wie, steht in docs/oauth2.md.';

export const profileFileFaults = {
  'profile-file-syntax': ({ path, line, column, reason }) => ({
    message: `Die Profildatei ${quote(path)} ist in Zeile ${line}, Spalte ${column} nicht zu verstehen (gemeldet wird ${quote(clause(reason))}).`,
    hints: [
      'Sie ist YAML, je Zeile eine Angabe wie „host: smtp.muster.example“, oder JSON.',
      'Setzen Sie Werte in Anführungszeichen, wenn sie einen Doppelpunkt oder ein # enthalten.',
    ],
  }),
  'profile-file-key': ({ path, line, key, problem, suggestion }) => {
    if (problem === 'secret')
      return {
        message: `Zeile ${line} der Profildatei ${quote(path)} nennt ein Geheimnis (${quote(key)}): diese Datei ist dafür gedacht, dass andere sie lesen, und darf nichts Geheimes enthalten.`,
        hints: [
          'Für die IT des Veranstalters: Löschen Sie die Zeile, und ändern Sie das Passwort: wer die Datei oder frühere Fassungen davon gesehen hat, kennt es.',
          PASSWORD_FROM,
        ],
      };
    if (problem === 'sign-in')
      return {
        message: `Die Angabe ${quote(key)} in Zeile ${line} der Profildatei ${quote(path)} verlangt eine Anmeldung mit OAuth 2.0; eine Profildatei kennt sie nicht: sie ist für Postfächer mit Passwort.`,
        hints: [SIGN_IN_INSTEAD],
      };
    if (problem === 'twice')
      return {
        message: `Die Angabe ${quote(key)} steht in der Profildatei ${quote(path)} zweimal, zum zweiten Mal in Zeile ${line}.`,
        hints: ['Löschen Sie eine der beiden Zeilen; welche gelten soll, ist sonst nicht zu erkennen.'],
      };
    return {
      message: `Die Angabe ${quote(key)} in Zeile ${line} der Profildatei ${quote(path)} ist unbekannt.`,
      hints: [...(suggestion === null ? [] : [`Gemeint ist vielleicht ${quote(suggestion)}.`]), KEYS],
    };
  },
  'profile-file-value': ({ path, line, key, value, expected }) => ({
    message:
      key === ''
        ? `Die Profildatei ${quote(path)} enthält keine Liste von Angaben; erwartet wird ${expectation(expected)}.`
        : `${value === '' ? 'Der leere Wert' : `Der Wert ${quote(value)}`} passt nicht zu ${quote(key)} (Profildatei ${quote(path)}, Zeile ${line}); erwartet wird ${expectation(expected)}.`,
    hints: [CORRECT_AND_REPEAT],
  }),
  'profile-file-incomplete': ({ path, missing }) => ({
    message: `In der Profildatei ${quote(path)} ${missing.length === 1 ? 'fehlt' : 'fehlen'}: ${list(missing.map((key) => quote(key)))}.`,
    hints: [
      'Für die IT des Veranstalters: Ergänzen Sie die Datei; host, port, encryption, user und sender kommen immer zusammen aus einer Quelle.',
    ],
  }),
  'profile-file-fingerprint': ({ path, caFile }) => ({
    message:
      caFile === null
        ? `Die Profildatei ${quote(path)} nennt einen Fingerabdruck, aber nicht die Datei mit dem Zertifikat, das ihn hat.`
        : `Kein Zertifikat in ${quote(caFile)} hat den Fingerabdruck, den die Profildatei ${quote(path)} nennt.`,
    hints: [
      'Für die IT des Veranstalters: Legen Sie das Zertifikat des Servers selbst als Datei (PEM) neben die Profildatei, und nennen Sie sie bei caFile.',
    ],
  }),
  'profile-file-unbound': ({ path, host, needed, password }) => ({
    message: `Das Passwort aus ${quote(password)} ginge an ${quote(host)}, weil es so in der Profildatei ${quote(path)} steht; wer diese Datei ändern kann, könnte dort aber einen eigenen Server eintragen und das Passwort abgreifen.`,
    hints: [
      `Für die IT des Veranstalters: Sagen Sie dort, woher das Passwort kommt, auch, wohin es gehört: ${clause(needed)}${needed.startsWith('--') ? ' ' : '='}${word(host, 'HOST')}`,
      'Für die IT des Veranstalters: In einem Build-Server sind das dessen eigene Einstellungen für Geheimnisse, keine Datei des Repositorys.',
    ],
  }),
  'profile-file-differs': ({ path, key, source, given, found }) => ({
    message: `${quote(source)} sagt ${quote(given)}, in der Profildatei ${quote(path)} steht bei ${quote(key)} aber ${quote(found)}; das Passwort wird nicht verwendet.`,
    hints: [
      'Für die IT des Veranstalters: Klären Sie, wer die Datei geändert hat und warum; ist die Änderung richtig, ändern Sie auch die andere Angabe.',
    ],
  }),
  'profile-file-sign-in': ({ path, named }) => ({
    message: `${list(named.map((name) => quote(name)))} ${named.length === 1 ? 'verlangt' : 'verlangen'} eine Anmeldung mit OAuth 2.0; das geht nicht zusammen mit einer Profildatei (${quote(path)}): sie ist für Postfächer mit Passwort.`,
    hints: [SIGN_IN_INSTEAD],
  }),
  'profile-file-no-password': ({ path, host }) => ({
    message: `Die Profildatei ${quote(path)} enthält kein Passwort, und auch sonst ist für ${quote(host)} keines angegeben.`,
    hints: [
      PASSWORD_FROM,
      'Für die IT des Veranstalters: Neben einer Variablen nennt INVITE_HOST den Server noch einmal, neben einer Option --host.',
      'An einem Terminal fragt der Befehl nach dem Passwort; es bleibt dabei unsichtbar.',
    ],
  }),
} satisfies Partial<FaultTexts>;
