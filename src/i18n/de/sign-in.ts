/** Owns the German texts of the sign-in by OAuth 2.0: what a person sees, what went wrong, who must do what. */
import type { SignInAdviceId } from '../../advice/sign-in.js';
import type { Target } from '../../advice/trouble.js';
import type { SignInKind } from '../../oauth2/sign-in-error.js';
import type { AskedField } from '../../profile/questions.js';
import { formatFor, word } from '../format.js';

const { quote } = formatFor('de');
const DOCS = 'Schritt für Schritt steht es in docs/oauth2.md.';

export const signIn = {
  begin: 'Anmeldung durch eine Person (OAuth 2.0): einmal im Browser, auf diesem oder jedem anderen Gerät.',
  open: (uri: string) => `  1. Diese Seite öffnen:      ${uri}`,
  enter: (code: string) => `  2. Diesen Code eingeben:    ${code}`,
  as: (user: string) => `  3. Anmelden als:            ${user}`,
  waiting: (left: string) => `Warten auf die Anmeldung, noch ${left} (Strg+C bricht ab)`,
  done: 'Die Anmeldung ist gelungen.',
  question: {
    tenant: 'Tenant (Verzeichnis-ID oder eine Domain der Organisation)',
    clientId: 'Client-ID der Anwendung (von der Administration des Anbieters)',
    clientSecret: 'Geheimer Clientschlüssel (Client Secret)',
    keyFile: 'Schlüsseldatei des Dienstkontos (JSON): Pfad',
  },
  choice: 'Statt mit Passwort mit OAuth 2.0 anmelden',
  why: 'Mit Passwort lässt der Anbieter die Anmeldung nicht zu. Der Weg ist die Anmeldung mit OAuth 2.0; dafür richtet seine Administration einmal eine Anwendung ein (docs/oauth2.md).',
  stored: (name: string) =>
    `Was die Anmeldung braucht, liegt in einem eigenen Eintrag des Schlüsselbunds: „${name} oauth2“.`,
  kept: (how: string) =>
    `Anmeldung wie gespeichert: ${how}. Für eine andere: --login, für ein Passwort: --login password.`,
  again: (fields: readonly AskedField[], labels: Readonly<Record<string, string>>) =>
    `Geändert: ${fields.map((field) => labels[field]).join(', ')}. Eine gespeicherte Anmeldung gilt nur für den Server und das Postfach, für die sie eingerichtet wurde; melden Sie sich bitte neu an.`,
  notKept: (name: string) =>
    `Der Schlüsselbund gibt die Anmeldung von „${name}“ gerade nicht heraus oder nimmt sie nicht an. Der Versand geht weiter; melden Sie sich danach neu an, falls der nächste Lauf darum bittet.`,
  shown: {
    login: 'Anmeldung',
    issuer: 'Anmeldedienst',
    clientId: 'Client-ID',
    scope: 'Berechtigung',
    flows: {
      device: 'OAuth 2.0, durch eine Person',
      'client-credentials': 'OAuth 2.0, durch eine Anwendung',
      'service-account': 'OAuth 2.0, durch ein Dienstkonto',
    },
  },
  replied: (reason: string) => `Antwort des Anmeldedienstes: ${quote(reason, 400)}`,
};

export const signInProblems: Readonly<
  Record<SignInKind | 'oauth2-not-offered' | 'token-refused', (target: Target) => string>
