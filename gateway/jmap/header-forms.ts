// Fields of a header in the forms a client may ask for (RFC 8621 §4.1.2).
import type { MailHeader } from '../../src/domain/mail/message.js';
import { readAddresses, readAddressGroups } from '../../src/formats/mail/addresses.js';
import { jmapDate, readDate } from '../../src/formats/mail/dates.js';
import { readMessageIds } from '../../src/formats/mail/message-ids.js';
import { headerText } from '../../src/formats/mail/parse-message.js';
import { unfold } from '../../src/formats/mail/unfold.js';
import type { Json } from './arguments.js';

const FORMS: Readonly<Record<string, (value: string) => Json>> = {
  asRaw: (value) => value,
  asText: (value) => headerText(value).normalize('NFC'),
  asAddresses: (value) => readAddresses(value) as unknown as Json,
  asGroupedAddresses: (value) => readAddressGroups(value) as unknown as Json,
  asMessageIds(value) {
    const ids = readMessageIds(unfold(value));
    return ids.length > 0 ? ids : null;
  },
  asDate(value) {
    const date = readDate(unfold(value));
    return date ? jmapDate(date) : null;
  },
  asURLs(value) {
    const urls = [...unfold(value).matchAll(/<([^<>]*)>/g)].map(([, url = '']) => url.replace(/\s+/g, ''));
    return urls.length > 0 ? urls : null;
  },
};

export interface HeaderProperty {
  /** Lower case. */
  readonly field: string;
  readonly form: (value: string) => Json;
  readonly all: boolean;
}

/** `header:List-Post:asURLs:all`. @returns `undefined` for what is none. */
export function readHeaderProperty(property: string): HeaderProperty | undefined {
  const [, field, form = 'asRaw', all] = /^header:([!-9;-~]{1,100})(?::(as[A-Za-z]+))?(:all)?$/.exec(property) ?? [];
  const read = Object.hasOwn(FORMS, form) ? FORMS[form] : undefined;
  return field === undefined || read === undefined
    ? undefined
    : { field: field.toLowerCase(), form: read, all: all !== undefined };
}

export function headerValue(headers: readonly MailHeader[], { field, form, all }: HeaderProperty): Json {
  const values = headers.filter(({ name }) => name.toLowerCase() === field).map(({ value }) => form(value));
  return all ? values : (values.at(-1) ?? null);
}
