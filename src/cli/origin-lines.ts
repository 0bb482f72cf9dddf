/** Owns the lines that say, with --verbose, where each value of a run comes from. */
import type { Texts } from '../i18n/texts.js';
import { LIMIT_NAMES } from '../profile/limits.js';
import type { ResolvedProfile } from '../profile/resolve.js';
import { formatSender } from '../profile/sender.js';

/** One line for each value, the password's without the password. */
export function originLines({ profile, caFile, origins }: ResolvedProfile, texts: Texts): string[] {
  const { storedProfiles: t, profile: words } = texts;
  const { fields } = texts.commands.configure;
  const { limits, login } = profile;
  const values = [
    [fields.user, profile.user, origins.user],
    login.kind === 'password'
      ? ([fields.password, t.notShown, origins.password] as const)
      : ([texts.signIn.shown.login, 'OAuth 2.0', origins.password] as const),
    [fields.sender, formatSender(profile.sender), origins.sender],
    [fields.host, profile.host, origins.host],
    [fields.port, String(profile.port), origins.port],
    [fields.encryption, profile.encryption, origins.encryption],
    [fields.caFile, caFile?.path ?? t.systemTrust, origins.caFile],
    ...LIMIT_NAMES.map(
      (name) =>
        [
          `${fields.limits} (${t.limitNames[name]})`,
          String(limits[name] ?? t.noLimit),
          origins[name],
        ] as const,
    ),
  ] as const;
  return [t.origins, ...values.map(([label, value, from]) => `  ${label}: ${value} (${words.origin(from)})`)];
}