> = {
  'oauth2-not-offered': () =>
    'Der Server bietet keine Anmeldung mit OAuth 2.0 an (AUTH XOAUTH2 oder OAUTHBEARER).',
  'token-refused': ({ user }) =>
    `Der Mailserver nimmt für ${quote(user)} das Zugriffstoken nicht an, das der Anmeldedienst ausgestellt hat.`,
  'sign-in-application-unknown': () => 'Der Anmeldedienst kennt die Anwendung (Client-ID) nicht.',
  'sign-in-consent-missing': () =>
    'Der Anwendung fehlt beim Anmeldedienst die Berechtigung, E-Mail zu senden, oder die Zustimmung dazu.',
  'sign-in-declined': () => 'Die Anmeldung wurde im Browser abgelehnt.',
  'sign-in-expired': () => 'Die gespeicherte Anmeldung gilt nicht mehr.',
  'sign-in-person-impossible': () =>
    'Der Anmeldedienst lässt für E-Mail keine Anmeldung durch eine Person mit einem Code zu.',
  'sign-in-policy': ({ user }) =>
    `Eine Sicherheitsregel des Anmeldedienstes verhindert die Anmeldung von ${quote(user)}.`,
  'sign-in-provider-unusable': () =>
    'Der Anmeldedienst antwortet nicht so, wie OpenID Connect und OAuth 2.0 es vorsehen.',
  'sign-in-public-client-off': () =>
    'Der Anmeldedienst erlaubt dieser Anwendung diese Art der Anmeldung nicht.',
  'sign-in-refused': () => 'Der Anmeldedienst stellt kein Zugriffstoken aus.',
  'sign-in-secret-refused': () =>
    'Der Anmeldedienst lehnt den geheimen Schlüssel der Anwendung ab: Er ist falsch oder abgelaufen.',
  'sign-in-tenant-unknown': () =>
    'Der Anmeldedienst kennt die Organisation (den Tenant) nicht, oder die Anwendung gehört zu einer anderen.',
  'sign-in-timed-out': () => 'Der Code wurde nicht rechtzeitig eingegeben.',
  'sign-in-unreachable': () => 'Der Anmeldedienst ist nicht zu erreichen.',
};

