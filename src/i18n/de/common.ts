/** Owns the German words that every command shares. */
export const common = {
  error: 'Fehler',
  warning: 'Warnung',
  internal: (message: string) =>
    `Das ist ein Fehler im Programm, nicht Ihrer (${message}). Nichts ist verloren: Die Zustandsdatei wird vor jedem Schritt geschrieben. Führen Sie den Befehl noch einmal aus; tritt es wieder auf, melden Sie es mit der Ausgabe von --verbose.`,
  row: (row: number) => `Zeile ${row}`,
  /** `column` is already quoted. */
  column: (column: string) => `Spalte ${column}`,
  wholeFile: 'ganze Datei',
  errors: { one: 'Fehler', other: 'Fehler' },
  warnings: { one: 'Warnung', other: 'Warnungen' },
  voters: { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' },
  moreFindings: (count: string) => `… und ${count} weitere`,
  roles: {
    id: 'ID',
    email: 'Adresse',
    firstName: 'Vorname',
    lastName: 'Nachname',
    salutation: 'Anrede',
    title: 'Titel',
    password: 'Passwort',
    link: 'Link',
    language: 'Sprache',
  },
  /** `delimiter` and `sheet` are already quoted. */
  readAs: {
    text: (encoding: string, delimiter: string) => `${encoding}, Trennzeichen ${delimiter}`,
    workbook: 'Excel-Arbeitsmappe',
    sheet: (sheet: string) => `Excel-Arbeitsmappe, Blatt ${sheet}`,
    tab: 'Tabulator',
  },
  prompts: {
    yes: 'ja',
    no: 'nein',
    yesWords: ['j', 'ja', 'y', 'yes'],
    noWords: ['n', 'nein', 'no'],
    /** Stands behind a question; the capital letter is what Enter alone means. */
    yesOrNo: '(j/N)',
    unclear: 'Bitte antworten Sie mit j für ja oder n für nein.',
    keys: 'Mit ↑ und ↓ auswählen, mit der Eingabetaste bestätigen.',
    unseen: '(die Eingabe bleibt unsichtbar)',
  },
};
