/** Owns, in German, what a mail server's refusal means and who can lift it; a table, one entry per kind. */
import type { RefusalKind, ServerText } from '../../server-kind.js';

const CHECK_LOGIN =
  'Vergleichen Sie Benutzername und Passwort mit den Zugangsdaten von der IT des Veranstalters.';
const STORE_LOGIN = 'Speichern Sie geänderte Zugangsdaten im Profil: npx invite configure';
const LATER = 'Warten Sie; die Sperre hebt sich meist von selbst auf, manchmal erst nach Stunden.';
const SLOWER =
  'Für die IT des Veranstalters: Nennen Sie dem Wahlbüro die erlaubte Menge; sie gehört unter „pace“ in invite.yaml.';

export const REFUSALS: Readonly<Record<RefusalKind, ServerText>> = {
  'auth-mechanism-refused': {
    what: 'nimmt keine der Anmeldearten an, die dieses Programm beherrscht',
    hints: [
      'Für die IT des Veranstalters: Erlauben Sie für dieses Postfach AUTH PLAIN oder AUTH LOGIN über TLS.',
    ],
  },
  'auth-not-offered': {
    what: 'bietet hier keine Anmeldung mit Benutzername und Passwort an',
    hints: [
      'Für die IT des Veranstalters: Nennen Sie einen Server und Port für die Einlieferung mit Anmeldung (meist 465 mit ssl oder 587 mit starttls).',
    ],
  },
  'app-password-needed': {
    what: 'verlangt statt des gewöhnlichen Passworts ein App-Passwort',
    hints: [
      'Google-Workspace-Administration: Erzeugen Sie für das Postfach ein App-Passwort (die Bestätigung in zwei Schritten muss dafür eingeschaltet sein).',
      STORE_LOGIN,
    ],
  },
  'basic-auth-disabled': {
    what: 'lässt die Anmeldung mit Passwort nicht mehr zu',
    hints: [
      'Microsoft-365-Administration: Lassen Sie die Anmeldung mit Passwort („Basic Authentication“) für SMTP AUTH wieder zu, solange Microsoft das anbietet.',
      'Für die IT des Veranstalters: Oder nennen Sie einen anderen Mailserver, bei dem die Anmeldung mit Passwort möglich ist.',
    ],
  },
  'login-missing': {
    what: 'nimmt ohne Anmeldung nichts an',
    hints: [
      'Für die IT des Veranstalters: Prüfen Sie, ob Server und Port für die Einlieferung mit Anmeldung gedacht sind.',
    ],
  },
  'login-refused': {
    what: 'lehnt die Anmeldung ab',
    hints: [
      CHECK_LOGIN,
      STORE_LOGIN,
      'Für die IT des Veranstalters: Prüfen Sie, ob für das Postfach SMTP-Anmeldung erlaubt ist und ob ein App-Passwort gebraucht wird.',
    ],
  },
  'login-unavailable': {
    what: 'kann die Anmeldung zurzeit nicht prüfen',
    hints: ['Versuchen Sie es in einer Viertelstunde noch einmal.'],
  },
  'oauth-permission-missing': {
    what: 'vermisst für die Anmeldung mit OAuth 2.0 eine Berechtigung',
    hints: [
      'Microsoft-365-Administration: Erteilen Sie der Anwendung die Berechtigung SMTP.SendAsApp und den Zugriff auf das Postfach.',
    ],
  },
  'sign-in-blocked': {
    what: 'lässt die Anmeldung wegen einer Sicherheitsregel nicht zu',
    hints: [
      'Microsoft-365-Administration: Nehmen Sie das Postfach von den Sicherheitsstandards oder vom bedingten Zugriff aus.',
      'Google-Workspace-Administration: Melden Sie sich einmal im Browser mit dem Postfach an und bestätigen Sie die Sicherheitsabfrage.',
    ],
  },
  'smtp-auth-disabled': {
    what: 'hat die Anmeldung über SMTP für dieses Postfach abgeschaltet',
    hints: [
      'Microsoft-365-Administration: Schalten Sie „Authentifiziertes SMTP“ für das Postfach ein: Set-CASMailbox POSTFACH -SmtpClientAuthenticationDisabled $false',
      'Microsoft-365-Administration: Nennt die Antwort „Tenant“, gilt die Abschaltung für die ganze Organisation; das Einschalten für das Postfach geht vor.',
    ],
  },
  'starttls-required': {
    what: 'verlangt eine verschlüsselte Verbindung',
    hints: [
      'Für die IT des Veranstalters: Stellen Sie die Verschlüsselung auf starttls oder ssl.',
      STORE_LOGIN,
    ],
  },
  'starttls-not-offered': {
    what: 'bietet keine Verschlüsselung an; deshalb wurde ihm kein Passwort übergeben',
    hints: [
      'Für die IT des Veranstalters: Schalten Sie STARTTLS ein, oder nennen Sie den Port für ssl (meist 465).',
    ],
  },
  'starttls-refused': {
    what: 'lehnt die Verschlüsselung ab; deshalb wurde ihm kein Passwort übergeben',
    hints: ['Für die IT des Veranstalters: Prüfen Sie Zertifikat und TLS-Einstellungen des Mailservers.'],
  },
  'too-many-logins': {
    what: 'hat zu viele Anmeldungen in kurzer Zeit gezählt',
    hints: [
      'Warten Sie eine Viertelstunde.',
      'Für die IT des Veranstalters: Prüfen Sie, ob andere Programme dasselbe Postfach benutzen.',
    ],
  },
  'account-blocked': {
    what: 'hat das Postfach für ausgehende Nachrichten gesperrt',
    hints: [
      'Für die IT des Veranstalters: Lassen Sie die Sperre aufheben und klären Sie ihren Grund.',
      'Microsoft-365-Administration: Gesperrte Postfächer stehen im Defender-Portal unter „Eingeschränkte Entitäten“.',
    ],
  },
  'quota-exceeded': {
    what: 'nimmt für heute keine weiteren Nachrichten an, die Tagesmenge ist erreicht',
    hints: ['Warten Sie bis zum nächsten Tag; meist zählen die letzten 24 Stunden.', SLOWER],
  },
  'rate-limited': {
    what: 'nimmt zurzeit nichts an, weil zu viele Nachrichten in kurzer Zeit kamen',
    hints: [LATER, SLOWER],
  },
  'relay-denied': {
    what: 'gibt für diese Anmeldung keine Nachrichten nach außen weiter',
    hints: [
      'Für die IT des Veranstalters: Erlauben Sie dem Benutzernamen, Nachrichten an fremde Domänen einzuliefern, oder nennen Sie den dafür vorgesehenen Server.',
    ],
  },
  'sender-deferred': {
    what: 'kann den Absender zurzeit nicht prüfen',
    hints: [
      'Versuchen Sie es später noch einmal.',
      'Für die IT des Veranstalters: Prüfen Sie, ob die Domäne des Absenders im DNS zu finden ist.',
    ],
  },
  'sender-domain-unauthenticated': {
    what: 'vertraut der Domäne des Absenders nicht, weil SPF, DKIM oder DMARC fehlen',
    hints: [
      'Für die IT des Veranstalters: Richten Sie SPF, DKIM und DMARC für die Domäne des Absenders ein.',
    ],
  },
  'sender-mailbox-full': {
    what: 'meldet, dass das Postfach des Absenders voll ist',
    hints: [
      'Für die IT des Veranstalters: Schaffen Sie Platz im Postfach des Absenders; viele Mailserver legen dort unter „Gesendete Elemente“ von jeder Einladung eine Kopie ab.',
    ],
  },
  'sender-refused': {
    what: 'erlaubt dieser Anmeldung nicht, den angegebenen Absender zu benutzen',
    hints: [
      'Nehmen Sie als Absender die Adresse des Postfachs, mit dem angemeldet wird: npx invite configure',
      'Microsoft-365-Administration: Oder geben Sie dem Benutzernamen das Recht „Senden als“ für die Adresse des Absenders.',
    ],
  },
  'sender-throttled': {
    what: 'hat das Postfach nach wiederholten Fehlern gebremst',
    hints: [
      LATER,
      'Für die IT des Veranstalters: Beheben Sie zuvor den Fehler, den die Antwort nennt; sonst beginnt die Sperre von vorn.',
    ],
  },
  'recipient-refused': {
    what: 'lehnt einen Empfänger nach dem anderen ab',
    hints: [
      'Prüfen Sie, ob in der Adressspalte des Wählerverzeichnisses wirklich die E-Mail-Adressen stehen: npx invite preview',
      'Für die IT des Veranstalters: Prüfen Sie, ob das Postfach an fremde Domänen schreiben darf.',
    ],
  },
  'smtputf8-missing': {
    what: 'nimmt keine Adressen mit Umlauten oder anderen besonderen Zeichen vor dem @ an',
    hints: ['Tragen Sie für die betroffenen Wahlberechtigten eine andere E-Mail-Adresse ein.'],
  },
  'content-refused': {
    what: 'hält die Einladung für unerwünschte Werbung oder für gefährlich',
    hints: [
      'Für die IT des Veranstalters: Lassen Sie die Einladungen dieses Absenders durch den Filter für ausgehende Nachrichten.',
      'Prüfen Sie den Text: kurze Betreffzeile, keine Wörter in Großbuchstaben, höchstens ein Link.',
    ],
  },
  'message-malformed': {
    what: 'hält die Nachricht für fehlerhaft aufgebaut',
    hints: ['Prüfen Sie den Namen des Absenders; ein @ im Namen stört manche Server.'],
  },
  'message-refused': {
    what: 'lehnt die Einladung ab',
    hints: [
      'Für die IT des Veranstalters: Sehen Sie im Protokoll des Mailservers nach dem Grund und nennen Sie ihn dem Wahlbüro.',
    ],
  },
  'message-too-large': {
    what: 'hält die Einladung für zu groß',
    hints: ['Kürzen Sie die Vorlage, vor allem den HTML-Teil (html.mustache).'],
  },
  'ehlo-refused': {
    what: 'beantwortet die Begrüßung mit einer Ablehnung',
    hints: ['Für die IT des Veranstalters: Prüfen Sie, ob dieser Computer den Mailserver benutzen darf.'],
  },
  'greeting-refused': {
    what: 'weist diesen Computer schon bei der Begrüßung ab',
    hints: ['Für die IT des Veranstalters: Prüfen Sie, ob dieser Computer den Mailserver benutzen darf.'],
  },
  'ip-blocked': {
    what: 'sperrt die Internetadresse, von der dieser Computer kommt',
    hints: [
      'Für die IT des Veranstalters: Lassen Sie die öffentliche IP-Adresse dieses Computers am Mailserver zu, oder nehmen Sie sie von der Sperrliste.',
      'Versuchen Sie es aus dem Netz Ihrer Organisation.',
    ],
  },
  'server-busy': {
    what: 'ist überlastet oder vorübergehend gestört',
    hints: ['Versuchen Sie es später noch einmal.'],
  },
  'too-many-connections': {
    what: 'lässt keine weitere Verbindung zu',
    hints: [
      'Prüfen Sie, ob der Versand in einem zweiten Fenster läuft.',
      'Für die IT des Veranstalters: Prüfen Sie, ob andere Programme dasselbe Postfach benutzen.',
    ],
  },
  'unusual-volume': {
    what: 'findet die Menge der Nachrichten ungewöhnlich und bremst',
    hints: [LATER, SLOWER],
  },
};

/** Where no kind is known, the server's own words must do. */
export const OTHER_REFUSAL: ServerText = {
  what: 'lehnt ab',
  hints: [
    'Für die IT des Veranstalters: Die Antwort des Mailservers nennt den Grund; im Protokoll des Mailservers steht meist mehr.',
  ],
};
