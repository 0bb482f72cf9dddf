/** Owns the German sentences on the sender's domain: what was found in DNS, and what whom is asked to do. */
import type { SenderDomainAdviceId } from '../../../diagnosis/sender-domain/advice.js';
import type { SenderDomainFacts, SenderDomainKind } from '../../../diagnosis/sender-domain/facts.js';
import { spfIncludeFor } from '../../../diagnosis/sender-domain/provider.js';
import type { AdviceTexts, ProblemTexts } from '../../advice-text.js';
import { formatFor } from '../../format.js';
import { domainIn, selectorsIn } from '../../sender-domain.js';

const { list, number, quote } = formatFor('de');

const SPF = 'SPF-Eintrag (Liste der Server, die für sie senden dürfen)';
const VOID = 'Empfänger beachten ihn dann gar nicht';

export const senderDomainProblems: Pick<ProblemTexts, SenderDomainKind> = {
  'sender-domain-not-found': ({ sender }) =>
    `Der befragte Namensdienst (DNS) kennt die Domain ${domain(sender)} des Absenders nicht.`,
  'mx-null': ({ sender }) =>
    `Die Domain ${domain(sender)} nimmt keine E-Mails an (ihr MX-Eintrag ist „.“): Antworten und Rückläufer gehen verloren, und manche Empfänger lehnen einen solchen Absender ab.`,
  'mx-missing': ({ sender }) =>
    `Die Domain ${domain(sender)} hat weder einen MX-Eintrag noch eine Adresse: Antworten und Rückläufer gehen verloren.`,
  'spf-several': ({ sender }) =>
    `Die Domain ${domain(sender)} hat mehr als einen ${SPF}; Empfänger beachten dann keinen davon.`,
  'spf-syntax': ({ sender }, { senderDomain }) =>
    `Die Domain ${domain(sender)} hat einen ${SPF} mit einem Fehler bei ${quote(senderDomain?.spf?.wrongTerm ?? '')}; ${VOID}.`,
  'spf-loop': ({ sender }) => `Der SPF-Eintrag von ${domain(sender)} führt zu sich selbst zurück; ${VOID}.`,
  'spf-include-broken': ({ sender }, { senderDomain }) =>
    `Der SPF-Eintrag von ${domain(sender)} verweist auf ${list((senderDomain?.spf?.brokenNames ?? []).map((name) => quote(name)))}, wo kein brauchbarer SPF-Eintrag steht; ${VOID}.`,
  'spf-too-many-lookups': ({ sender }, { senderDomain }) =>
    `Der SPF-Eintrag von ${domain(sender)} braucht mehr als 10 Abfragen im DNS (${number(senderDomain?.spf?.lookups ?? 11)} gezählt); ${VOID}.`,
  'spf-void-lookups': ({ sender }, { senderDomain }) =>
    `Der SPF-Eintrag von ${domain(sender)} verweist auf ${number(senderDomain?.spf?.voidLookups ?? 3)} Namen, die ins Leere führen (2 sind erlaubt); ${VOID}.`,
  'spf-allows-everybody': ({ sender }) =>
    `Der SPF-Eintrag von ${domain(sender)} lässt jeden Server des Internets für die Domain senden.`,
  'spf-missing': ({ sender }) => `Die Domain ${domain(sender)} hat keinen ${SPF}.`,
  'spf-without-provider': ({ host, sender }) =>
    `Der SPF-Eintrag von ${domain(sender)} nennt ${quote(spfIncludeFor(host) ?? '')} nicht, wie es der Anbieter von ${quote(host)} verlangt.`,
  'dmarc-several': ({ sender }, { senderDomain }) =>
    `Unter ${dmarcName(sender, senderDomain)} steht mehr als ein DMARC-Eintrag; Empfänger beachten dann keinen davon.`,
  'dmarc-syntax': ({ sender }, { senderDomain }) =>
    `Der DMARC-Eintrag für ${domain(sender)} hat einen Fehler; er steht unter ${dmarcName(sender, senderDomain)}.`,
  'dmarc-missing': ({ sender }) =>
    `Die Domain ${domain(sender)} hat keinen DMARC-Eintrag; Google und Microsoft verlangen einen ab 5.000 Nachrichten am Tag.`,
  'dns-no-answer': ({ sender }) =>
    `Der Namensdienst (DNS) hat Fragen zu ${domain(sender)} nicht beantwortet; die Domain ist nicht zu Ende geprüft.`,
  'sender-unaligned': ({ sender }, { senderDomain }) =>
    `Die Anmeldung gehört zu einer anderen Domain (${quote(senderDomain?.login?.domain ?? '')}) als der Absender; für ${domain(sender)} zählt eine Signatur (DKIM) jener Domain nicht.`,
  'dkim-revoked': ({ sender }, { senderDomain }) =>
    `Die Domain ${domain(sender)} hat einen Schlüssel für Signaturen (DKIM) zurückgezogen: ${selectorsIn(senderDomain, 'revoked', quote, list)}.`,
  'dkim-missing': ({ sender }, { senderDomain }) =>
    `Der Domain ${domain(sender)} fehlt ein Schlüssel für Signaturen (DKIM): ${selectorsIn(senderDomain, 'missing', quote, list)}.`,
};

