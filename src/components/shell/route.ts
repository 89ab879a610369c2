/** Pages that addresses name, in the order of the rail. */
export const appNames = ['day', 'mail', 'calendar', 'contacts', 'rooms', 'settings'] as const;
export type AppName = (typeof appNames)[number];

/** @returns `undefined` for what is no page. */
export const appNamed = (name: string | null | undefined): AppName | undefined => appNames.find((app) => app === name);

/** What an address shows. */
export interface Route {
  readonly app: AppName;
  /** The address after the app's prefix, without slashes at its ends: `week/2026-11-18`. */
  readonly path: string;
  /** A calendar somewhere else that a link asks to import (`/import?url=…`). */
  readonly link?: string;
  /** A link that invites (`/join#…`). */
  readonly joins?: boolean;
  /** Something shared by another program waits under this name (`/import?shared=…`). */
  readonly shared?: string;
}

/** The app's addresses, also read by the launcher and the manifest. Unknown ones lead to `fallback`. */
export function parseRoute(pathname: string, search: string, fallback: AppName): Route {
  const [app = '', ...rest] = pathname.split('/').filter(Boolean);
  const path = rest.join('/');
  const known = appNamed(app);
  if (known !== undefined) return { app: known, path };
  if (app === 'join') return { app: 'calendar', path: '', joins: true };
  const query = new URLSearchParams(app === 'import' ? search : '');
  const [link, shared] = [query.get('url'), query.get('shared')];
  if (link) return { app: /^mailto:/i.test(link) ? 'mail' : 'calendar', path: '', link };
  return shared ? { app: fallback, path: '', shared } : { app: fallback, path: '' };
}

/**
 * The address a calendar link is fetched from: `webcal:` is https by another name.
 * @returns `undefined` when it is not a link to the web.
 */
export function linkToFetch(link: string): URL | undefined {
  const address = link.trim().replace(/^webcals?:/i, 'https:');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}
