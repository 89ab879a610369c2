// A calendar that everybody with its address may look at: which addresses there are, and what is kept of them. A link stands
// in the settings' document, so that all devices of the person know that it is on.

/**
 * `ics`: every calendar program fetches it, and the relay can read it then. `page`: only a browser opens it, nobody else.
 * `door`: the same of a room, for the tablet beside its door.
 */
export type PublicForm = 'ics' | 'page' | 'door';
export const publicForms: readonly PublicForm[] = ['ics', 'page', 'door'];

/** `busy`: times alone. `full`: titles, places and notes too; never guests, never what is marked private. */
export type PublicContent = 'busy' | 'full';

export interface PublicLink {
  readonly form: PublicForm;
  readonly content: PublicContent;
  /** Where it is: `wss://host[:port]`. */
  readonly relay: string;
  /** 16 random bytes, base64url. */
  readonly link: string;
  /** 32 random bytes, base64url. */
  readonly key: string;
  /** What stands in place of titles, in the language of whoever made it. */
  readonly busy: string;
}

/** A link as it is shown. */
export interface ShownLink extends Pick<PublicLink, 'form' | 'content'> {
  readonly address: string;
}

const PREFIX = 'public/';

/** The setting in which a link stands. */
export const publicSetting = (collectionId: string, form: PublicForm): string => `${PREFIX}${collectionId}/${form}`;

/** What a link is of. */
export interface PublicPlace {
  readonly collectionId: string;
  readonly form: PublicForm;
}

/** Which link a setting is about; `undefined` for all other settings. */
export function placeOfPublicSetting(name: string): PublicPlace | undefined {
  const slash = name.lastIndexOf('/');
  const form = publicForms.find((each) => each === name.slice(slash + 1));
  if (!name.startsWith(PREFIX) || slash <= PREFIX.length || form === undefined) return undefined;
  return { collectionId: name.slice(PREFIX.length, slash), form };
}

const RELAY = /^wss?:\/\/[\w.:[\]-]{1,255}$/;
const LINK = /^[\w-]{22}$/;
const KEY = /^[\w-]{43}$/;
/** More than a link and its words need. */
const MAX_LENGTH = 1_000;
const MAX_WORD = 60;

/** Of a setting's JSON; another device may have written anything. `undefined`: off. */
export function readPublicLink(form: PublicForm, json: string | undefined): PublicLink | undefined {
  if (json === undefined || json.length > MAX_LENGTH) return undefined;
  try {
    const { relay, link, key, content, busy } = JSON.parse(json) as Readonly<Record<string, unknown>>;
    const isOne =
      typeof relay === 'string' &&
      RELAY.test(relay) &&
      typeof link === 'string' &&
      LINK.test(link) &&
      typeof key === 'string' &&
      KEY.test(key) &&
      (content === 'busy' || content === 'full');
    if (!isOne) return undefined;
    return { form, relay, link, key, content, busy: typeof busy === 'string' ? busy.slice(0, MAX_WORD) : '' };
  } catch {
    return undefined;
  }
}

/** @param link - Absent: switched off. */
export function publicLinkToText(link: PublicLink | undefined): string {
  if (link === undefined) return 'null';
  const { form: _, ...kept } = link;
  return JSON.stringify({ ...kept, busy: kept.busy.slice(0, MAX_WORD) });
}

const httpOf = (relay: string): string => relay.replace(/^ws/, 'http');

/** What calendar programs fetch. */
export const icsAddress = ({ relay, link, key }: Pick<PublicLink, 'relay' | 'link' | 'key'>): string =>
  `${httpOf(relay)}/ics/${link}/${key}.ics`;

/** @param page - Where `public.html`, or `door.html`, is. */
export const pageAddress = ({ relay, link, key }: Pick<PublicLink, 'relay' | 'link' | 'key'>, page: string): string =>
  `${page}#${link}.${key}.${relay.startsWith('wss://') ? relay.slice(6) : `local.${relay.slice(5)}`}`;

/** What the page needs of its address: where the ciphertext is, and the key. @param hash - With its #. */
export function readPageAddress(hash: string): { readonly source: string; readonly key: string } | undefined {
  const [, link = '', key = '', local, host = ''] =
    /^#([\w-]{22})\.([\w-]{43})\.(local\.)?([\w.:[\]-]{1,255})$/.exec(hash) ?? [];
  if (link === '') return undefined;
  // Without encryption on the way only on this machine, for trying it out.
  if (local !== undefined && !/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host)) return undefined;
  return { source: `${local === undefined ? 'https' : 'http'}://${host}/public/${link}`, key };
}
