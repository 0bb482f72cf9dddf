/** Owns what `configure` does with profiles that are stored: list, show, rename, copy, remove. */
import { presetForHost } from '../../discovery/presets.js';
import { secretEntry } from '../../oauth2/stored-secret.js';
import { configFolder } from '../../profile/config-folder.js';
import { LIMIT_NAMES } from '../../profile/limits.js';
import { profileListPath } from '../../profile/profile-list.js';
import { formatSender } from '../../profile/sender.js';
import { type ShownField, shownOrigins } from '../../profile/shown-origin.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import { safeText } from '../../smtp/reply.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { profileStore } from '../profile-of-run.js';
import { loginFacts, signInRows } from '../shown-login.js';

/** The keychain's name for all entries of this program. */
const SERVICE = 'invite';

export async function list(context: Context): Promise<number> {
  const names = await profileStore(context).names();
  if (context.terminal.json) context.terminal.event({ profiles: names });
  else if (names.length === 0) context.terminal.say(context.texts.commands.configure.none);
  else for (const name of names) context.terminal.result(name);
  return EXIT.done;
}

export async function show(context: Context, name: string): Promise<number> {
  const { terminal, env } = context;
  const profile = await profileStore(context).load(name);
  const { host, port, encryption, user, login, sender, caFile, pin, limits } = profile;
  if (terminal.json) {
    const account = { name, host, port, encryption, user, ...loginFacts(login) };
    const rest = { sender: formatSender(sender), caFile, pin, limits };
    const list = profileListPath(configFolder(env));
    const keychain = keychainFacts(name, profile);
    terminal.event({ ...account, ...rest, keychain, list, origins: originsOf(profile) });
    return EXIT.done;
  }
  for (const line of shownLines(context, name, profile)) terminal.result(line);
  return EXIT.done;
}

function originsOf(profile: StoredProfile) {
  const preset = presetForHost(profile.host);
  return shownOrigins(profile, preset && { ...preset, name: preset.provider.name });
}

/** docs/json.md: where in the keychain the profile lies, and what it signs in with. */
export function keychainFacts(name: string, { login }: Pick<StoredProfile, 'login'>): object {
  const signIn = login.kind === 'oauth2' ? { signIn: secretEntry(name) } : {};
  return { service: SERVICE, account: name, ...signIn };
}

/** Label, value and where it comes from, in three columns. */
function shownLines(context: Context, name: string, profile: StoredProfile): string[] {
  const { terminal, texts, env } = context;
  const { fields, hidden } = texts.commands.configure;
  const t = texts.storedProfiles;
  const { limits, login, caFile, pin } = profile;
  const set = LIMIT_NAMES.filter((limit) => limits[limit] !== null);
  const limitRow = (limit: (typeof LIMIT_NAMES)[number]) =>
    [`${fields.limits} (${t.limitNames[limit]})`, String(limits[limit]), limit] as const;
  const rows: readonly (readonly [string, string, ShownField])[] = [
    [fields.user, profile.user, 'user'],
    ...(login.kind === 'password' ? [[fields.password, hidden, 'password'] as const] : []),
    ...signInRows(login, texts).map(([label, value]) => [label, value, 'login'] as const),
    [fields.sender, formatSender(profile.sender), 'sender'],
    [fields.host, profile.host, 'host'],
    [fields.port, String(profile.port), 'port'],
    [fields.encryption, profile.encryption, 'encryption'],
    ...(pin ? [] : [[fields.caFile, caFile?.path ?? t.systemTrust, 'caFile'] as const]),
    ...(pin ? [[fields.pin, pin.fingerprint, 'pin'] as const] : []),
    ...set.map(limitRow),
    ...(set.length === 0 ? [[fields.limits, t.noLimit, 'perMinute'] as const] : []),
  ];
  const origins = originsOf(profile);
  const { faint } = terminal.resultPaint;
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [labels, values] = [width(0), Math.min(width(1), LONGEST_COLUMN)];
  const line = ([label, value, field]: (typeof rows)[number]): string =>
    `${faint(label.padEnd(labels))}  ${safeText(value).padEnd(values)}  ${faint(t.origin(origins[field]))}`;
  const entries = login.kind === 'password' ? [name] : [name, secretEntry(name)];
  return [...rows.map(line), ...entries.map(t.entry), t.list(profileListPath(configFolder(env)))];
}

/** A fingerprint has 95 characters, and must not push everything else to the right. */
const LONGEST_COLUMN = 40;

export async function remove(context: Context, name: string): Promise<number> {
  const { terminal, texts } = context;
  const { kind } = await profileStore(context).remove(name);
  const { removed, nameOnlyRemoved } = texts.profile;
  if (terminal.json) terminal.event({ removed: name, fromKeychain: kind === 'removed' });
  else terminal.say(kind === 'removed' ? removed(name) : nameOnlyRemoved(name));
  return EXIT.done;
}

export async function rename(context: Context, from: string, to: string): Promise<number> {
  const { terminal, texts } = context;
  const { kind } = await profileStore(context).rename(from, to);
  if (terminal.json) {
    terminal.event({ renamed: { from, to } });
    return EXIT.done;
  }
  terminal.say(texts.storedProfiles[kind](from, to));
  terminal.say(texts.storedProfiles.renameProjects(from, to));
  return EXIT.done;
}

export async function copy(context: Context, from: string, to: string): Promise<number> {
  const { terminal, texts } = context;
  await profileStore(context).copy(from, to);
  if (terminal.json) terminal.event({ copied: { from, to } });
  else terminal.say(texts.storedProfiles.copied(from, to));
  return EXIT.done;
}
