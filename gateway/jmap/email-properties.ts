// Which properties of an Email (RFC 8621 §4.1) are asked for, and what has to be fetched for them.
import { MethodError } from '../errors.js';
import { type HeaderProperty, readHeaderProperty } from './header-forms.js';

const PLACE = ['id', 'blobId', 'mailboxIds'];
const ADDRESSES = ['sender', 'from', 'to', 'cc', 'bcc', 'replyTo'];
const HEADER = ['threadId', 'messageId', 'inReplyTo', 'references', ...ADDRESSES, 'subject', 'sentAt'];
const STRUCTURE = ['hasAttachment', 'preview'];
const BODY = ['bodyStructure', 'bodyValues', 'textBody', 'htmlBody', 'attachments', 'headers'];
const KNOWN = new Set([...PLACE, 'keywords', 'size', 'receivedAt', ...HEADER, ...STRUCTURE, ...BODY]);
const BY_DEFAULT = [...KNOWN].filter((name) => name !== 'bodyStructure' && name !== 'headers');

const PART_KNOWN = new Set([
  ...['partId', 'blobId', 'size', 'headers', 'name', 'type', 'charset', 'disposition', 'cid', 'language', 'location'],
  'subParts',
]);
const PART_BY_DEFAULT = [
  ...['partId', 'blobId', 'size', 'name', 'type', 'charset', 'disposition', 'cid', 'language', 'location'],
];

/** Fields that are fetched for {@link HEADER}. */
const FIELDS = [
  ...['message-id', 'in-reply-to', 'references', 'sender', 'from', 'to', 'cc', 'bcc', 'reply-to', 'subject', 'date'],
];

export interface EmailProperties {
  readonly names: readonly string[];
  readonly headers: ReadonlyMap<string, HeaderProperty>;
  /** Fields to fetch; none when no property is of the header. */
  readonly fields: readonly string[];
  readonly needsDate: boolean;
  readonly needsSize: boolean;
  readonly needsStructure: boolean;
  readonly needsPreview: boolean;
  /** Whether all of the message has to be read. */
  readonly needsBody: boolean;
}

/** @throws {MethodError} One of them is none. */
export function emailProperties(asked: readonly string[] | undefined): EmailProperties {
  const names = [...new Set(asked ?? BY_DEFAULT)];
  const headers = new Map<string, HeaderProperty>();
  for (const name of names) {
    const header = readHeaderProperty(name);
    if (header !== undefined) headers.set(name, header);
    else if (!KNOWN.has(name)) throw new MethodError('invalidArguments', `An Email has no property “${name}”.`);
  }
  const has = (list: readonly string[]) => list.some((name) => names.includes(name));
  const own = [...headers.values()].map(({ field }) => field);
  return {
    names,
    headers,
    fields: [...new Set([...(has(HEADER) ? FIELDS : []), ...own])],
    needsDate: names.includes('receivedAt'),
    needsSize: names.includes('size'),
    needsStructure: has(STRUCTURE),
    needsPreview: names.includes('preview'),
    needsBody: has(BODY),
  };
}

export interface PartProperties {
  readonly names: readonly string[];
  readonly headers: ReadonlyMap<string, HeaderProperty>;
}

/** @throws {MethodError} One of them is none. */
export function partProperties(asked: readonly string[] | undefined): PartProperties {
  const names = [...new Set(asked ?? PART_BY_DEFAULT)];
  const headers = new Map<string, HeaderProperty>();
  for (const name of names) {
    const header = readHeaderProperty(name);
    if (header !== undefined) headers.set(name, header);
    else if (!PART_KNOWN.has(name)) throw new MethodError('invalidArguments', `A body part has no property “${name}”.`);
  }
  return { names, headers };
}
