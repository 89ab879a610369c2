// Names of edits (docs/decisions/0001): [ "@" rid " " ] name [ ";" id ].

/** What an edit changes. */
export interface EditKey {
  /** RECURRENCE-ID value of one occurrence; '' for the whole item. */
  readonly rid: string;
  /** Upper-case property name, or VALARM or AVAILABLE. */
  readonly name: string;
  /** Which of several; '' for all of that name. */
  readonly id: string;
}

const NAME = /^[A-Z0-9_-]+$/;

/** @returns undefined for what is no edit key. */
export function parseEditKey(key: string): EditKey | undefined {
  let rid = '';
  let rest = key;
  if (key.startsWith('@')) {
    const space = key.indexOf(' ');
    if (space < 2) return undefined;
    rid = key.slice(1, space);
    rest = key.slice(space + 1);
  }
  const semicolon = rest.indexOf(';');
  const name = semicolon === -1 ? rest : rest.slice(0, semicolon);
  const id = semicolon === -1 ? '' : rest.slice(semicolon + 1);
  if (!NAME.test(name) || (semicolon !== -1 && id === '')) return undefined;
  return { rid, name, id };
}

/** @param key - `rid` must not contain a space. */
export function formatEditKey({ rid = '', name, id = '' }: Partial<EditKey> & Pick<EditKey, 'name'>): string {
  return `${rid === '' ? '' : `@${rid} `}${name}${id === '' ? '' : `;${id}`}`;
}

const POSITION = /^#([1-9]\d{0,6})$/;

/** `#n`: the n-th such line of the item's text, from 1. */
export function positionOfId(id: string): number | undefined {
  const match = POSITION.exec(id);
  return match === null ? undefined : Number(match[1]);
}
