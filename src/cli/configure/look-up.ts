/** Owns what `configure` suggests at a terminal for host, port and encryption, and says where each suggestion comes from. */
import { isWithin } from '../../diagnosis/sender-domain/domain.js';
import { fetchAutoconfig } from '../../discovery/autoconfig-door.js';
import { DISCOVERY_DEADLINE, type DiscoveryDoors, discover } from '../../discovery/discover.js';
import { presetForHost } from '../../discovery/presets.js';
import type { Suggestion } from '../../discovery/suggestion.js';
import type { KnownFields } from '../../profile/fields.js';
import type { AskedField } from '../../profile/questions.js';
import { familyOf, providerOf } from '../../smtp/provider.js';
import type { Hints } from '../connection/ask-values.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { connectionDoors } from '../test-connection/test-account.js';

/** Suggestions for a new profile. The look-up runs while password and sender are typed; `looks` is false for --no-lookup. */
export function lookUpHints(context: Context, looks: boolean): Hints {
  const search = looks ? searchFor(context) : null;
  const nameSignIn = namesSignInOnce(context);
  return {
    keptPassword: () => null,
    suggest: async (field, known) => {
      const found = known.host === undefined ? search?.(known) : undefined;
      if (field === 'password') nameSignIn(known.host ?? (await soon(context, found))?.host, known);
      if (field === 'host') {
        const suggestion = (await found) ?? null;
        const host = hostFrom(context, suggestion);
        nameSignIn(suggestion?.host, known);
        return host;
      }
      if (field === 'port' || field === 'encryption')
        return besideHost(context, field, known, (await search?.({})) ?? null);
      return null;
    },
  };
}

/** Milliseconds that the question for the password waits for the look-up, which is still under way then. */
const PATIENCE = 1_500;

async function soon<T>({ clock }: Context, found: Promise<T> | undefined): Promise<T | null> {
  if (found === undefined) return null;
  return Promise.race([found, clock.sleep(PATIENCE).then(() => null)]);
}

/** Says it where the host's provider knows another login than a password, the better one; not to whoever uses it. */
function namesSignInOnce({
  terminal,
  texts,
}: Context): (host: string | undefined, known: KnownFields) => void {
  let told = false;
  return (host, known) => {
    const family = host === undefined ? 'other' : familyOf({ host });
    if (told || family === 'other' || known.signIn !== undefined) return;
    told = true;
    terminal.say(texts.discovery.signIn[family]);
  };
}

/** Begins at the first call that knows the mailbox, and gives every later call the same answer. */
function searchFor(context: Context): (known: KnownFields) => Promise<Suggestion | null> {
  let answer: Promise<Suggestion | null> | null = null;
  return (known) => {
    const mailbox = known.user?.includes('@') ? known.user : known.sender?.address;
    if (answer === null && mailbox !== undefined)
      answer = discover(mailbox, doorsFor(context), DISCOVERY_DEADLINE);
    return answer ?? Promise.resolve(null);
  };
}

function doorsFor(context: Context): DiscoveryDoors {
  const servers = dnsServers(context.env, undefined);
  const { dns } = connectionDoors(context, servers).doors;
  const names = servers === null ? null : dns;
  return { dns, autoconfig: (domain, signal) => fetchAutoconfig(domain, signal, names) };
}

function hostFrom({ terminal, texts }: Context, found: Suggestion | null): string | null {
  if (found === null) return null;
  const t = texts.discovery;
  terminal.say(t.found(found, texts.diagnosis.encryptions[found.encryption]));
  terminal.say(isStrange(found) ? terminal.paint.warn(t.elsewhere(found.host)) : t.compare);
  return found.host;
}

/** Neither below the domain that names it nor a known provider's: forged DNS could name any (RFC 6186 6). */
function isStrange({ host, source }: Suggestion): boolean {
  if (source.kind !== 'srv' && source.kind !== 'autoconfig') return false;
  const domain = (source.kind === 'srv' ? source.name : source.host).replace(
    /^(?:_\w+\._tcp|autoconfig)\./,
    '',
  );
  return !isWithin(host, domain) && providerOf({ host }) === null;
}

/** For the host that was taken: what was found with it, else what its provider names. */
function besideHost(
  { terminal, texts }: Context,
  field: Extract<AskedField, 'port' | 'encryption'>,
  known: KnownFields,
  found: Suggestion | null,
): string | null {
  const host = known.host ?? '';
  const preset = presetForHost(host);
  const server = found?.host === host ? found : preset;
  const t = texts.discovery;
  if (field === 'encryption') return server && server.port === known.port ? server.encryption : null;
  if (server === null) {
    if (known.user?.includes('\\')) terminal.say(t.exchange);
    return null;
  }
  if (server === preset)
    terminal.say(t.preset(preset.provider.name, preset.port, texts.diagnosis.encryptions[preset.encryption]));
  return String(server.port);
}
