/** Owns the German texts of the sandbox: its inbox page, and what the command says about it. */
import type { sandbox as english } from '../en/sandbox.js';

export const sandbox: typeof english = {
  page: {
    title: 'Posteingang der Probe',
    badge: 'Probe: Nichts verlässt diesen Computer',
    list: 'Nachrichten',
    none: 'noch keine Nachricht',
    one: '1 Nachricht',
    many: '{n} Nachrichten',
    older: 'Ältere Nachrichten zeigen',
    emptyTitle: 'Noch ist nichts angekommen',
    emptyText:
      'Nachrichten an den Probe-Server erscheinen hier von selbst. Sonst erhält niemand etwas davon.',
    chooseTitle: 'Keine Nachricht gewählt',
    chooseText: 'Wählen Sie links eine Nachricht, um sie so zu sehen wie die Empfängerin oder der Empfänger.',
    back: 'Alle Nachrichten',
    noSubject: '(ohne Betreff)',
    from: 'Von',
    to: 'An',
    recipient: 'Empfänger im Umschlag',
    date: 'Datum',
    differs: 'Die Nachricht nennt einen anderen Empfänger als der Umschlag.',
    tabs: 'Ansichten der Nachricht',
    html: 'Gestaltet',
    text: 'Text',
    source: 'Quelltext',
    save: 'Als Datei sichern',
    frame: 'Gestaltete Nachricht; Skripte, Links und Bilder aus dem Netz sind abgeschaltet',
    frameNote: 'Links, Skripte und Bilder aus dem Netz sind in dieser Ansicht abgeschaltet.',
    links: 'Wohin die Links führen ({n})',
    noText: 'Diese Nachricht hat keinen Textteil.',
    shortened: 'Hier steht nur der Anfang. Sichern Sie die Nachricht als Datei, um alles zu sehen.',
    gone: 'Diese Nachricht liegt nicht mehr im Ordner.',
    offline:
      'Der Probe-Server läuft nicht mehr. Starten Sie ihn neu und öffnen Sie die neue Adresse, die er nennt.',
  },
  magic: {
    nouser: 'wird endgültig abgelehnt: Postfach unbekannt (550 5.1.1)',
    full: 'wird abgelehnt: Postfach voll (552 5.2.2)',
    grey: 'wird beim ersten Mal vertröstet, beim zweiten angenommen (450 4.2.0)',
    spam: 'wird nach der Übergabe der Nachricht abgelehnt (554 5.7.1)',
    lost: 'wird behalten, aber die Verbindung bricht vor der Antwort ab: ungeklärt',
  },
  running: 'Der Probe-Server läuft. Er nimmt jede Nachricht an und gibt keine weiter.',
  magicIntro:
    'Um Störungen zu proben, nehmen Sie solche Adressen in ein Test-Verzeichnis auf (nur bei Domains wie muster.example oder example.org):',
  inbox: (url: string) => `Posteingang: ${url}`,
  folder: (path: string) =>
    `Die Nachrichten liegen in ${path}. Sie enthalten die Zugangsdaten aus Ihrem Verzeichnis: Löschen Sie den Ordner nach der Probe.`,
  stop: 'Mit Strg+C beenden Sie ihn.',
  labels: {
    host: 'Server',
    portSsl: 'Port, Verschlüsselung ssl',
    portStarttls: 'Port, Verschlüsselung starttls',
    user: 'Benutzer',
    password: 'Passwort (bei jedem Start neu)',
    ca: 'Zertifikat (CA-Datei)',
  },
};
