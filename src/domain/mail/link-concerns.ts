// Where links in mail lead, and when that is not where they say (facts H-27; docs/rules/mail-reading.md).

/** Why a person is asked before a link is followed. */
export type LinkConcern =
  /** Its text names another host. */
  | 'other-host'
  /** The host's letters are of several scripts, or encoded: it may look like another one. */
  | 'look-alike'
  /** What stands before an `@` looks like the host and is not. */
  | 'user-info'
  /** An address of numbers instead of a name. */
  | 'number';

/** Longer addresses are no links: nobody can look at them. */
const MAX_LINK = 8_000;
const MAX_TEXT = 300;
/** Something that reads like the address of a site, with its host. */
const LIKE_HOST =
  /(?:^|[\s(<"'“«])(?:https?:\/\/)?((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}]{2,24})(?=$|[/:?#\s)>"'”»,.;!])/iu;
/** What mail programs fill in from a mailto link; an attachment and hidden recipients never are (facts H-27). */
const MAILTO_FIELDS = ['subject', 'body', 'cc'];

/**
 * The address a link may lead to: absolute http, https, tel, or mailto without fields that would attach or hide something.
 * `undefined` for everything else: it is no link.
 */
export function safeHref(href: string): string | undefined {
  const trimmed = href.trim();
  if (trimmed.length > MAX_LINK || !/^(?:https?:\/\/|mailto:|tel:)/i.test(trimmed) || !URL.canParse(trimmed))
    return undefined;
  const url = new URL(trimmed);
  if (url.protocol === 'mailto:') return safeMailto(url);
  return url.href;
}

function safeMailto(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => MAILTO_FIELDS.includes(name.toLowerCase()));
  // Percent-encoded, as programs do not read `+` as a blank (RFC 6068 §5).
  const query = kept.map(([name, value]) => `${name.toLowerCase()}=${encodeURIComponent(value)}`).join('&');
  return `mailto:${url.pathname}${query === '' ? '' : `?${query}`}`;
}

/** The host a person should know, in its own letters only where nothing can be mistaken; '' for mail and telephone. */
export function shownHost(href: string): string {
  if (!URL.canParse(href)) return '';
  const { protocol, host } = new URL(href);
  return protocol === 'http:' || protocol === 'https:' ? host : '';
}

/** Why to ask before a link with this text is followed; empty when it leads where it says. */
export function linkConcerns(text: string, href: string): LinkConcern[] {
  if (!URL.canParse(href)) return [];
  const url = new URL(href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return [];
  const concerns: LinkConcern[] = [];
  const { hostname } = url;
  const named = LIKE_HOST.exec(text.slice(0, MAX_TEXT))?.[1];
  if (named !== undefined && !isSameSite(asciiHost(named), hostname)) concerns.push('other-host');
  if (hostname.split('.').some((label) => label.startsWith('xn--'))) concerns.push('look-alike');
  if (url.username !== '' || url.password !== '') concerns.push('user-info');
  if (/^(?:\d+\.){3}\d+$|^\[/.test(hostname)) concerns.push('number');
  return concerns;
}

function asciiHost(host: string): string {
  return URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : host.toLowerCase();
}

/** `www.` and what stands below the same name count as the same: `bank.example` may lead to `mail.bank.example`. */
function isSameSite(named: string, real: string): boolean {
  const [one, other] = [named, real].map((host) => host.replace(/^www\./, ''));
  return one === other || other!.endsWith(`.${one}`);
}
