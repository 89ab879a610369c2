// How one leaves a list of letters (RFC 2369 §3.2, RFC 8058).
import { safeHref, shownHost } from './link-concerns.js';

/** A way out of a list: an address on the web, or a message to be written. */
export interface UnsubscribeWay {
  readonly kind: 'web' | 'mail';
  /** https or mailto. */
  readonly href: string;
  /** Where it leads: a host or an address. */
  readonly to: string;
}

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
