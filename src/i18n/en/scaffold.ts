/** Owns the English words of the files that `invite init` writes into a new project folder. */

export const scaffold = {
  example: 'EXAMPLE, please replace',
  title: {
    'online-wahl': (year: number) => `Committee Election ${year}`,
    'live-voting': (year: number) => `Annual Meeting ${year}`,
  },
  organiser: 'Example Association',
  profile: 'election',
  contact: { name: 'Election Office', email: 'election@association.example', phone: '+44 1632 960000' },
  heading: [
    'The settings of this mailing. Lines that begin with # explain.',
    'Please replace every value marked EXAMPLE before anything goes to voters.',
  ],
  comments: {
    title: ['Name of the election, as subject and text show it.'],
    organiser: ['Who holds the election.'],
    product: ['online-wahl or live-voting.'],
    language: ['Language of the invitation: de or en.'],
    timezone: ['Time zone of all times in this file.'],
    electionStart: {
      'online-wahl': ['Start and end of voting. After the end, nothing is mailed any more.'],
      'live-voting': ['Start and end of the meeting. After the end, nothing is mailed any more.'],
    },
    sendAt: {
      'online-wahl': ['When the invitations leave. Without this line: when voting starts.'],
      'live-voting': [
        'When the invitations leave: well before the meeting, so that everybody can log in in time.',
      ],
    },
    profile: [
      'Name under which "npx invite configure" keeps the mailbox; host and password are never written here.',
    ],
    voters: [
      'The roll: a CSV file or Excel workbook (.xlsx) with one row per voter. Delete it when the election is over.',
    ],
    expectVoters: ['How many voters must be in the roll. If the number differs, nothing is mailed.'],
    template: ['Folder with subject and text of the invitation. Change the texts there.'],
    required: ['Placeholders without which no invitation may leave.'],
    contact: ['Who answers questions. Answers to the invitation go to this address.'],
    pace: [
      'How fast to mail. Without this line: as the provider of the mail server publishes it, else 20 a minute.',
      'If the organiser’s IT names a limit, enter it and remove the # before "pace".',
    ],
  },
  rollHeaders: ['Voter ID', 'First name', 'Last name', 'Email', 'Password', 'Link'],
  ignore: 'Nothing of this belongs into a repository: credentials, state of the mailing, rehearsals.',
  readme: (title: string, profile: string) => [
    `# ${title}`,
    '',
    'In this order; until step 9 nothing reaches a voter. Steps 1 to 3 also work with the five example voters.',
    '',
    '1. `npm install` installs the program into this folder, once.',
    '2. `npx invite preview` checks roll and template and shows an invitation; with `--serve` you leaf through all of them in your browser.',
    '3. `npx invite send --sandbox` rehearses everything on this computer.',
    '4. Replace the EXAMPLE values in `invite.yaml` and the rows in `voters.csv`; adapt `templates/invitation`; repeat 2 and 3.',
    '5. `npx invite request` writes the letter to the organiser’s IT that asks for the mailbox: four weeks before the start.',
    `6. \`npx invite configure ${profile}\` asks for the mailbox and keeps it in the keychain of this computer.`,
    `7. \`npx invite test-connection ${profile}\` tries the mail server, stage by stage, without mailing voters.`,
    '8. `npx invite send --test-to me@example.org` sends an invitation with its credentials hidden to your own mailbox. With a roll of test voters, `npx invite send --test` tries the login, too.',
    '9. `npx invite send --new-mailing` begins the mailing. Interrupted? `npx invite send` resumes it.',
  ],
};
