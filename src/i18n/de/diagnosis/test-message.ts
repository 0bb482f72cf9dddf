/** Owns the German words of the test message, and what is said of it in the result. */
import type { TestMessageFacts } from '../../../diagnosis/result.js';
import type { TestMessageTexts } from '../../en/diagnosis/test-message.js';
import { formatFor } from '../../format.js';

const { quote } = formatFor('de');

export const testMessage: TestMessageTexts = {
  subject: (server: string) => `[Test] Verbindungstest des Mailservers ${server}`,
  text: (server: string, sender: string, at: string) =>
    [
      'Dies ist ein Test. Es ist keine Einladung zu einer Wahl, und Zugangsdaten stehen nicht darin.',
      '',
      `Jemand hat mit „invite test-connection“ geprüft, ob der Mailserver ${server} Nachrichten des Absenders ${sender} annimmt (${at}).`,
      '',
      'Worauf es jetzt ankommt:',
      '- Liegt diese Nachricht im Posteingang oder im Spam-Ordner?',
      '- Wird der Absender so angezeigt, wie Sie es möchten?',
      '- Im Quelltext der Nachricht: Die Zeile „Authentication-Results“ sollte spf=pass, dkim=pass und dmarc=pass enthalten; die unterste Zeile „Received“ nennt die Internetadresse, von der der Mailserver sie bekommen hat. Diese Adresse muss die Firewall durchlassen.',
      '',
      'Eine Kopie liegt womöglich im Ordner „Gesendete Elemente“ des Postfachs.',
      '',
    ].join('\n'),
  accepted: (to: string) => `der Server hat die Testnachricht an ${quote(to)} angenommen`,
  notTaken: 'Der Server hat die Testnachricht nicht angenommen.',
  handedOver: ({ to, messageId }: TestMessageFacts) =>
    `Eine Testnachricht an ${quote(to)} wurde übergeben, ${messageId}. Sehen Sie nach, ob sie im Posteingang ankommt und nicht im Spam-Ordner.`,
};
