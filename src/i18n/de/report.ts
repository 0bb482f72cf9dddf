/** Owns the German texts of the report on a connection test, which its reader may get without knowing this program. */
import type { report as english } from '../en/report.js';
import { formatFor } from '../format.js';

const { counted, list, moment, quote } = formatFor('de');

const DAYS = { one: 'Tag', other: 'Tage' };

const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

export const report: typeof english = {
  verdicts: {
    passed: (server) => `Der Mailserver ${server} kann verwendet werden: Alle Schritte sind bestanden.`,
    warned: (server) => `Der Mailserver ${server} kann verwendet werden, aber es gibt etwas zu beachten.`,
    failed: (server, stage) =>
      `Der Mailserver ${server} kann so nicht verwendet werden: Der Schritt ${quote(stage)} ist fehlgeschlagen.`,
  },
  purpose:
    'Dieser Bericht sagt, ob die Einladungen zu einer Wahl über diesen Mailserver hinausgehen können. Er enthält kein Passwort und kann so, wie er ist, weitergegeben werden.',
  duties: 'Wer was tun muss',
  nobody: 'Niemand muss etwas tun.',
  steps: 'Schritt für Schritt',
  columns: {
    step: 'Schritt',
    result: 'Ergebnis',
    time: 'Dauer',
    finding: 'Was gefunden wurde',
    reply: 'Antwort des Servers',
  },
  certificate: {
    heading: 'Zertifikat und Verschlüsselung',
    subject: 'Ausgestellt für',
    names: 'Gilt für die Namen',
    issuer: 'Ausgestellt von',
    chain: 'Kette bis zur Zertifizierungsstelle',
    key: 'Schlüssel',
    from: 'Gültig ab',
    until: 'Gültig bis',
    fingerprint: 'Fingerabdruck (SHA-256)',
    protocol: 'Verschlüsselung',
    day: (date) => moment(date, 'UTC'),
    lastDay: (date, days) =>
      days < 0 ? `${moment(date, 'UTC')}, abgelaufen` : `${moment(date, 'UTC')}, noch ${counted(days, DAYS)}`,
  },
  notProven: 'Was damit nicht bewiesen ist',
  skipped: (steps) => `Nicht geprüft, weil ein Schritt davor fehlgeschlagen ist: ${list(steps)}.`,
  origin: 'Von wo aus geprüft wurde',
  network:
    'Das Ergebnis gilt für das Netz, aus dem geprüft wurde. Aus einem anderen Netz (anderes Gebäude, VPN, zu Hause) kann der Server anders antworten, etwa weil eine Firewall den einen Computer durchlässt und den anderen nicht. Am Ende zählt eine Prüfung an dem Computer und in dem Netz, von dem aus die Einladungen hinausgehen.',
  about: {
    at: 'Geprüft am',
    program: 'Programm',
    system: 'Betriebssystem',
    systems,
    server: 'Mailserver',
    encryption: 'Verschlüsselung',
    user: 'Benutzername',
    sender: 'Absender',
    to: 'Empfänger der Prüfung',
    lead: 'Beginn der Wahl',
    moment: (time) => moment(time),
    start: (time, days) =>
      days < 0
        ? `${moment(time)}, schon vorbei`
        : `${moment(time)}, ${counted(days, DAYS)} nach dieser Prüfung`,
  },
  transcript: {
    heading: 'Mitschrift',
    intro:
      'Was Programm und Server einander gesagt haben, der Reihe nach. Benutzername und Passwort der Anmeldung sind verdeckt.',
    legend: '-> Programm, <- Server, ** Notiz; ~ davor: verschlüsselt',
    empty: 'Es wurde nichts gesagt: Es kam keine Verbindung zustande.',
    columns: ['Wer', 'Verschlüsselt', 'Was'],
    who: { client: 'Programm', server: 'Server', note: 'Notiz' },
    yes: 'ja',
    no: 'nein',
  },
};
