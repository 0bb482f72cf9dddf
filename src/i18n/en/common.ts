/** Owns the English words that every command shares. */
export const common = {
  error: 'Error',
  warning: 'Warning',
  internal: (message: string) =>
    `This is a mistake in the program, not yours (${message}). Nothing is lost: the state file is written before each step. Run the command again; if it happens again, report it with the output of --verbose.`,
  row: (row: number) => `line ${row}`,
  /** `column` is already quoted. */
  column: (column: string) => `column ${column}`,
  wholeFile: 'whole file',
  errors: { one: 'error', other: 'errors' },
  warnings: { one: 'warning', other: 'warnings' },
  voters: { one: 'voter', other: 'voters' },
  moreFindings: (count: string) => `… and ${count} more`,
  roles: {
    id: 'ID',
    email: 'address',
    firstName: 'first name',
    lastName: 'last name',
    salutation: 'salutation',
    title: 'title',
    password: 'password',
    link: 'link',
    language: 'language',
  },
  /** `delimiter` and `sheet` are already quoted. */
  readAs: {
    text: (encoding: string, delimiter: string) => `${encoding}, delimiter ${delimiter}`,
    workbook: 'Excel workbook',
    sheet: (sheet: string) => `Excel workbook, sheet ${sheet}`,
    tab: 'tab',
  },
  prompts: {
    yes: 'yes',
    no: 'no',
    yesWords: ['y', 'yes'],
    noWords: ['n', 'no'],
    /** Stands behind a question; the capital letter is what Enter alone means. */
    yesOrNo: '(y/N)',
    unclear: 'Please answer y for yes or n for no.',
    keys: 'Choose with ↑ and ↓, confirm with Enter.',
    unseen: '(what you type stays unseen)',
  },
};
