/** Owns the questions as a person at a terminal sees them: in one language throughout, and a no unless it says yes. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { Household } from '../support/cli.js';
import { makeProject, makeVoters, type RollVoter } from '../support/example-project.js';
import { type Keyring, startKeyring } from '../support/keyring.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { describeWith } from '../support/require-debian.js';
import { Screen } from '../support/screen.js';

const CTRL_C = '\u0003';
/** Shows and hides what was typed in inquirer's own password question. */
const CTRL_T = '\u0014';

const LANGUAGES = [
  {
    lang: 'de',
    start: /\? Jetzt 3 Nachrichten versenden\? \(j\/N\)/,
    unclear: /> Bitte antworten Sie mit j für ja oder n für nein\./,
    yes: 'j',
    started: /Jetzt 3 Nachrichten versenden\? ja/,
    no: 'nein',
    declined: /versenden\? nein\s+Es wurde nichts versendet\./,
    keys: /Mit ↑ und ↓ auswählen, mit der Eingabetaste bestätigen\./,
    products: /Wofür ist es\?/,
    languages: /In welcher Sprache ist die Einladung\?/,
    user: /Benutzername/,
    sender: /Absender/,
    unseen: /Passwort.*\(die Eingabe bleibt unsichtbar\)/,
    once: /unsichtbar/g,
    other: /navigate|select|y\/N|invalid|must provide|masked|toggle/i,
  },
  {
    lang: 'en',
    start: /\? Send 3 messages now\? \(y\/N\)/,
    unclear: /> Please answer y for yes or n for no\./,
    yes: 'Yes',
    started: /Send 3 messages now\? yes/,
    no: 'n',
    declined: /messages now\? no\s+Nothing was sent\./,
    keys: /Choose with ↑ and ↓, confirm with Enter\./,
    products: /What is it for\?/,
    languages: /Language of the invitation\?/,
    user: /User name/,
    sender: /Sender/,
    unseen: /Password.*\(what you type stays unseen\)/,
    once: /unseen|invisible/g,
    other: /j\/N|auswählen|bestätigen|Eingabe|navigate|toggle/i,
  },
] as const;

describeWith(['tmux'], 'at a terminal', () => {
  let household: Household;
  let host: MailHost;
  let voters: RollVoter[];
  let screen: Screen | null;

  beforeEach(async () => {
    household = new Household();
    host = await startMailHost(household);
    voters = makeVoters(3);
    makeProject(household, { voters });
    screen = null;
  });
  afterEach(async () => {
    await screen?.close();
    await host.close();
    household.remove();
  });

  async function open(lang: 'de' | 'en', ...args: string[]): Promise<Screen> {
    screen = new Screen(household, lang);
    await screen.start(args);
    return screen;
  }

  const sendNow = () => ['send', 'project', '--new-mailing', ...host.flags];

  test.each(LANGUAGES)('in $lang an unclear answer is asked again, and a yes starts', async (words) => {
    const shown = await open(words.lang, ...sendNow());
    await shown.until(words.start);
    await shown.type('ok');
    await shown.press('Enter');
    await shown.until(words.unclear);
    expect(await host.messages()).toEqual([]);
    await shown.type(words.yes);
    await shown.press('Enter');
    expect(await shown.exitCode()).toBe(0);
    const text = await shown.until(words.started);
    expect(text).not.toMatch(words.other);
    expectOneEach(await host.messages(), voters);
  });

  test.each(LANGUAGES)('in $lang a no starts nothing, and Enter alone is a no', async (words) => {
    for (const answer of [words.no, '']) {
      const shown = await open(words.lang, ...sendNow());
      await shown.until(words.start);
      await shown.type(answer);
      await shown.press('Enter');
      expect(await shown.exitCode()).toBe(130);
      await shown.until(words.declined);
      await shown.close();
      screen = null;
    }
    expect(await host.messages()).toEqual([]);
  });

  test.each(LANGUAGES)('in $lang a choice says how it is made', async (words) => {
    const shown = await open(words.lang, 'init', 'fresh');
    expect(await shown.until(words.products)).toMatch(words.keys);
    await shown.press('Down', 'Enter');
    expect(await shown.until(words.languages)).toMatch(words.keys);
    expect(await shown.text()).not.toMatch(words.other);
    await shown.press('Enter');
    expect(await shown.exitCode()).toBe(0);
  });
});

describeWith(['gnome-keyring', 'dbus', 'libsecret-tools'], 'at a terminal with a keychain', () => {
  let household: Household;
  let keyring: Keyring;
  beforeEach(async () => {
    household = new Household();
    keyring = await startKeyring('login');
  });
  afterEach(async () => {
    await keyring.stop();
    household.remove();
  });

  test.each(LANGUAGES)('in $lang no key shows what is typed as the password', async (words) => {
    const typed = 'Geheim-und-unsichtbar';
    household.secrets.add(typed);
    const running = household.start(['configure', 'asked'], {
      terminal: true,
      lang: words.lang,
      env: keyring.env,
    });
    await running.until(words.user);
    running.type('wahl@muster.example\r');
    await running.until(words.unseen);
    // Why: the question and the prompt both said that nothing is seen.
    expect(running.printed().match(words.once)).toHaveLength(1);
    running.type(typed);
    running.type(`${CTRL_T}x${CTRL_T}y\r`);
    await running.until(words.sender);
    // Everything that was ever on the screen, also what was drawn over since.
    expect(running.printed()).not.toContain(typed.slice(0, 4));
    expect(running.printed()).not.toMatch(words.other);
    running.type(CTRL_C);
    expect((await running.ended).code).toBe(130);
  });
});