export const senderDomainAdvice: Pick<AdviceTexts, SenderDomainAdviceId> = {
  'add-provider-to-spf': ({ host, sender }) =>
    `Bitte ergänzen Sie „include:${spfIncludeFor(host) ?? ''}“ im SPF-Eintrag von ${domain(sender)}, vor „all“, sofern die Adressen des Anbieters dort nicht schon in anderer Form stehen.`,
  'ask-other-dns': ({ sender }) =>
    `Bitte prüfen Sie die Nameserver von ${domain(sender)}, oder wiederholen Sie den Test mit einem anderen Nameserver (--dns ADRESSE).`,
  'check-sender-address': ({ sender }) => `Prüfen Sie die Schreibweise des Absenders ${quote(sender)}.`,
  'create-dmarc': ({ sender }) =>
    `Bitte legen Sie unter ${quote(`_dmarc.${domainIn(sender)}`)} einen TXT-Eintrag an: „v=DMARC1; p=none“. Abgelehnt wird seinetwegen nichts.`,
  'create-mx': ({ sender }) =>
    `Bitte geben Sie ${domain(sender)} einen MX-Eintrag, oder nennen Sie einen anderen Absender: Rückläufer gehen an die Adresse des Absenders.`,
  'create-spf': ({ host, sender }) => {
    const include = spfIncludeFor(host);
    return include === null
      ? `Bitte legen Sie unter ${domain(sender)} einen TXT-Eintrag an, der mit „v=spf1“ beginnt und die Server nennt, von denen aus ${quote(host)} weitersendet; sein Anbieter kennt sie.`
      : `Bitte legen Sie unter ${domain(sender)} einen TXT-Eintrag an: „v=spf1 include:${include} ~all“. Ergänzen Sie die anderen Server, die für die Domain senden.`;
  },
  'mend-dmarc': () =>
    'Bitte berichtigen Sie den DMARC-Eintrag (TXT); der einfachste gültige lautet „v=DMARC1; p=none“.',
  'mend-spf': ({ sender }) =>
    `Bitte berichtigen Sie den SPF-Eintrag (TXT) von ${domain(sender)}, und nehmen Sie Namen heraus, die es nicht mehr gibt.`,
  'merge-spf': ({ sender }) =>
    `Bitte fassen Sie die SPF-Einträge von ${domain(sender)} zu einem zusammen: Nur ein TXT-Eintrag darf mit „v=spf1“ beginnen.`,
  'narrow-spf': ({ sender }) =>
    `Bitte beenden Sie den SPF-Eintrag von ${domain(sender)} mit „~all“ oder „-all“, und prüfen Sie, was er einschließt (include).`,
  'publish-dkim': () =>
    'Bitte prüfen Sie den Namen des DKIM-Selektors (--dkim-selector NAME), oder legen Sie den Eintrag an, den der Anbieter dafür nennt.',
  'register-sender-domain': ({ sender }) =>
    `Bitte prüfen Sie, ob die Domain ${domain(sender)} registriert ist und ihre Einträge von außen zu sehen sind.`,
  'renew-dkim': () =>
    'Bitte legen Sie einen Eintrag mit dem jetzigen Schlüssel an, oder nennen Sie den DKIM-Selektor, der verwendet wird (--dkim-selector NAME).',
  'shorten-spf': ({ sender }) =>
    `Bitte kürzen Sie den SPF-Eintrag von ${domain(sender)} auf höchstens 10 Abfragen (include, a, mx, ptr, exists und redirect, die hinter include mitgezählt): Nehmen Sie nicht mehr genutzte Dienste heraus, schreiben Sie ip4 und ip6 statt a und mx.`,
  'sign-as-sender': ({ sender }) =>
    `Bitte sorgen Sie dafür, dass Nachrichten von ${quote(sender)} als ${domain(sender)} signiert werden (DKIM), oder nennen Sie einen Absender in der Domain der Anmeldung.`,
  'single-dmarc': () => 'Bitte lassen Sie von den DMARC-Einträgen (TXT, „v=DMARC1“) nur einen stehen.',
};

/** What was found, where there is nothing to complain of. */
export function senderDomainSummary({
  domain: name,
  notAsked,
  mx,
  spf,
  dmarc,
  dkim,
}: SenderDomainFacts): string {
  if (notAsked === 'reserved')
    return `${quote(name)} ist ein Name für Beispiele und wurde nicht nachgeschlagen`;
  if (notAsked === 'no-domain') return `${quote(name)} ist keine Domain, die nachgeschlagen werden könnte`;
  const lookups = `${number(spf?.lookups ?? 0)} von 10 Abfragen`;
  const parts = [
    mx?.length === 0 ? 'eine Adresse statt MX' : 'MX',
    `SPF (${lookups})`,
    `DMARC p=${dmarc?.policy ?? 'none'}`,
    ...(dkim.length > 0 ? [`DKIM (${list(dkim.map(({ selector }) => selector))})`] : []),
  ];
  return list(parts);
}

function domain(sender: string): string {
  return quote(domainIn(sender));
}

/** Where the record that is spoken of stands. */
function dmarcName(sender: string, facts: SenderDomainFacts | undefined): string {
  return quote(`_dmarc.${facts?.dmarc?.domain ?? domainIn(sender)}`);
}
