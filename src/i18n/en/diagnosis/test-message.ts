/** Owns the English words of the test message, and what is said of it in the result. */
import type { TestMessageFacts } from '../../../diagnosis/result.js';
import { formatFor } from '../../format.js';

const { quote } = formatFor('en');

export const testMessage = {
  subject: (server: string) => `[Test] Connection test of the mail server ${server}`,
  text: (server: string, sender: string, at: string) =>
    [
      'This is a test. It is no invitation to an election and holds no credentials.',
      '',
      `Somebody has tested with "invite test-connection" whether the mail server ${server} takes messages of the sender ${sender} (${at}).`,
      '',
      'What to look at now:',
      '- Did this message arrive in the inbox, or in the spam folder?',
      '- Is the sender shown as you want it?',
      '- In the source text of the message: the line "Authentication-Results" should say spf=pass, dkim=pass and dmarc=pass; the lowest line "Received" names the internet address from which the mail server was given it. This address is the one that the firewall must let through.',
      '',
      'A copy may lie in the folder "Sent Items" of the mailbox.',
      '',
    ].join('\n'),
  accepted: (to: string) => `the server took the test message to ${quote(to)}`,
  notTaken: 'The server did not take the test message.',
  handedOver: ({ to, messageId }: TestMessageFacts) =>
    `A test message to ${quote(to)} was handed over, ${messageId}. Look whether it arrives in the inbox and not in the spam folder.`,
};

export type TestMessageTexts = typeof testMessage;
