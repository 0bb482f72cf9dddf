/** Owns the German advice about mail servers, of a test and of a mailing, each to the role named beside it. */

import type { AdviceTexts } from '../advice-text.js';
import { endpoint, formatFor, word } from '../format.js';
import { senderDomainAdvice } from './diagnosis/sender-domain.js';
import { signInAdvice } from './sign-in.js';

const { quote } = formatFor('de');

/** Not where it was the one that failed. */
function usual(port: number, tried: number): string {
  return port === tried ? '' : ` (meist ${port})`;
}

export const advice: AdviceTexts = {
  'allow-mail-content': () =>
    'Bitte nehmen Sie die Wahleinladungen vom Spam- und Virenfilter für ausgehende Nachrichten aus.',
  'allow-our-address': ({ host, port }) =>
    `Bitte lassen Sie die Internetadresse (IP) dieses Computers für ${endpoint(host, port)} zu, und nehmen Sie sie von der Sperrliste, falls sie darauf steht.`,
  'allow-relay': ({ user }) =>
    `Bitte erlauben Sie ${quote(user)}, nach der Anmeldung Nachrichten an fremde Domains einzuliefern, oder nennen Sie den dafür vorgesehenen Server.`,
  'allow-sender': ({ user, sender }) => `Bitte erlauben Sie ${quote(user)}, als ${quote(sender)} zu senden.`,
  'app-password': ({ user }) =>
    `Bitte erzeugen Sie für ${quote(user)} ein App-Passwort, falls der Anbieter eines verlangt; das übliche Passwort genügt dann nicht.`,
  'ascii-address': () => 'Verwenden Sie eine Adresse ohne Umlaute und Sonderzeichen vor dem @.',
  'check-account': ({ user }) =>
    `Bitte prüfen Sie, ob das Konto ${quote(user)} besteht, nicht gesperrt ist und sich per SMTP anmelden darf, und ob es ein App-Passwort braucht.`,
  'check-address-column': () =>
    'Prüfen Sie, ob in der Adressspalte des Wählerverzeichnisses wirklich die E-Mail-Adressen stehen: npx invite preview',
  'check-certificate-start': ({ host }) =>
    `Geht die Uhr richtig, so prüfen Sie bitte, ab wann das Zertifikat von ${quote(host)} gilt.`,
  'check-clock': () =>
    'Prüfen Sie Datum und Uhrzeit dieses Computers; bei falscher Uhr sieht ein gutes Zertifikat ungültig aus.',
  'check-credentials': () =>
    'Vergleichen Sie Benutzername und Passwort mit den Zugangsdaten von der IT des Veranstalters; der Benutzername ist oft die ganze E-Mail-Adresse. Versuchen Sie es nicht oft: Fehlversuche können das Konto sperren.',
  'check-host-and-port': ({ host, port }) =>
    `Bitte nennen Sie Server und Port für den Versand mit Anmeldung; geprüft wurde ${endpoint(host, port)}. Üblich sind 465 (SSL/TLS) und 587 (STARTTLS).`,
  'check-host-name': ({ host }) =>
    `Vergleichen Sie den Servernamen ${quote(host)} mit den Zugangsdaten von der IT des Veranstalters, und prüfen Sie, ob dieser Computer mit dem Internet (oder dem VPN) verbunden ist.`,
  'check-own-network': () => 'Prüfen Sie, ob dieser Computer mit dem Internet (oder dem VPN) verbunden ist.',
  'check-pairing': () =>
    'Bitte prüfen Sie, ob Port und Verschlüsselung zusammenpassen: Zu Port 465 gehört meist „ssl“, zu Port 587 „starttls“.',
  'check-recipient': ({ to }) =>
    `Prüfen Sie die Adresse ${quote(to ?? '')}, oder testen Sie mit einer anderen (--to ADRESSE).`,
  'check-sender-domain': ({ sender }) =>
    `Bitte prüfen Sie, ob die Domain von ${quote(sender)} im DNS zu finden ist.`,
  'check-sender-name': () => 'Prüfen Sie den Namen des Absenders; ein @ im Namen stört manche Server.',
  'check-text': () =>
    'Prüfen Sie den Text: kurze Betreffzeile, keine Wörter in Großbuchstaben, höchstens ein Link.',
  'check-tls-settings': ({ host }) => `Bitte prüfen Sie Zertifikat und TLS-Einstellungen von ${quote(host)}.`,
  'compare-host-and-port': ({ host, port }) =>
    `Vergleichen Sie Server und Port mit den Zugangsdaten von der IT des Veranstalters; versucht wurde ${endpoint(host, port)}.`,
  'complete-chain': ({ host }) =>
    `Bitte ergänzen Sie auf dem Mailserver das Zwischenzertifikat zwischen dem von ${quote(host)} und seiner Zertifizierungsstelle, falls es eines gibt; er sendet nur sein eigenes.`,
  'configure-again': () =>
    'Warten Sie, bis die IT des Veranstalters das neue Zertifikat bestätigt hat; speichern Sie erst dann das Profil neu und vertrauen dort dem neuen.',
  'confirm-certificate': ({ host }) =>
    `Bitte sagen Sie, ob das Zertifikat von ${quote(host)} absichtlich ausgetauscht wurde, und lesen Sie den Fingerabdruck (SHA-256) des neuen am Telefon vor.`,
  'empty-mailbox': ({ sender }) =>
    `Bitte schaffen Sie Platz im Postfach von ${quote(sender)}, vor allem unter „Gesendete Elemente“: Viele Server legen dort von jeder Einladung eine Kopie ab.`,
  'enable-login': ({ host, port }) =>
    `Bitte nennen Sie einen Port mit Anmeldung (meist 465 oder 587), oder schalten Sie die Anmeldung an ${endpoint(host, port)} ein.`,
  'enable-password-login': ({ user }) =>
    `Bitte erlauben Sie ${quote(user)} die Anmeldung mit Benutzername und Passwort über TLS (AUTH PLAIN oder AUTH LOGIN).`,
  'enable-smtputf8': ({ host }) =>
    `Bitte schalten Sie an ${quote(host)} SMTPUTF8 ein, falls solche Adressen verwendet werden sollen.`,
  'enable-tls': ({ host, port }) =>
    `Bitte schalten Sie STARTTLS an ${endpoint(host, port)} ein, oder nennen Sie einen Port mit SSL/TLS (meist 465).`,
  'enable-tls12': () =>
    'Bitte schalten Sie TLS 1.2 oder 1.3 ein. Ältere Fassungen verwendet das Programm nicht.',
  'enter-app-password': () => 'Geben Sie statt des üblichen Passworts das App-Passwort ein.',
  'fix-addresses': ({ host }) =>
    `Bitte prüfen Sie die Adressen von ${quote(host)} im DNS; nicht hinter jeder antwortet ein Server.`,
  'fix-sender-domain': ({ sender }) =>
    `Bitte richten Sie SPF, DKIM und DMARC für die Domain von ${quote(sender)} ein.`,
  'give-authority': () =>
    'Bitte geben Sie dem Server ein Zertifikat einer allgemein anerkannten Zertifizierungsstelle, oder geben Sie uns das Zertifikat Ihrer eigenen Stelle als Datei (--ca-file).',
  'give-right-authority': ({ host }) =>
    `Bitte geben Sie uns das Zertifikat der Stelle, die das von ${quote(host)} ausgestellt hat; die verwendete Datei (--ca-file) enthält ein anderes.`,
  'google-app-password': ({ user }) =>
    `Schalten Sie für ${quote(user)} die Bestätigung in zwei Schritten ein und erzeugen Sie ein App-Passwort (https://myaccount.google.com/apppasswords): Seit dem 1. Mai 2025 nimmt Google das übliche Passwort für SMTP nicht mehr an.`,
  'google-send-as': ({ sender }) =>
    `Richten Sie ${quote(sender)} beim Konto unter „Senden als“ ein, oder vergeben Sie die Adresse als Alias.`,
  'google-sign-in': ({ user }) =>
    `Melden Sie sich einmal im Browser als ${quote(user)} an und bestätigen Sie dort die Sicherheitsabfrage.`,
  'hand-over-certificate': () =>
    'Bitte geben Sie dem Server ein Zertifikat einer allgemein anerkannten Stelle, oder prüfen Sie das vorhandene und geben Sie es als Datei weiter (--ca-file).',
  'inspect-path': ({ host, port }) =>
    `Bitte prüfen Sie, ob eine Firewall oder ein Virenscanner die Verbindung zu ${endpoint(host, port)} unterbricht oder verändert.`,
  'internal-name': () =>
    'Ist der Name nur im eigenen Netz bekannt, so sorgen Sie bitte für eine Verbindung von dort (oder über VPN).',
  'lift-block': ({ user }) =>
    `Bitte lassen Sie die Sperre von ${quote(user)} aufheben, und klären Sie ihren Grund.`,
  'look-at-received': () =>
    'Sehen Sie im Quelltext einer empfangenen Testnachricht nach (--send-to ADRESSE übergibt eine): Die unterste Zeile „Received“ nennt die Adresse.',
  'look-in-log': ({ host }) =>
    `Bitte sehen Sie im Protokoll von ${quote(host)} nach, wo zur selben Zeit der Grund steht, und nennen Sie ihn der Wahlleitung.`,
  'm365-app-password': ({ user }) =>
    `Ist für ${quote(user)} die mehrstufige Authentifizierung eingeschaltet: Erzeugen Sie ein App-Passwort (https://mysignins.microsoft.com/security-info) und verwenden Sie es statt des üblichen Passworts.`,
  'm365-basic-auth': ({ user }) =>
    `Erlauben Sie ${quote(user)} wieder die Anmeldung mit Passwort über SMTP („Basic Authentication“ für SMTP AUTH): „Authentifiziertes SMTP“ muss für das Postfach eingeschaltet sein, und seine Authentifizierungsrichtlinie, falls es eine hat, muss AllowBasicAuthSmtp enthalten.`,
  'm365-basic-auth-dates': () =>
    'Stand 27. Januar 2026 (Microsofts Mitteilung MC786329): Ende Dezember 2026 schaltet Microsoft die Anmeldung mit Passwort über SMTP für bestehende Organisationen als Voreinstellung ab, und die Administration kann sie wieder einschalten; danach angelegte Organisationen haben sie in der Voreinstellung nicht. In der zweiten Hälfte von 2027 will Microsoft bekannt geben, wann sie endgültig endet.',
  'm365-keep-password-login': ({ user }) =>
    `Stellen Sie sicher, dass ${quote(user)} sich bis zum Ende des Versands mit Passwort über SMTP anmelden kann; hat Microsoft diese Anmeldung abgeschaltet, so schalten Sie sie wieder ein.`,
  'm365-licence': ({ user }) => `Geben Sie dem Postfach ${quote(user)} eine Lizenz für Exchange Online.`,
  'm365-oauth': () =>
    'Geben Sie der Anwendung die Berechtigung SMTP.SendAsApp und Zugriff auf das Postfach (Add-MailboxPermission).',
  'm365-security-defaults': () =>
    'Sind die Sicherheitsstandards eingeschaltet, so sperren sie jede Anmeldung mit Passwort über SMTP, und kein Postfach lässt sich davon ausnehmen: Setzen Sie den bedingten Zugriff an ihre Stelle (Microsoft Entra Admin Center, Übersicht > Eigenschaften > Sicherheitsstandards verwalten).',
  'm365-send-as': ({ user, sender }) =>
    `Geben Sie ${quote(user)} das Recht „Senden als“ für ${quote(sender)} (Exchange Admin Center, Empfänger > Postfächer > das Postfach > Delegierung), oder: Add-RecipientPermission ${word(sender, 'ABSENDER')} -Trustee ${word(user, 'POSTFACH')} -AccessRights SendAs`,
  'm365-sign-in': ({ user }) =>
    `Nehmen Sie ${quote(user)} von der Richtlinie für bedingten Zugriff aus, die „Legacyauthentifizierung“ sperrt (Microsoft Entra Admin Center, Bedingter Zugriff > Richtlinien > die Richtlinie > Benutzer > Ausschließen).`,
  'm365-smtp-auth': ({ user }) =>
    `Schalten Sie „Authentifiziertes SMTP“ für das Postfach ${quote(user)} ein: Microsoft 365 Admin Center, Benutzer > Aktive Benutzer > das Postfach > E-Mail > E-Mail-Apps verwalten.`,
  'm365-smtp-auth-command': ({ user }) =>
    `Oder in der Exchange Online PowerShell: Set-CASMailbox ${word(user, 'POSTFACH')} -SmtpClientAuthenticationDisabled $false`,
  'm365-smtp-auth-tenant': () =>
    'Die Einstellung des Postfachs gilt vor der Einstellung der Organisation, die so bleiben kann. Soll es stattdessen für alle eingeschaltet werden: Set-TransportConfig -SmtpClientAuthenticationDisabled $false',
  'm365-unblock': ({ user }) =>
    `Sehen Sie im Microsoft-Defender-Portal unter „Eingeschränkte Entitäten“ nach ${quote(user)} und heben Sie die Sperre auf.`,
  'mend-named-error': () =>
    'Bitte beheben Sie zuerst, was die Antwort nennt; sonst beginnt die Sperre von vorn.',
  'name-other-server': () =>
    'Bitte nennen Sie einen anderen Mailserver, der die Anmeldung mit Passwort zulässt, falls es bei diesem so bleiben soll.',
  'nothing-to-do': () => 'Nichts zu tun: Beim Versand versucht das Programm es nach einigen Minuten erneut.',
  'open-port': ({ host, port }) =>
    `Bitte erlauben Sie ausgehende Verbindungen (TCP) zu ${endpoint(host, port)}; eine Firewall oder ein Virenscanner sperrt sie vielleicht.`,
  'other-addresses': () => 'Tragen Sie für die betroffenen Wahlberechtigten eine andere E-Mail-Adresse ein.',
  'other-programs': ({ user }) =>
    `Bitte prüfen Sie, ob andere Programme gleichzeitig das Postfach ${quote(user)} benutzen.`,
  'pin-certificate': () =>
    'Ist das nicht zu haben: Lassen Sie sich von der IT des Veranstalters den Fingerabdruck (SHA-256) ihres Zertifikats am Telefon vorlesen, vergleichen Sie ihn mit dem, den der Server zeigt, und vertrauen Sie beim Speichern des Profils (configure) genau diesem Zertifikat.',
  'prefer-encryption': () => 'Verwenden Sie SSL/TLS oder STARTTLS, sobald der Server es anbietet.',
  'raise-limits': ({ user }) =>
    `Bitte heben Sie die Grenzen für ${quote(user)} (Nachrichten je Minute, Stunde und Tag, Verbindungen) für die Zeit des Versands an, oder nennen Sie sie der Wahlleitung: Sie gehören unter „pace“ in invite.yaml.`,
  'raise-size': ({ host }) =>
    `Bitte erhöhen Sie die Größe einer Nachricht, die ${quote(host)} zulässt, falls die Einladung so bleiben soll.`,
  'renew-authority': ({ host }) =>
    `Bitte ersetzen Sie das abgelaufene Zertifikat der Zertifizierungsstelle: in der übergebenen Datei (--ca-file) oder in dem, was ${quote(host)} sendet.`,
  'renew-certificate': ({ host }) =>
    `Bitte geben Sie dem Mailserver ein gültiges Zertifikat für den Namen ${quote(host)}.`,
  'renew-certificate-soon': ({ host }) =>
    `Bitte erneuern Sie das Zertifikat von ${quote(host)} rechtzeitig, möglichst vor dem Versand: Ist es abgelaufen, geht keine Einladung mehr hinaus.`,
  'second-window': () => 'Prüfen Sie, ob der Versand in einem zweiten Fenster läuft.',
  'shrink-message': () => 'Kürzen Sie die Vorlage, vor allem den HTML-Teil (html.mustache).',
  'stop-tls-inspection': ({ host, port }) =>
    `Bitte prüfen Sie, ob eine Firewall oder ein Virenscanner die Verschlüsselung zu ${endpoint(host, port)} aufbricht, und nehmen Sie sie davon aus.`,
  'test-again': () => 'Testen Sie die Anmeldung kurz vor dem Versand noch einmal.',
  'test-again-in-january': () =>
    'Liegt der Versand nach Ende Dezember 2026: Testen Sie die Anmeldung im Januar 2027 und kurz vor dem Versand noch einmal.',
  'test-again-soon': () => 'Um es gelingen zu sehen, testen Sie in einer Viertelstunde noch einmal.',
  'try-later': () => 'Versuchen Sie es in einigen Minuten noch einmal.',
  'try-own-network': () => 'Versuchen Sie es aus dem Netz des Veranstalters.',
  'use-certificate-name': ({ host }) =>
    `Vergleichen Sie den Servernamen ${quote(host)} mit den Zugangsdaten von der IT des Veranstalters; tragen Sie einen der Namen ein, für die das Zertifikat gilt, sofern die IT des Veranstalters ihn bestätigt.`,
  'use-own-address': ({ user }) =>
    `Verwenden Sie als Absender die Adresse des Kontos (${quote(user)}), oder lassen Sie das Senden unter der anderen Adresse erlauben.`,
  'use-right-network': () =>
    'Testen Sie auf dem Computer und in dem Netz oder VPN, von dem die Einladungen hinausgehen werden.',
  'use-ssl': ({ port }) =>
    `Verwenden Sie die Verschlüsselung „ssl“ (Port ${port} bleibt), oder den Port für „starttls“${usual(587, port)}.`,
  'use-starttls': ({ port }) =>
    `Verwenden Sie die Verschlüsselung „starttls“ (Port ${port} bleibt), oder den Port für „ssl“${usual(465, port)}.`,
  'wait-a-day': () =>
    'Warten Sie bis zu 24 Stunden; meist zählen die letzten 24 Stunden. Weitere Versuche verlängern die Sperre oft.',
  'wait-quarter-hour': () =>
    'Warten Sie vor dem nächsten Versuch mindestens 15 Minuten; das gibt sich meist von selbst, manchmal erst nach Stunden.',
  'wait-throttled': () =>
    'Warten Sie, bis Microsoft die Sperre von selbst aufhebt, was Stunden dauert; auch der Support kann sie nicht früher aufheben.',
  ...senderDomainAdvice,
  ...signInAdvice,
};
