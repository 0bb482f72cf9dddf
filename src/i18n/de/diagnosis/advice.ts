/** Owns the German advice of the connection test, each to the role named beside it. */
import type { AdviceTexts } from '../../diagnosis-text.js';
import { endpoint, formatFor, word } from '../../format.js';
import { senderDomainAdvice } from './sender-domain.js';

const { quote } = formatFor('de');

export const advice: AdviceTexts = {
  'allow-mail-content': () =>
    'Bitte nehmen Sie die Wahleinladungen vom Spam- und Virenfilter für ausgehende Nachrichten aus.',
  'allow-our-address': ({ host, port }) =>
    `Bitte lassen Sie die Internetadresse (IP) dieses Computers für ${endpoint(host, port)} zu.`,
  'allow-relay': ({ user }) =>
    `Bitte erlauben Sie ${quote(user)}, nach der Anmeldung an fremde Domains zu senden.`,
  'allow-sender': ({ user, sender }) => `Bitte erlauben Sie ${quote(user)}, als ${quote(sender)} zu senden.`,
  'ascii-address': () => 'Verwenden Sie eine Adresse ohne Umlaute und Sonderzeichen vor dem @.',
  'check-account': ({ user }) =>
    `Bitte prüfen Sie, ob das Konto ${quote(user)} besteht, nicht gesperrt ist und sich per SMTP anmelden darf.`,
  'check-clock': () => 'Prüfen Sie Datum und Uhrzeit dieses Computers.',
  'check-credentials': () =>
    'Prüfen Sie Benutzername und Passwort. Jeder Fehlversuch kann das Konto sperren.',
  'check-host-and-port': ({ host, port }) =>
    `Bitte nennen Sie Server und Port für den Versand mit Anmeldung; geprüft wurde ${endpoint(host, port)}. Üblich sind 465 (SSL/TLS) und 587 (STARTTLS).`,
  'check-host-name': ({ host }) =>
    `Prüfen Sie die Schreibweise von ${quote(host)} und ob dieser Computer mit dem Internet (oder dem VPN) verbunden ist.`,
  'check-own-network': () => 'Prüfen Sie, ob dieser Computer mit dem Internet (oder dem VPN) verbunden ist.',
  'check-recipient': ({ to }) =>
    `Prüfen Sie die Adresse ${quote(to)}, oder testen Sie mit einer anderen (--to ADRESSE).`,
  'check-sender-domain': ({ sender }) =>
    `Bitte prüfen Sie, ob die Domain von ${quote(sender)} im DNS zu finden ist.`,
  'empty-mailbox': ({ sender }) =>
    `Leeren Sie das Postfach von ${quote(sender)}, besonders „Gesendete Elemente“: Jede Einladung wird dort als Kopie abgelegt.`,
  'enable-login': ({ host, port }) =>
    `Bitte nennen Sie einen Port mit Anmeldung (meist 465 oder 587), oder schalten Sie die Anmeldung an ${endpoint(host, port)} ein.`,
  'enable-password-login': () =>
    'Bitte erlauben Sie die Anmeldung mit Benutzername und Passwort (AUTH PLAIN oder LOGIN).',
  'enable-tls': ({ host, port }) =>
    `Bitte schalten Sie STARTTLS an ${endpoint(host, port)} ein, oder nennen Sie einen Port mit SSL/TLS (meist 465).`,
  'enable-tls12': () =>
    'Bitte schalten Sie TLS 1.2 oder 1.3 ein. Ältere Fassungen verwendet das Programm nicht.',
  'fix-addresses': ({ host }) =>
    `Bitte prüfen Sie die Adressen von ${quote(host)} im DNS; nicht hinter jeder antwortet ein Server.`,
  'fix-sender-domain': ({ sender }) =>
    `Bitte richten Sie SPF, DKIM und DMARC für die Domain von ${quote(sender)} ein.`,
  'give-authority': ({ host }) =>
    `Bitte geben Sie dem Server ein Zertifikat einer allgemein anerkannten Stelle, oder das Zertifikat Ihrer eigenen Stelle als Datei (--ca-file). Fehlt in der Kette von ${quote(host)} ein Zwischenzertifikat, so ergänzen Sie es.`,
  'google-app-password': ({ user }) =>
    `Schalten Sie für ${quote(user)} die Bestätigung in zwei Schritten ein und erzeugen Sie ein App-Passwort; das übliche Passwort gilt für SMTP nicht mehr.`,
  'google-send-as': ({ sender }) =>
    `Richten Sie ${quote(sender)} beim Konto unter „Senden als“ ein, oder vergeben Sie die Adresse als Alias.`,
  'google-sign-in': ({ user }) =>
    `Melden Sie sich einmal im Browser als ${quote(user)} an und bestätigen Sie dort die Anmeldung.`,
  'inspect-path': ({ host, port }) =>
    `Bitte prüfen Sie, ob eine Firewall oder ein Virenscanner die Verbindung zu ${endpoint(host, port)} unterbricht oder verändert.`,
  'look-at-received': () =>
    'Lassen Sie eine Testnachricht übergeben (--send-to ADRESSE) und sehen Sie im Quelltext der empfangenen Nachricht nach: Die unterste Zeile „Received“ nennt die Adresse.',
  'look-in-log': ({ host }) =>
    `Bitte sehen Sie im Protokoll von ${quote(host)} nach; dort steht zur selben Zeit der Grund.`,
  'm365-basic-auth': ({ user }) =>
    `Lassen Sie die Anmeldung mit Passwort für SMTP wieder zu, solange Microsoft das anbietet (Postfach ${quote(user)}), oder verwenden Sie OAuth.`,
  'm365-oauth': () =>
    'Geben Sie der Anwendung die Berechtigung SMTP.SendAsApp und Zugriff auf das Postfach (Add-MailboxPermission).',
  'm365-send-as': ({ user, sender }) =>
    `Geben Sie ${quote(user)} das Recht „Senden als“ für ${quote(sender)} (Exchange Admin Center, Postfachdelegierung).`,
  'm365-sign-in': ({ user }) =>
    `Nehmen Sie ${quote(user)} von Sicherheitsstandards und bedingtem Zugriff aus, soweit diese SMTP mit Passwort sperren.`,
  'm365-smtp-auth': ({ user }) =>
    `Schalten Sie „Authentifiziertes SMTP“ für das Postfach ein: Set-CASMailbox ${word(user, 'POSTFACH')} -SmtpClientAuthenticationDisabled $false. Ist es für die ganze Organisation abgeschaltet, gilt die Einstellung des Postfachs vor ihr.`,
  'm365-unblock': ({ user }) =>
    `Sehen Sie im Microsoft-Defender-Portal unter „Eingeschränkte Entitäten“ nach ${quote(user)} und heben Sie die Sperre auf.`,
  'nothing-to-do': () => 'Nichts zu tun: Beim Versand versucht das Programm es nach einigen Minuten erneut.',
  'open-port': ({ host, port }) =>
    `Bitte erlauben Sie ausgehende Verbindungen (TCP) zu ${endpoint(host, port)}.`,
  'prefer-encryption': () => 'Verwenden Sie SSL/TLS oder STARTTLS, sobald der Server es anbietet.',
  'raise-limits': ({ user }) =>
    `Bitte heben Sie die Grenzen für ${quote(user)} (Nachrichten je Minute, Stunde und Tag, Verbindungen) für die Zeit des Versands an, oder nennen Sie sie uns.`,
  'renew-certificate': ({ host }) =>
    `Bitte geben Sie dem Mailserver ein gültiges Zertifikat für den Namen ${quote(host)}.`,
  'renew-certificate-soon': ({ host }) =>
    `Bitte erneuern Sie das Zertifikat von ${quote(host)} rechtzeitig, möglichst vor dem Versand: Ist es abgelaufen, geht keine Einladung mehr hinaus.`,
  'shrink-message': () => 'Verkleinern Sie die Nachricht, zum Beispiel Bilder.',
  'stop-tls-inspection': ({ host, port }) =>
    `Bitte prüfen Sie, ob eine Firewall oder ein Virenscanner die Verschlüsselung zu ${endpoint(host, port)} aufbricht, und nehmen Sie sie davon aus.`,
  'try-later': () => 'Versuchen Sie es in einigen Minuten noch einmal.',
  'use-certificate-name': () =>
    'Tragen Sie als Server einen der Namen ein, für die das Zertifikat gilt, sofern die IT des Veranstalters ihn bestätigt.',
  'use-own-address': ({ user }) =>
    `Verwenden Sie als Absender die Adresse des Kontos (${quote(user)}), oder lassen Sie das Senden unter der anderen Adresse erlauben.`,
  'use-right-network': () =>
    'Testen Sie auf dem Computer und in dem Netz oder VPN, von dem die Einladungen hinausgehen werden.',
  'use-ssl': ({ port }) => `Stellen Sie im Profil die Verschlüsselung „ssl“ ein (Port ${port} bleibt).`,
  'use-starttls': ({ port }) =>
    `Stellen Sie im Profil die Verschlüsselung „starttls“ ein (Port ${port} bleibt), oder verwenden Sie „ssl“ mit Port 465.`,
  'wait-a-day': () => 'Warten Sie bis zu 24 Stunden. Weitere Versuche verlängern die Sperre oft.',
  'wait-quarter-hour': () => 'Warten Sie mindestens 15 Minuten und testen Sie dann noch einmal.',
  ...senderDomainAdvice,
};
