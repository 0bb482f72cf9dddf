/** Owns what `configure` does with profiles that are stored: list, show, remove. */
import type { Texts } from '../../i18n/texts.js';
import { formatSender } from '../../profile/sender.js';
import type { StoredLogin } from '../../profile/stored-profile.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { profileStore } from '../profile-of-run.js';

export async function list(context: Context): Promise<number> {
  const names = await profileStore(context).names();
  if (context.terminal.json) context.terminal.event({ profiles: names });
  else if (names.length === 0) context.terminal.say(context.texts.commands.configure.none);
  else for (const name of names) context.terminal.result(name);
  return EXIT.done;
}

export async function show(context: Context, name: string): Promise<number> {
  const { terminal, texts } = context;
  const profile = await profileStore(context).load(name);
  const { host, port, encryption, user, login, sender, caFile, pin, limits } = profile;
  const { fields } = texts.commands.configure;
  if (terminal.json) {
    const oauth2 = login.kind === 'oauth2' ? { ...login.settings } : undefined;
    const how = { login: login.kind, ...(oauth2 && { oauth2 }) };
    const rest = { sender: formatSender(sender), caFile, pin, limits };
    const shown = { name, host, port, encryption, user, ...how, ...rest };
    terminal.event(shown);
    return EXIT.done;
  }
  const set = Object.entries(limits).flatMap(([limit, value]) =>
    value === null ? [] : [`${limit}: ${value}`],
  );
  const rows: readonly (readonly [string, string])[] = [
    [fields.user, user],
    ...loginRows(login, texts),
    [fields.sender, formatSender(sender)],
    [fields.host, host],
    [fields.port, String(port)],
    [fields.encryption, encryption],
    [fields.caFile, caFile?.path ?? ''],
    [fields.pin, pin?.fingerprint ?? ''],
    [fields.limits, set.join(', ')],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const { faint } = terminal.resultPaint;
  for (const [label, value] of rows) if (value) terminal.result(`${faint(label.padEnd(width))}  ${value}`);
  return EXIT.done;
}

function loginRows(login: StoredLogin, texts: Texts): readonly (readonly [string, string])[] {
  const { fields, hidden } = texts.commands.configure;
  if (login.kind === 'password') return [[fields.password, hidden]];
  const { shown } = texts.signIn;
  const { issuer, flow, clientId, scope } = login.settings;
  return [
    [shown.login, shown.flows[flow]],
    [shown.issuer, issuer],
    [shown.clientId, clientId],
    [shown.scope, scope],
  ];
}

export async function remove(context: Context, name: string): Promise<number> {
  const { kind } = await profileStore(context).remove(name);
  const { removed, nameOnlyRemoved } = context.texts.profile;
  context.terminal.say(kind === 'removed' ? removed(name) : nameOnlyRemoved(name));
  return EXIT.done;
}
