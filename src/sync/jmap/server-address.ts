// Which addresses a password may be sent to.

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Encrypted, or on this machine. */
export function isSafe(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
}

/** Whether a host is a domain or lies within it: `jmap.example.org` within `example.org`. */
export const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** An address as a person types it: `https://` may be left out, nothing more. `undefined` when it is none. */
export function readServerAddress(text: string): URL | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`);
    url.hash = '';
    return url;
  } catch {
    return undefined;
  }
}
