// The file in which providers write down their settings, as Thunderbird reads it (autoconfig 1.1).
import type { Endpoint, Tls } from '../servers/endpoint.js';

/** Longer ones are none. */
export const MAX_AUTOCONFIG_BYTES = 256 * 1024;
const MAX_SERVERS = 20;

export interface MailSettings {
  readonly name?: string;
  readonly imap: Endpoint;
  readonly smtp?: Endpoint;
  readonly sieve?: Endpoint;
  /** What to sign in with. */
  readonly username: string;
}

const HOST = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,62})(?:\.[a-z\d-]{1,63})*$/;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decode = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '').trim();

/** The text of the first element of that name. */
function element(xml: string, name: string): string | undefined {
  const open = new RegExp(`<${name}(?:\\s[^<>]{0,500})?>`, 'i').exec(xml);
  if (open === null) return undefined;
  const from = open.index + open[0].length;
  const to = xml.indexOf('<', from);
  return to === -1 ? undefined : decode(xml.slice(from, to));
}

/** Everything between the tags of elements of that name whose `type` is that one. */
function blocks(xml: string, name: string, type: string): string[] {
  const found: string[] = [];
  const open = new RegExp(`<${name}\\s[^<>]{0,500}>`, 'gi');
  for (let match = open.exec(xml); match !== null && found.length < MAX_SERVERS; match = open.exec(xml)) {
    const end = xml.indexOf(`</${name}`, open.lastIndex);
    if (end === -1) break;
    const isOf = new RegExp(`\\btype\\s*=\\s*["']${type}["']`, 'i').test(match[0]);
    if (isOf) found.push(xml.slice(open.lastIndex, end));
  }
  return found;
}

function fill(text: string, address: string): string {
  const at = address.lastIndexOf('@');
  return text
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', address.slice(at + 1));
}

function endpointOf(block: string, address: string): (Endpoint & { readonly username: string }) | undefined {
  const host = fill(element(block, 'hostname') ?? '', address).toLowerCase();
  const port = Number(element(block, 'port'));
  const socket = (element(block, 'socketType') ?? '').toUpperCase();
  const tls: Tls | undefined = socket === 'SSL' ? 'implicit' : socket === 'STARTTLS' ? 'starttls' : undefined;
  if (!HOST.test(host) || !Number.isInteger(port) || port < 1 || port > 65_535 || tls === undefined) return undefined;
  return { host, port, tls, username: fill(element(block, 'username') ?? '%EMAILADDRESS%', address) };
}

/** The first server that is encrypted from its first byte, else the first that is encrypted at all. */
function best(xml: string, name: string, type: string, address: string) {
  const all = blocks(xml, name, type).flatMap((block) => endpointOf(block, address) ?? []);
  return all.find(({ tls }) => tls === 'implicit') ?? all[0];
}

/** @returns `undefined` when it is no such file, or names no server that can be used. */
export function readAutoconfig(xml: string, address: string): MailSettings | undefined {
  if (xml.length > MAX_AUTOCONFIG_BYTES || !/<clientConfig[\s>]/i.test(xml)) return undefined;
  const text = xml.replace(/<!--[\s\S]*?-->/g, '');
  const incoming = best(text, 'incomingServer', 'imap', address);
  if (incoming === undefined) return undefined;
  const outgoing = best(text, 'outgoingServer', 'smtp', address);
  const place = ({ host, port, tls }: Endpoint): Endpoint => ({ host, port, tls });
  const name = element(text, 'displayName');
  return {
    ...(name && { name: name.slice(0, 100) }),
    imap: place(incoming),
    ...(outgoing && { smtp: place(outgoing) }),
    username: incoming.username,
  };
}
