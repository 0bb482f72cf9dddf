/** Owns the German words of the files that `invite init` writes into a new project folder. */
import type { scaffold as en } from '../en/scaffold.js';

export const scaffold: typeof en = {
  example: 'BEISPIEL, bitte ersetzen',
  title: {
    'online-wahl': (year) => `Gremienwahl ${year}`,
    'live-voting': (year) => `Mitgliederversammlung ${year}`,
  },
  organiser: 'Beispielverband e. V.',
  profile: 'wahl',
  contact: { name: 'Wahlbüro', email: 'wahl@beispielverband.example', phone: '+49 30 23125000' },
  heading: [
    'Die Einstellungen dieses Versands. Zeilen, die mit # beginnen, sind Erläuterungen.',
    'Bitte ersetzen Sie jeden Wert, an dem BEISPIEL steht, bevor etwas an Wahlberechtigte geht.',
  ],
  comments: {
    title: ['Name der Wahl, wie er in Betreff und Text steht.'],
    organiser: ['Wer die Wahl durchführt.'],
    product: ['online-wahl oder live-voting.'],
    language: ['Sprache der Einladung: de oder en.'],
    timezone: ['Zeitzone aller Zeitangaben in dieser Datei.'],
    electionStart: {
      'online-wahl': ['Beginn und Ende der Wahl. Nach dem Ende wird nichts mehr versendet.'],
      'live-voting': ['Beginn und Ende der Versammlung. Nach dem Ende wird nichts mehr versendet.'],
    },
    sendAt: {
      'online-wahl': ['Wann die Einladungen hinausgehen. Ohne diese Zeile: zum Beginn der Wahl.'],
      'live-voting': [
        'Wann die Einladungen hinausgehen: deutlich vor der Versammlung, damit sich alle rechtzeitig anmelden können.',
      ],
    },
    profile: [
      'Name, unter dem „npx invite configure“ das Postfach aufbewahrt; Mailserver und Passwort stehen nie in dieser Datei.',
    ],
    voters: [
      'Das Wählerverzeichnis: eine CSV-Datei oder Excel-Arbeitsmappe (.xlsx) mit einer Zeile je Person. Löschen Sie sie, wenn die Wahl vorbei ist.',
    ],
    expectVoters: [
      'So viele Personen müssen im Verzeichnis stehen. Stimmt die Zahl nicht, wird nichts versendet.',
    ],
    template: ['Ordner mit Betreff und Text der Einladung. Dort ändern Sie die Texte.'],
    required: ['Platzhalter, ohne die keine Einladung hinausgehen darf.'],
    contact: ['Wer Fragen beantwortet. Antworten auf die Einladung gehen an diese Adresse.'],
    pace: [
      'Wie schnell versendet wird. Ohne diese Zeile: wie es der Anbieter des Mailservers veröffentlicht, sonst 20 je Minute.',
      'Nennt die IT des Veranstalters eine Grenze, tragen Sie sie ein und entfernen das # vor „pace“.',
    ],
  },
  rollHeaders: ['Wähler-ID', 'Vorname', 'Nachname', 'E-Mail', 'Passwort', 'Link'],
  ignore: 'Nichts davon gehört in ein Repository: Zugangsdaten, Stand des Versands, Proben.',
  readme: (title, profile) => [
    `# ${title}`,
    '',
    'In dieser Reihenfolge; bis Schritt 9 erreicht nichts eine wahlberechtigte Person. Die Schritte 1 bis 3 gelingen auch mit den fünf Beispielpersonen.',
    '',
    '1. `npm install` installiert das Programm in diesen Ordner, einmal.',
    '2. `npx invite preview` prüft Verzeichnis und Vorlage und zeigt eine Einladung; mit `--serve` blättern Sie im Browser durch alle.',
    '3. `npx invite send --sandbox` probt alles auf diesem Computer.',
    '4. Ersetzen Sie die BEISPIEL-Werte in `invite.yaml` und die Zeilen in `voters.csv`; passen Sie `templates/invitation` an; wiederholen Sie 2 und 3.',
    '5. `npx invite request` macht das Schreiben an die IT des Veranstalters, das um das Postfach bittet: vier Wochen vor dem Beginn.',
    `6. \`npx invite configure ${profile}\` fragt nach dem Postfach und bewahrt es im Schlüsselbund dieses Computers auf.`,
    `7. \`npx invite test-connection ${profile}\` prüft den Mailserver Schritt für Schritt, ohne Einladungen zu versenden.`,
    '8. `npx invite send --test-to ich@example.org` schickt eine Einladung mit verdeckten Zugangsdaten in Ihr eigenes Postfach. Mit einem Verzeichnis von Testpersonen probiert `npx invite send --test` auch die Anmeldung.',
    '9. `npx invite send --new-mailing` beginnt den Versand. Unterbrochen? `npx invite send` setzt ihn fort.',
  ],
};