export const signInAdvice: Readonly<Record<SignInAdviceId, (target: Target) => string>> = {
  'check-issuer': () =>
    'Bitte prüfen Sie die Adresse des Anmeldedienstes (--login): Unter ihr muss /.well-known/openid-configuration mit genau dieser Adresse als „issuer“ zu finden sein, alle genannten Adressen mit https.',
  'google-check-mailbox': ({ user }) =>
    `Prüfen Sie, ob ${quote(user)} ein Postfach dieser Organisation ist (keine Gruppe, kein Alias), ob Gmail für es eingeschaltet ist und ob die domainweite Delegierung den Bereich https://mail.google.com/ enthält.`,
  'google-delegation': () =>
    `Erlauben Sie dem Dienstkonto die domainweite Delegierung: Admin-Konsole, Sicherheit > Zugriffs- und Datenkontrolle > API-Steuerung > Domainweite Delegierung, Client-ID des Dienstkontos, Bereich https://mail.google.com/. ${DOCS}`,
  'google-new-key': () =>
    'Erzeugen Sie für das Dienstkonto einen neuen Schlüssel (Google Cloud Console, IAM und Verwaltung > Dienstkonten > Schlüssel, Typ JSON), geben Sie ihn auf sicherem Weg weiter, und löschen Sie den alten.',
  'google-person': () =>
    'Verwenden Sie für ein Postfach bei Google ein App-Passwort (bei Bestätigung in zwei Schritten) oder ein Dienstkonto (--login google --key-file DATEI).',
  'it-application': () => 'Bitte prüfen Sie beim Anmeldedienst Client-ID, Tenant und Zustand der Anwendung.',
  'it-application-permission': () =>
    'Bitte geben Sie der Anwendung beim Anmeldedienst die Berechtigung (Scope), mit der der Mailserver Token annimmt, und nennen Sie sie der Wahlleitung (--scope).',
  'it-enable-oauth2': () =>
    'Bitte schalten Sie am Mailserver die Anmeldung mit OAuth 2.0 ein (XOAUTH2 oder OAUTHBEARER), oder nennen Sie der Wahlleitung ein Passwort für die Anmeldung.',
  'it-new-secret': () =>
    'Bitte stellen Sie einen neuen geheimen Schlüssel der Anwendung aus, und geben Sie ihn auf sicherem Weg weiter.',
  'it-person': () =>
    'Bitte erlauben Sie der Anwendung beim Anmeldedienst den „Device Authorization Grant“ (RFC 8628) ohne geheimen Schlüssel, oder geben Sie ihr einen (--flow client-credentials).',
  'it-policy': ({ user }) =>
    `Bitte prüfen Sie beim Anmeldedienst, welche Regel die Anmeldung von ${quote(user)} verhindert.`,
  'it-token-check': ({ user }) =>
    `Bitte prüfen Sie im Protokoll des Mailservers, warum er das Token für ${quote(user)} ablehnt: oft passt der Name im Token nicht zum Postfach, oder Zielgruppe (audience) und Berechtigung (scope) sind andere als erwartet.`,
  'm365-application': () =>
    `Prüfen Sie im Microsoft Entra Admin Center (App-Registrierungen), ob die Client-ID stimmt und die Anwendung in dieser Organisation besteht. ${DOCS}`,
  'm365-consent': () =>
    `Geben Sie der Anwendung die Berechtigung und die Administratorzustimmung (Microsoft Entra Admin Center, App-Registrierungen > die Anwendung > API-Berechtigungen > Office 365 Exchange Online): für die Anmeldung durch eine Person die delegierte Berechtigung SMTP.Send, ohne Person die Anwendungsberechtigung SMTP.SendAsApp. ${DOCS}`,
  'm365-mailbox-permission': ({ user }) =>
    `Prüfen Sie drei Dinge für ${quote(user)}: „Authentifiziertes SMTP“ ist eingeschaltet (Set-CASMailbox ${word(user, 'POSTFACH')} -SmtpClientAuthenticationDisabled $false); die Anwendung hat SMTP.Send oder SMTP.SendAsApp mit Administratorzustimmung; eine Anwendung ohne Person ist in Exchange eingetragen (New-ServicePrincipal) und darf das Postfach verwenden (Add-MailboxPermission -AccessRights FullAccess). Änderungen wirken nach etwa einer halben Stunde.`,
  'm365-new-secret': () =>
    'Stellen Sie einen neuen geheimen Clientschlüssel aus (Microsoft Entra Admin Center, App-Registrierungen > die Anwendung > Zertifikate und Geheimnisse), und geben Sie seinen Wert, nicht seine ID, auf sicherem Weg weiter.',
  'm365-person-policy': ({ user }) =>
    `Sehen Sie im Microsoft Entra Admin Center unter Anmeldeprotokolle nach, welche Regel die Anmeldung von ${quote(user)} verhindert hat; der bedingte Zugriff kann den Gerätecodefluss sperren (Bedingungen > Authentifizierungsflüsse).`,
  'm365-public-client': () =>
    'Erlauben Sie der Anwendung die Anmeldung durch eine Person (Microsoft Entra Admin Center, App-Registrierungen > die Anwendung > Authentifizierung > „Öffentliche Clientflows zulassen“: Ja).',
  'm365-tenant': () =>
    'Nennen Sie die Verzeichnis-ID (Tenant-ID) der Organisation, in der die Anwendung registriert ist (Microsoft Entra Admin Center, Übersicht).',
  'open-provider': () =>
    'Bitte erlauben Sie von diesem Computer aus Verbindungen mit HTTPS zum Anmeldedienst (bei Microsoft login.microsoftonline.com, bei Google oauth2.googleapis.com).',
  'sign-in-again': () => 'Melden Sie sich mit denselben Angaben wie beim ersten Mal neu an (--login).',
  'sign-in-as-mailbox': ({ user }) =>
    `Prüfen Sie, ob Sie sich im Browser als ${quote(user)} angemeldet haben und nicht mit einem anderen Konto; sonst melden Sie sich neu an.`,
  'sign-in-later': () =>
    'Prüfen Sie, ob dieser Computer mit dem Internet (oder dem VPN) verbunden ist, und versuchen Sie es in einigen Minuten noch einmal.',
  'sign-in-or-app-password': () => 'Oder melden Sie sich ohne App-Passwort mit OAuth 2.0 an (--login).',
  'use-sign-in': () =>
    'Oder melden Sie sich statt mit Passwort mit OAuth 2.0 an (--login); das gilt auch danach.',
};
