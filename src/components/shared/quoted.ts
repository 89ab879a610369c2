import { msg, str } from '@lit/localize';

/** In the quotation marks of the language: for lists and lines that are put together of names and words. */
export const quoted = (text: string): string =>
  msg(str`“${text}”`, { id: 'quoted', desc: 'A name or word as it is written' });
