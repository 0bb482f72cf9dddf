/** Owns the German sentences of `send` and `status`. */
import { formatFor } from '../format.js';
import { plan } from './plan.js';

const { counted, number, plural, quote, duration } = formatFor('de');
const MESSAGES = { one: 'Nachricht', other: 'Nachrichten' };
const PEOPLE = { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' };

export const send = {
  rehearsal: 'Probe: Alles geht an einen Mailserver auf diesem Computer, nichts verlässt ihn.',
  dryRun: 'Probelauf: Es wird nichts versendet und kein Zustand geschrieben.',
  plan,
  ask: {
    start: (count: number) => `Jetzt ${counted(count, MESSAGES)} versenden?`,
    startAt: (count: number, when: string) => `${counted(count, MESSAGES)} am ${when} versenden?`,
    begin: 'Dieser Versand hat noch nicht begonnen. Zum Beginnen die Zahl der Wahlberechtigten eintippen',
    beginListed:
      'Dieser Versand hat noch nicht begonnen. Zum Beginnen eintippen, wie viele in der Liste derer stehen, die noch nicht gewählt haben',
    beginWrong: 'Das ist nicht die oben gezeigte Zahl der Wahlberechtigten.',
    now: (planned: string, current: string) =>
      `Festgelegt ist ${planned}; jetzt ist ${current}. Schon jetzt versenden?`,
    unencrypted: 'Trotzdem ohne Verschlüsselung versenden?',
    doubts: (count: number) =>
      `${counted(count, { one: 'Fall ist', other: 'Fälle sind' })} ungeklärt: Die Nachricht kann angekommen sein, es kam keine Antwort. Was soll damit geschehen?`,
    skip: 'Überspringen: ungeklärt lassen, die anderen anschreiben',
    resend: 'Erneut senden: genau dieselbe Nachricht noch einmal; wer sie schon hat, hat sie dann doppelt',
    accept:
      'Als angenommen werten: Die IT des Veranstalters hat im Protokoll des Servers jede Message-ID gefunden',
  },
  notVoted: {
    ask: 'Wer den Mailserver des Veranstalters verwaltet, kann in dessen Protokoll und in „Gesendete Objekte“ sehen, wer noch nicht gewählt hat. Die Erinnerung trotzdem versenden?',
    oldInTheEnd: (age: number) =>
      `Die Liste derer, die noch nicht gewählt haben, wird ${duration(age)} alt sein, wenn die letzte Erinnerung hinausgeht. Wer bis dahin wählt, wird trotzdem erinnert: Lassen Sie den Lauf früher enden (--until), und setzen Sie ihn mit einer neu exportierten Liste fort.`,
    old: (age: number) =>
      `Die Liste derer, die noch nicht gewählt haben, ist ${duration(age)} alt. Wer seither gewählt hat, würde trotzdem erinnert: Exportieren Sie sie noch einmal aus dem Wahlsystem.`,
    future:
      'Die Liste derer, die noch nicht gewählt haben, stammt nach der Uhr dieses Computers aus der Zukunft. Prüfen Sie die Uhr und ob es die richtige Datei ist.',
  },
  test: {
    prefix: '[Test] ',
    banner: (row: number): [string, string, string] => [
      'TEST: Das ist keine Einladung',
      `Aus Zeile ${number(row)} des Wählerverzeichnisses, nur für Sie, damit Sie sehen, wie die Einladung aussieht.`,
      'Zugangsdaten sind durch Punkte ersetzt, Links führen nirgendwohin. Damit kann niemand wählen.',
    ],
    headline: {
      masked:
        'Test: echte Einladungen an Ihr eigenes Postfach, Zugangsdaten verdeckt. Die Wahlberechtigten erhalten nichts.',
      credentials:
        'Test: Die Testpersonen erhalten ihre Einladungen samt ihren Zugangsdaten, damit sich eine Anmeldung erproben lässt.',
    },
    to: 'An',
    row: 'Einladung',
    line: (row: number) => `Zeile ${row}`,
    messages: 'Nachrichten',
    ask: {
      masked: (count: number, to: string) => `${counted(count, MESSAGES)} an ${to} versenden?`,
      credentials: (count: number) =>
        `${counted(count, MESSAGES)} samt Zugangsdaten an diese Testpersonen versenden?`,
    },
    alsoVoter: (row: number) =>
      `Die Adresse für den Test steht auch in Zeile ${row} des Wählerverzeichnisses: In dieses Postfach kommt später auch eine echte Einladung.`,
    inTestRoll: (file: string) => `Im Verzeichnis der Testpersonen ${quote(file)}:`,
    done: (count: number) =>
      `${counted(count, { one: 'Testnachricht', other: 'Testnachrichten' })} vom Mailserver angenommen.`,
    look: 'Sehen Sie sich die Einladung nun dort an, wo die Wahlberechtigten sie lesen: auch auf einem Telefon. Der Test hat nichts festgehalten.',
    again:
      'Der Test ist nicht vollständig und hat nichts festgehalten. Beheben Sie, was der Server beanstandet, wenn er etwas beanstandet, und führen Sie denselben Befehl noch einmal aus.',
    inDoubt:
      'Ungeklärt: Die Nachricht kann angekommen sein, es kam keine Antwort. Sehen Sie im Postfach nach.',
  },
  declined: 'Es wurde nichts versendet.',
  waitEnded: (begun: boolean): string =>
    begun
      ? 'Das Warten ist beendet; dieser Lauf hat nichts versendet. Zum Fortsetzen denselben Befehl noch einmal ausführen.'
      : 'Das Warten ist beendet; es wurde nichts versendet, und der Versand hat nicht begonnen. Zum Beginnen denselben Befehl noch einmal ausführen, mit --new-mailing.',
  check: {
    passed: 'Die Verbindung steht: Der Mailserver ist da und nimmt die Anmeldung an.',
    failed: (pause: string) =>
      `Der Mailserver ist zurzeit nicht verwendbar; in ${pause} wird es erneut versucht, spätestens zum Beginn.`,
  },
  schedule: {
    begins: (at: string, planned: string, timezone: string) =>
      `Beginnt am ${at}, prüft die Verbindung und versendet ab ${planned} (${timezone}).`,
    write: (file: string) => `Schreiben Sie in die Datei ${file}:`,
    type: {
      systemd: 'Geben Sie dann ein:',
      cron: 'Fügen Sie mit crontab -e hinzu:',
      windows: 'Geben Sie in der PowerShell ein:',
    },
    computer: 'Der Computer muss zu dieser Zeit eingeschaltet und mit dem Netz verbunden sein.',
    password:
      'Das Passwort muss dann erreichbar sein: Der Schlüsselbund öffnet sich nur, solange Sie angemeldet sind; sonst nennen Sie --password-file.',
    variables: (names: string) =>
      `Diese Umgebungsvariablen werden dann fehlen: ${names}. Geben Sie ihre Werte als Optionen oder Dateien an.`,
    afterwards: {
      systemd: 'Wie es ausging: journalctl --user und invite status. Löschen Sie danach beide Dateien.',
      cron: 'Wie es ausging: die Mail von cron und invite status. Entfernen Sie die Zeile danach: cron kennt kein Jahr.',
      windows: 'Wie es ausging: Aufgabenplanung und invite status. Löschen Sie die Aufgabe danach.',
    },
  },
  waiting: (when: string, left: string) => `Warten bis ${when} (noch ${left}). Strg-C bricht ab.`,
  progress: {
    accepted: 'angenommen',
    refused: 'abgelehnt',
    deferred: 'aufgeschoben',
    inDoubt: 'ungeklärt',
    pending: 'offen',
    perMinute: (rate: number) => `${number(Math.round(rate))}/min`,
    left: (milliseconds: number) => `noch ${duration(milliseconds)}`,
  },
  /** `reason` is a clause of `kinds`. */
  paused: (reason: string, until: string) => `Pause bis ${until}: ${reason}.`,
  learned: (provider: string, pace: string, last: string | null) =>
    `Der Server meldet sich als ${provider}; üblich sind dort für ein Postfach ${pace}. Daran hält sich send ab jetzt${last === null ? '' : `: letzte Nachricht voraussichtlich ${last}`}. Hat die IT des Veranstalters mehr erlaubt: mit Strg-C anhalten und mit --rate erneut ausführen.`,
  resumed: 'Es geht weiter.',
  woken: (milliseconds: number) =>
    `Dieser Computer war ${duration(milliseconds)} lang im Ruhezustand. Es geht weiter.`,
  stopping:
    'Die laufenden Nachrichten werden noch abgeschlossen. Nochmals Strg-C bricht sofort ab; dann können einige ungeklärt sein.',
  aborting: 'Abbruch.',
  addresses: {
    stopped: (refused: number, settled: number) =>
      `Der Mailserver lehnt viele Adressen ab: ${number(refused)} von ${number(settled)}. Viele Server sperren ein Postfach, das immer wieder an Adressen schreibt, die es nicht gibt.`,
    goOn: 'Trotzdem weitermachen?',
    next: 'Prüfen Sie im Verzeichnis, ob die Adressen stimmen und aktuell sind; eine falsche Spalte oder ein altes Verzeichnis zeigt sich so. Fragen Sie sonst die IT des Veranstalters, warum der Server sie ablehnt. Soll es trotzdem weitergehen: denselben Befehl mit --max-refused 100.',
    pendingAgain: 'Wer zuletzt in Folge abgelehnt wurde, ist wieder offen.',
  },
  summary: {
    done: (count: number) => `${counted(count, PEOPLE)} vom Mailserver angenommen, niemand ist offen.`,
    notDelivered:
      '„Angenommen“ heißt: Der Mailserver hat die Verantwortung für die Nachricht übernommen; Rückläufer kommen ins Postfach des Absenders.',
    bounces:
      'Sehen Sie in den nächsten Tagen ins Postfach des Absenders: Jeder Rückläufer ist eine Adresse, die nicht funktioniert. Berichtigen Sie sie im Wählerverzeichnis, bevor die Einladungen hinausgehen.',
    head: (hash: string) => `Kopf der Zustandsdatei: ${hash}`,
    state: (path: string) => `Zustandsdatei: ${path}`,
    interrupted: 'Unterbrochen.',
    until: 'Vor der festgelegten Endzeit geht keine weitere Nachricht mehr hinaus.',
    account: 'Niemand gilt deshalb als abgelehnt.',
    breaker: (count: number): string =>
      count < 3
        ? 'Danach wurde nichts angenommen, woran zu sehen wäre, dass es nur an diesen Wahlberechtigten liegt; sie sind wieder offen. Die Ursache kann der Absender, der Text oder eine Regel des Servers sein.'
        : 'Angehalten nach drei gleichen Ablehnungen in Folge; diese Wahlberechtigten sind wieder offen. Die Ursache ist wahrscheinlich der Absender, der Text oder eine Regel des Servers, nicht diese Wahlberechtigten.',
    breakerShare: (count: number, settled: number) =>
      `Angehalten: Der Mailserver hat ${number(count)} von ${number(settled)} Nachrichten abgelehnt, ohne dass es an den Adressen liegt; diese Wahlberechtigten sind wieder offen. Die Ursache ist wahrscheinlich der Text oder eine Regel des Servers. Um trotzdem fortzufahren: derselbe Befehl mit --max-refused 100.`,
    paused: (reason: string, until: string) =>
      `Angehalten wegen einer längeren Pause bis etwa ${until}: ${reason}.`,
    doubts: (count: number) =>
      `Angehalten nach ${counted(count, { one: 'ungeklärten Fall', other: 'ungeklärten Fällen' })}: Der Server bricht ab, nachdem er Nachrichten übernommen hat.`,
    againWaits: (count: number) =>
      `${counted(count, { one: 'Wiederholung wartet', other: 'Wiederholungen warten' })} auf eine andere Adresse, die nicht gespeichert wird: Führen Sie den Befehl mit --again und --address noch einmal aus.`,
    nothingNow: 'In diesem Lauf war nichts zu versenden.',
    doubt: (row: number | null) => (row === null ? 'nicht mehr im Verzeichnis:' : `Zeile ${row}:`),
    moreDoubts: (count: string) => `und ${count} weitere`,
    reply: (text: string) => `Der Server meldet: ${quote(text)}`,
    resume: (command: string) => `Zum Fortsetzen denselben Befehl noch einmal ausführen: ${command}`,
    resumeLater: (command: string) =>
      `Zum Fortsetzen diesen Befehl ausführen; er wartet von selbst, bis die Pause vorbei ist: ${command}`,
    others: (count: number, command: string) =>
      `Die für diesen Lauf Ausgewählten sind erledigt. An ${count === 1 ? 'die eine übrige Person' : `alle ${number(count)} übrigen`} versendet dieser Befehl: ${command}`,
    inDoubt: (count: number, status: string) =>
      `${counted(count, { one: 'Fall ist', other: 'Fälle sind' })} ungeklärt: Die Nachricht kann angekommen sein, es kam keine Antwort. Näheres: ${status}`,
    inDoubtNext: (count: number, resend: string, accept: string) =>
      `Fragen Sie die IT des Veranstalters, ob ${plural(count, { one: 'die Message-ID in ihrem Protokoll steht', other: 'die Message-IDs in ihrem Protokoll stehen' })}. Danach: ${accept} (gefunden) oder ${resend} (noch einmal versenden).`,
    refused: (count: number, status: string) =>
      `${counted(count, PEOPLE)} abgelehnt. Wer und warum: ${status}`,
    retry: (command: string) =>
      `Wo eine Adresse falsch war, berichtigen Sie sie im Verzeichnis. An die Berichtigten versendet dann dieser Befehl: ${command}`,
    retryChanged: (count: number, command: string) =>
      `${counted(count, { one: 'davon ist', other: 'davon sind' })} seither im Verzeichnis berichtigt. An ${plural(count, { one: 'diese Person', other: 'diese Wahlberechtigten' })} versendet: ${command}`,
    deferred: (count: number) =>
      `${counted(count, PEOPLE)} aufgeschoben: Der Server bittet, es später noch einmal zu versuchen.`,
    pending: (count: number) => `${counted(count, PEOPLE)} noch offen.`,
    messages: (folder: string) => `Nachrichten: ${folder}`,
    inbox: (command: string) => `Zum Lesen im Browser: ${command}`,
    rehearsed: 'Die Probe ist vollständig. Nichts hat diesen Computer verlassen.',
    rehearsedStopped: 'Die Probe ist nicht vollständig. Nichts hat diesen Computer verlassen.',
    dryRun: 'Die Prüfung ist vollständig; es wurde nichts versendet.',
  },
  status: {
    noState: (path: string) =>
      `Es gibt keine Zustandsdatei ${quote(path)}: Dieser Versand hat noch nicht begonnen.`,
    title: (mailing: string) => `Versand ${mailing}`,
    begun: 'begonnen',
    head: 'Kopf',
    lines: 'Einträge',
    notVoted:
      'Eine Erinnerung an alle, die noch nicht gewählt haben; gezählt sind die der letzten Liste und alle, an die sie schon ging.',
    verified: (lines: number) => `Die Kette der ${number(lines)} Einträge ist lückenlos.`,
    torn: 'Der letzte Eintrag ist unvollständig (ein abgebrochener Schreibvorgang); der nächste Lauf schneidet ihn ab.',
    voters: 'Wahlberechtigte',
    doubts: 'Ungeklärt',
    refusals: 'Abgelehnt',
    deferrals: 'Aufgeschoben',
    host: 'Mailserver',
    lastReply: 'Letzte Antwort',
    repeats: 'Auf Wunsch noch einmal angeschrieben',
    repeat: (number: string, when: string, reason: string) => `${number}. Wiederholung, ${when}: ${reason}`,
    doubtsSearch:
      'Für die IT des Veranstalters: Suchen Sie im Protokoll des Mailservers zu diesen Zeiten nach den Message-IDs. Dort gefunden und angenommen: Die Nachricht ist da. Nicht gefunden: Sie kam nie vollständig an.',
    doubtsNext: (resend: string, accept: string) =>
      `Danach, für alle, oder mit --only ID am Ende für eine Person: ${accept} (gefunden) oder ${resend} (genau dieselbe Nachricht noch einmal).`,
    /** Stands for a list of those who have not voted in a command. */
    listFile: 'DATEI',
    refusalsNext: (command: string) =>
      `Wo eine Adresse falsch war, berichtigen Sie sie im Verzeichnis. An die Berichtigten versendet dann dieser Befehl: ${command}`,
    unknownId: 'ID unbekannt (Verzeichnis oder Schlüssel fehlt)',
    next: (when: string) => `nächster Versuch nach ${when}`,
    rollUnread: 'Das Verzeichnis konnte nicht gelesen werden, deshalb stehen hier keine IDs.',
  },
};
