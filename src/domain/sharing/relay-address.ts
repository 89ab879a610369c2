/** Why something is no relay's address. */
export type RelayAddressProblem = 'empty' | 'no-address' | 'insecure' | 'path';

const MAX_LENGTH = 255;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads what a person, or an operator's file, says as a relay's address. A host alone is enough; unencrypted connections
 * are for this computer only.
 *
 * @returns `wss://host[:port]`, or why it is none.
 */
export function readRelayAddress(
  text: string,
): { readonly address: string } | { readonly problem: RelayAddressProblem } {
  const typed = text.trim();
  if (typed === '') return { problem: 'empty' };
  const local = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/i.test(typed);
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `${local ? 'ws' : 'wss'}://${typed}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  const schemes: Readonly<Record<string, string>> = { 'wss:': 'wss', 'https:': 'wss', 'ws:': 'ws', 'http:': 'ws' };
  const scheme = schemes[url?.protocol ?? ''];
  if (url === undefined || scheme === undefined || url.host === '' || withScheme.length > MAX_LENGTH)
    return { problem: 'no-address' };
  if (url.username !== '' || url.password !== '') return { problem: 'no-address' };
  if (scheme === 'ws' && !LOCAL.has(url.hostname)) return { problem: 'insecure' };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return { problem: 'path' };
  // Of https and wss the usual port is the same, of http and ws too.
  return { address: `${scheme}://${url.host}` };
}
