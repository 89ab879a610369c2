// How one leaves a list of letters (RFC 2369 §3.2, RFC 8058; rules MR4, MR7).
import { safeHref, shownHost } from './link-concerns.js';

/** A way out of a list: an address on the web, or a message to be written. */
export interface UnsubscribeWay {
  readonly kind: 'web' | 'mail';
  /** https or mailto. */
  readonly href: string;
  /** Where it leads: a host or an address. */
  readonly to: string;
}

/** What has become of the request to be taken off a list. */
export type UnsubscribeOutcome =
  | { readonly kind: 'done' }
  /** The list's server answers with another page, which nobody has looked at: the person may. */
  | { readonly kind: 'elsewhere' }
  /** Nobody of this account can ask for it: neither its gateway nor a server. */
  | { readonly kind: 'unable' }
  /** `status` is the answer of the list's server; without one it could not be reached, or may not be asked. */
  | { readonly kind: 'failed'; readonly status?: number };

/** The ways a message names, those over https first; plain http and everything else is none. */
export function unsubscribeWays(uris: readonly string[]): UnsubscribeWay[] {
  const ways = uris.flatMap((uri): UnsubscribeWay[] => {
    const href = safeHref(uri);
    if (href === undefined) return [];
    if (href.startsWith('https:')) return [{ kind: 'web', href, to: shownHost(href) }];
    if (!href.startsWith('mailto:')) return [];
    return [{ kind: 'mail', href, to: decode(new URL(href).pathname) }];
  });
  return ways.sort((a, b) => Number(b.kind === 'web') - Number(a.kind === 'web'));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a message says of itself that a request by one press depends on. */
export interface OneClickFacts {
  /** Of List-Unsubscribe. */
  readonly uris: readonly string[];
  /** List-Unsubscribe-Post; '' where there is none. */
  readonly post: string;
  /** Every DKIM-Signature. */
  readonly signatures: readonly string[];
  /** The first Authentication-Results, which the last server wrote; '' where there is none. */
  readonly results: string;
}

/** What the request says (RFC 8058 §3.2). */
export const ONE_CLICK_BODY = 'List-Unsubscribe=One-Click';
const SIGNED = ['list-unsubscribe', 'list-unsubscribe-post'];

/**
 * The address that takes a person off a list by one POST (RFC 8058 §4): named over https, and both fields are signed, so that
 * nobody else has put them there.
 */
export function oneClickAddress({ uris, post, signatures, results }: OneClickFacts): string | undefined {
  if (post.trim().toLowerCase() !== ONE_CLICK_BODY.toLowerCase()) return undefined;
  if (!signatures.some(signsFields)) return undefined;
  // A server that looked, and found no signature that holds, is believed.
  if (/\bdkim\s*=/i.test(results) && !/\bdkim\s*=\s*pass\b/i.test(results)) return undefined;
  const href = unsubscribeWays(uris).find(({ kind }) => kind === 'web')?.href;
  return href !== undefined && isOneClickTarget(href) ? href : undefined;
}

/** Whether an address may be asked at all: https at its usual port, no name or password in it, a host with a name. */
export function isOneClickTarget(href: string): boolean {
  if (href.length > 2_000 || !URL.canParse(href)) return false;
  const { protocol, port, username, password, hostname } = new URL(href);
  const isName = /\.[a-z][a-z\d-]*$/i.test(hostname) && !/\.(?:local|localhost|internal|home\.arpa)$/i.test(hostname);
  return protocol === 'https:' && port === '' && username === '' && password === '' && isName;
}

function signsFields(signature: string): boolean {
  const names = /(?:^|;)\s*h\s*=([^;]*)/i.exec(signature)?.[1]?.toLowerCase().split(':') ?? [];
  const signed = new Set(names.map((name) => name.replace(/\s+/g, '')));
  return SIGNED.every((name) => signed.has(name));
}
