/** Owns reading an autoconfig file (Mozilla's config-v1.1.xml): its first outgoing server that encrypts; and parse-xml. */
import { parseXml, type XmlElement, XmlNode } from '@rgrove/parse-xml';
import { checkPort } from '../profile/fields.js';
import { checkHost } from '../profile/host.js';
import type { Suggestion } from './suggestion.js';

/** Bytes; real files have one or two kB. */
export const LARGEST_AUTOCONFIG = 65_536;

const ENCRYPTIONS: ReadonlyMap<string, Suggestion['encryption']> = new Map([
  ['SSL', 'ssl'],
  ['STARTTLS', 'starttls'],
]);

/**
 * Null for anything that is not such a file, or names no server with encryption. The parser reads no document type, no
 * entities but the five of XML, and nothing outside the text.
 */
export function serverFromAutoconfig(text: string, domain: string): Suggestion | null {
  if (text.length > LARGEST_AUTOCONFIG) return null;
  try {
    const root = parseXml(text).root;
    const servers = root?.name === 'clientConfig' ? outgoing(root) : [];
    const read = servers.map((server) => serverIn(server, domain));
    return read.find((server) => server !== null) ?? null;
  } catch {
    // Not XML, or nested deeper than anybody writes it.
    return null;
  }
}

function outgoing(root: XmlElement): XmlElement[] {
  return childrenOf(root, 'emailProvider')
    .flatMap((provider) => childrenOf(provider, 'outgoingServer'))
    .filter((server) => server.attributes['type'] === 'smtp');
}

function serverIn(server: XmlElement, domain: string): Suggestion | null {
  const word = (name: string) => (childrenOf(server, name)[0]?.text ?? '').trim();
  const encryption = ENCRYPTIONS.get(word('socketType'));
  const host = checkHost(word('hostname').replaceAll('%EMAILDOMAIN%', domain));
  const port = checkPort(word('port'));
  if (encryption === undefined || !('value' in host) || !('value' in port)) return null;
  return {
    host: host.value,
    port: port.value,
    encryption,
    source: { kind: 'autoconfig', host: autoconfigHost(domain) },
  };
}

export function autoconfigHost(domain: string): string {
  return `autoconfig.${domain}`;
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement =>
      child.type === XmlNode.TYPE_ELEMENT && (child as XmlElement).name === name,
  );
}
