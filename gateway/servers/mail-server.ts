// The mail servers that this gateway may connect to: no others, whoever asks.
import type { Endpoint, MailServer, Tls } from './endpoint.js';
import { PRESETS } from './presets.js';

const SCHEMES: Readonly<
  Record<string, { readonly kind: 'imap' | 'smtp' | 'sieve'; readonly port: number; readonly tls: Tls }>
> = {
  'imaps:': { kind: 'imap', port: 993, tls: 'implicit' },
  'imap:': { kind: 'imap', port: 143, tls: 'starttls' },
  'smtps:': { kind: 'smtp', port: 465, tls: 'implicit' },
  'smtp:': { kind: 'smtp', port: 587, tls: 'starttls' },
  'sieve:': { kind: 'sieve', port: 4190, tls: 'starttls' },
};
/** The last label has a letter: what is all digits is the address of a machine. */
const DOMAIN = /^(?=.{1,253}$)[a-z\d][a-z\d-]{0,62}(?:\.[a-z\d-]{1,63})*\.[a-z][a-z\d-]{0,62}$/;

/** Whether a text is a name a mail domain can have, in ASCII and lower case. */
export const isDomain = (text: string) => DOMAIN.test(text);

function readEndpoint(word: string) {
  const scheme = SCHEMES[/^[a-z]+:/.exec(word)?.[0] ?? ''];
  // URL knows hosts and ports only of schemes that it knows.
  const url =
    scheme && URL.canParse(word.replace(/^[a-z]+:/, 'http:')) ? new URL(word.replace(/^[a-z]+:/, 'http:')) : undefined;
  if (
    scheme === undefined ||
    url === undefined ||
    !/^[a-z]+:\/\/(?:\[[\da-f:.]+\]|[^\s/:@?#]+)(?::\d{1,5})?\/?$/i.test(word)
  )
    throw new Error(
      `“${word}” is no server: it has to look like imaps://imap.example.org or smtp://mail.example.org:587.`,
    );
  const written = /:(\d{1,5})\/?$/.exec(word)?.[1];
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    kind: scheme.kind,
    endpoint: { host, port: written === undefined ? scheme.port : Number(written), tls: scheme.tls },
  };
}

/**
 * Reads one `--server`: a preset's name, or addresses and mail domains with blanks between:
 * `imaps://imap.example.org smtps://smtp.example.org sieve://imap.example.org example.org`.
 * @throws Error that says what it has to look like
 */
export function readMailServer(text: string): MailServer {
  const words = text.trim().toLowerCase().split(/\s+/);
  const preset = words.length === 1 ? PRESETS.find(({ key }) => key === words[0]) : undefined;
  if (preset !== undefined) return preset;
  const found: { imap?: Endpoint; smtp?: Endpoint; sieve?: Endpoint } = {};
  const domains: string[] = [];
  for (const word of words) {
    if (word.includes('://')) {
      const { kind, endpoint } = readEndpoint(word);
      if (found[kind] !== undefined) throw new Error(`“${text}” names two servers for ${kind}.`);
      found[kind] = endpoint;
    } else if (isDomain(word)) domains.push(word);
    else
      throw new Error(
        `“${word}” is neither a preset (${PRESETS.map(({ key }) => key).join(', ')}), nor a server such as imaps://imap.example.org, nor a domain.`,
      );
  }
  const { imap, smtp, sieve } = found;
  if (imap === undefined) throw new Error(`“${text}” names no IMAP server: imaps://imap.example.org.`);
  const key = domains[0] ?? imap.host.replace(/[^a-z\d.-]/g, '-');
  return { key, imap, ...(smtp && { smtp }), ...(sieve && { sieve }), domains };
}

/** Whether two places are the same: names are compared as they are written. */
export const isSameEndpoint = (one: Endpoint, other: Endpoint) =>
  one.host === other.host && one.port === other.port && one.tls === other.tls;
