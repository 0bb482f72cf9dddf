/** Owns the German sentences on a server's capacity. */
import type { MailingTime } from '../../../diagnosis/mailing-time.js';
import type { CapacityTexts } from '../../capacity-text.js';
import { formatFor } from '../../format.js';

const { counted, duration, list, month, number, quote, size } = formatFor('de');

const CONNECTIONS = { one: 'Verbindung', other: 'Verbindungen' };
const VOTERS = { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' };
const MESSAGES = { one: 'Nachricht', other: 'Nachrichten' };
const DOMAINS = { one: 'Domain', other: 'Domains' };
const MINUTE = 60_000;
const TWO_DAYS = 48 * 60 * MINUTE;

function about({ milliseconds }: MailingTime): string {
  return milliseconds < MINUTE ? 'weniger als eine Minute' : `etwa ${duration(milliseconds)}`;
}

function mayHandOver(user: string, time: MailingTime): string {
  return `${quote(user)} ${counted(time.voters, MESSAGES)} an fremde Empfänger übergeben darf (${about(time)})`;
}

function limitsWanted(user: string, time: MailingTime | null): string {
  const them = `die Grenzen für ${quote(user)} (Nachrichten je Minute, Stunde und Tag, Verbindungen)`;
  const raise = 'und heben Sie sie für die Zeit des Versands an, wo sie zu niedrig sind';
  return time === null
    ? `Bitte nennen Sie ${them}, ${raise}.`
    : `Bitte bestätigen Sie, dass ${mayHandOver(user, time)}, oder nennen Sie ${them}, ${raise}.`;
}

export const capacity: CapacityTexts = {
  title: 'Kapazität des Servers:',
  granted: ({ granted, atLeast }) =>
    atLeast
      ? `Gleichzeitig gewährt: mindestens ${counted(granted, CONNECTIONS)}; mehr wurden nicht versucht.`
      : `Gleichzeitig gewährt: ${counted(granted, CONNECTIONS)}.`,
  notGranted: (count, problem) => `Verbindung Nummer ${count} wurde nicht gewährt: ${problem}`,
  loginRefused: (count) =>
    `Bei Anmeldung Nummer ${count} hat der Server Benutzername und Passwort abgelehnt, die er gerade noch angenommen hatte. Die Prüfung endete dort, damit das Konto nicht gesperrt wird. Manche Server antworten so auf zu viele Anmeldungen.`,
  dropped: (count) =>
    `Der Server hat ${counted(count, CONNECTIONS)} wieder geschlossen, während andere geöffnet wurden.`,
  announced: (bytes, limits) => {
    const parts = [
      bytes === null ? [] : `Nachrichten bis ${size(bytes)}`,
      limits?.mailMax ? `${counted(limits.mailMax, MESSAGES)} je Verbindung, danach eine neue` : [],
      limits?.rcptMax ? `höchstens ${number(limits.rcptMax)} Empfänger je Nachricht` : [],
      limits?.rcptDomainMax ? `Empfänger aus ${counted(limits.rcptDomainMax, DOMAINS)} je Verbindung` : [],
    ].flat();
    return parts.length === 0
      ? 'Der Server selbst kündigt keine Grenzen an.'
      : `Der Server selbst kündigt an: ${parts.join('; ')}.`;
  },
  provider: (provider) => {
    if (provider === null) return 'Der Anbieter ist nicht erkannt; seine Grenzen sind nicht bekannt.';
    const { connections, perMinute, perHour, perDay } = provider.limits;
    const limits = [
      connections === null ? [] : counted(connections, CONNECTIONS),
      perMinute === null ? [] : capacity.rates.perMinute(perMinute),
      perHour === null ? [] : capacity.rates.perHour(perHour),
      perDay === null ? [] : capacity.rates.perDay(perDay),
    ].flat();
    return limits.length === 0
      ? `Erkannt: ${provider.name}; eine Zahl ist nicht veröffentlicht (Stand: ${month(provider.asOf)}).`
      : `Erkannt: ${provider.name}. Veröffentlicht für ein Postfach (Stand: ${month(provider.asOf)}): ${list(limits)}.`;
  },
  remarks: {
    'bulk-forbidden':
      'Dieser Anbieter verbietet Massennachrichten; ohne seine Zustimmung kann er das Konto sperren.',
    'delivery-errors':
      'Mehr als 5 % Zustellfehler in einer Stunde sperren das Konto; je nach Paket ist mehr erlaubt als die niedrigste Zahl, die hier steht.',
    'exchange-throttling':
      'Das ist die Voreinstellung von Microsoft Exchange im eigenen Haus; die IT des Veranstalters kann etwas anderes eingestellt haben und die Grenze für ein Postfach anheben (MessageRateLimit).',
    'google-external':
      'Auch fremde Empfänger sind begrenzt, auf 3.000 am Tag; gmail.com und Probekonten haben 500 Nachrichten am Tag. Wer das überschreitet, ist bis zu 24 Stunden gesperrt.',
    'google-relay': 'Dazu kommt eine Spitzengrenze für die ganze Organisation.',
    'infomaniak-free':
      'Kostenlose Postfächer haben 500 am Tag. Auf schriftliche Bitte wird die Grenze angehoben.',
    'ionos-pages-differ':
      'Die deutsche Seite des Anbieters nennt 5.000 je Stunde; hier zählt die niedrigere Zahl.',
    'microsoft-tenant':
      'Alle Postfächer der Organisation teilen sich eine weitere Grenze, für fremde Empfänger in 24 Stunden: 500 × Lizenzen^0,7 + 9.500, also 10.000 mit einer Lizenz und 22.059 mit 100; Probeorganisationen haben 5.000.',
    'per-domain':
      'Alle Postfächer der Domain teilen sich 500 je Stunde; wer das überschreitet, pausiert eine Stunde.',
    'per-package': 'Alle Postfächer des Pakets teilen sich diese Grenze; sie kann nicht angehoben werden.',
    'per-ten-minutes': 'Gezählt werden 250 Empfänger in 10 Minuten; das kann nicht angehoben werden.',
    reputation: 'Es zählen das Alter des Kontos und wie viel es zuletzt gesendet hat.',
  },
  steps: (olderThan) =>
    `Die veröffentlichte Zahl gilt für einen Vertrag, der älter als ${number(olderThan)} Tage ist. Für einen jüngeren:`,
  step: (upToDays, rate, time) =>
    `bis ${number(upToDays)} Tage: ${rate}${time === null ? '' : `, ${about(time)}`}`,
  time: (time, pace) => `Für ${counted(time.voters, VOTERS)} dauert es ${about(time)}: ${pace}.`,
  unlimited: (voters) =>
    `Keine bekannte Grenze bremst ${counted(voters, VOTERS)}: Es dauert so lange, wie der Server braucht.`,
  later: ({ afterADay, milliseconds }) =>
    `${number(afterADay)} davon gehen erst ${milliseconds < TWO_DAYS ? 'am nächsten Tag' : 'an den folgenden Tagen'} hinaus (mehr als 24 Stunden nach der ersten Nachricht).`,
  askVoters: 'Mit --voters ZAHL sagt die Prüfung, wie lange es für so viele Wahlberechtigte dauert.',
  faster: (pace) =>
    `Wie es jetzt eingestellt ist, läuft ein Versand schneller, als die bekannten Grenzen erlauben: ${pace || 'ohne jede Grenze'}. Dann schiebt der Server Nachrichten auf oder lehnt sie ab.`,
  slower: (pace, time) =>
    `Wie es jetzt eingestellt ist, läuft ein Versand langsamer: ${pace}${time === null ? '' : `, ${about(time)}`}.`,
  tooMany: (set, most) =>
    `Eingestellt sind ${counted(set, CONNECTIONS)} gleichzeitig; die Grenze ist ${number(most)}.`,
  notProven:
    'Nicht bewiesen: dass der Server so viele Nachrichten annimmt. Für diese Angaben wurde keine übergeben; Server zählen Nachrichten, und manche lehnen zu viele Verbindungen erst ab, wenn eine Nachricht kommt (zum Beispiel Microsoft 365).',
  confirm: {
    'microsoft-365': (user, time) => {
      const wish =
        time === null
          ? `Bitte nennen Sie die Grenze der Organisation für fremde Empfänger, und ob ${quote(user)} weiter begrenzt ist.`
          : `Bitte bestätigen Sie, dass ${mayHandOver(user, time)}, auch innerhalb der Grenze der Organisation für fremde Empfänger.`;
      return `${wish} In Microsoft 365 können die Grenzen eines Postfachs nicht angehoben werden: Sind sie zu niedrig, beginnen Sie früher oder teilen Sie den Versand auf mehrere Postfächer auf.`;
    },
    google: limitsWanted,
    other: limitsWanted,
  },
  write: (setting) => `Schreiben Sie in invite.yaml: ${setting}`,
  rates: {
    perMinute: (count) => `${number(count)} je Minute`,
    perHour: (count) => `${number(count)} je Stunde`,
    perDay: (count) => `${number(count)} am Tag`,
  },
  origins: {
    flag: 'aus der Befehlszeile',
    environment: 'aus der Umgebung',
    project: 'aus invite.yaml',
    profile: 'aus dem Profil',
    file: 'aus der Profildatei',
    provider: 'wie veröffentlicht',
    default: 'eigenes Tempo des Programms',
  },
  list,
};
