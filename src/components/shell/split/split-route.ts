// Two apps in one address: `/mail/inbox?beside=calendar/week/2026-11-18` (rules SL6–SL8 in docs/rules/shell.md).
import { type AppName, appNamed } from '../route.js';

/** What is shown at the right, or at the left where one reads from the right. */
export interface Beside {
  readonly app: AppName;
  /** The address after the app's prefix. */
  readonly path: string;
}

const NAME = 'beside';
/** Longer than any address of a page. */
const MAX_PATH = 2_000;

/** @param app - Of the page itself: the same app is not shown twice. */
export function besideOf(search: string, app: AppName): Beside | undefined {
  const [name = '', ...rest] = (new URLSearchParams(search).get(NAME) ?? '').slice(0, MAX_PATH).split('/');
  const known = appNamed(name);
  return known === undefined || known === app ? undefined : { app: known, path: rest.join('/') };
}

/** An address with, or without, something beside it. @param url - Path and query. */
export function withBeside(url: string, beside: Beside | undefined): string {
  const [path = '', query = ''] = url.split('?');
  const others = query.split('&').filter((pair) => pair !== '' && !pair.startsWith(`${NAME}=`));
  const value = beside && [beside.app, ...(beside.path === '' ? [] : [beside.path])].join('/');
  const own = value === undefined ? [] : [`${NAME}=${encodeURIComponent(value).replaceAll('%2F', '/')}`];
  const all = [...others, ...own].join('&');
  return all === '' ? path : `${path}?${all}`;
}

export interface Wish {
  /** Path and query of the page that is wanted. */
  readonly url: string;
  /** It came from what is beside the page. */
  readonly fromBeside: boolean;
}

/**
 * The address of a wish while two apps are side by side: a page goes where its app is; one of a third app takes the place it was
 * wished from. What else an address says stays in its query.
 *
 * @param now - Path and query as they are.
 */
export function splitAddress(
  { url, fromBeside }: Wish,
  now: { readonly path: string; readonly app: AppName; readonly beside: Beside },
): string {
  const [path = '', query = ''] = url.split('?');
  const [, name = '', ...rest] = path.split('/');
  const app = appNamed(name);
  if (app === undefined) return withBeside(url, now.beside);
  const goesBeside = app === now.beside.app || (fromBeside && app !== now.app);
  if (!goesBeside) return withBeside(url, now.beside);
  const beside = { app, path: rest.join('/').replace(/\/$/, '') };
  return withBeside(query === '' ? now.path : `${now.path}?${query}`, beside);
}

/** What is beside the page takes its place, and the other way round. @param path - Of the page. */
export function swappedAddress(path: string, beside: Beside): string {
  const [, app = '', ...rest] = path.split('/');
  return withBeside(pathOf(beside), { app: app as AppName, path: rest.join('/') });
}

export const pathOf = ({ app, path }: Beside): string => (path === '' ? `/${app}` : `/${app}/${path}`);
