import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import { type ParsedMessage, readMessage } from '../../src/formats/mail/parse-message.js';
import { MethodError } from '../errors.js';
import { isDeleted, keywordsOf } from '../imap/keywords.js';
import { emailIdOf, type MailboxInfo } from '../imap/mailboxes.js';
import { MAX_MESSAGE_BYTES } from '../imap/open-imap.js';
import { readStructure, type Structure } from '../imap/structure.js';
import { uidSets } from '../imap/uid-set.js';
import type { Arguments, Json, JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';
import { type BodyOptions, bodyJson } from './email-body.js';
import { type EmailProperties, emailProperties, partProperties } from './email-properties.js';
import { headerValue } from './header-forms.js';
import { LIMITS, MAX_BODY_BYTES } from './limits.js';
import { threadIdOf } from './thread-id.js';

/** Bytes of a text part that a preview is made of: HTML begins with style sheets. */
const PREVIEW_BYTES = { 'text/plain': 2_048, 'text/html': 12_288 } as const;

/** One message as the server tells of it. */
interface Fetched extends FetchMessageObject {
  structure?: Structure;
  preview?: string;
  message?: ParsedMessage;
}

async function fetchUids(
  context: RequestContext,
  uids: readonly number[],
  query: FetchQueryObject,
): Promise<FetchMessageObject[]> {
  const found: FetchMessageObject[] = [];
  for (const set of uidSets(uids))
    found.push(...(await context.imap.flow.fetchAll(set, { uid: true, ...query }, { uid: true })));
  return found;
}

/** The first words of messages, by one FETCH for each number of a part: most have the same. */
async function fetchPreviews(context: RequestContext, messages: readonly Fetched[]): Promise<void> {
  const groups = new Map<string, Fetched[]>();
  for (const one of messages) {
    const part = one.structure?.textPart;
    if (part?.partId == null) continue;
    const bytes = PREVIEW_BYTES[part.type as keyof typeof PREVIEW_BYTES];
    const key = `${part.partId} ${bytes}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const [key, group] of groups) {
    const [part = '1', bytes] = key.split(' ');
    const bodyParts = [{ key: part, start: 0, maxLength: Number(bytes) }];
    const byUid = new Map(group.map((one) => [one.uid, one]));
    for (const { uid, bodyParts: found } of await fetchUids(context, [...byUid.keys()], { bodyParts })) {
      const one = byUid.get(uid);
      const text = found?.get(part.toLowerCase()) ?? found?.get(part);
      const { type, charset, encoding } = one?.structure?.textPart ?? {};
      if (one === undefined || text === undefined) continue;
      // A whole multibyte character or base64 group less at the end does no harm: the reader forgives.
      const head = `Content-Type: ${type}; charset="${(charset ?? 'utf-8').replace(/["\r\n\\]/g, '')}"\r\nContent-Transfer-Encoding: ${(encoding ?? '7bit').replace(/[\r\n]/g, '')}\r\n\r\n`;
      one.preview = readMessage(Buffer.concat([Buffer.from(head), text])).preview;
    }
  }
}

/** Whole messages, one at a time: a list of large ones shall not stand in memory together. */
async function readBodies(
  context: RequestContext,
  messages: readonly Fetched[],
  use: (one: Fetched) => void,
): Promise<void> {
  for (const one of messages) {
    const found = await context.imap.flow.fetchOne(String(one.uid), { uid: true, source: true }, { uid: true });
    if (found === false || found.source === undefined) continue;
    one.message = readMessage(found.source);
    use(one);
    delete one.message;
  }
}

export interface EmailFetch {
  readonly properties: EmailProperties;
  readonly body: BodyOptions;
}

function emailJson(one: Fetched, id: string, mailbox: MailboxInfo, { properties, body }: EmailFetch): JsonObject {
  const parsed =
    one.message ?? (one.headers === undefined ? undefined : readMessage(one.headers, { bodyValues: false }));
  const blobId = emailIdOf(mailbox, one.uid);
  const bodies = one.message === undefined ? {} : bodyJson(one.message, blobId, body);
  const date = one.internalDate === undefined ? undefined : new Date(one.internalDate);
  const all = (): Record<string, Json | undefined> => ({
    id,
    blobId,
    mailboxIds: { [mailbox.id]: true },
    keywords: Object.fromEntries(keywordsOf(one.flags ?? new Set()).map((keyword) => [keyword, true])),
    size: one.size,
    receivedAt:
      date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, 'Z'),
    threadId: parsed && threadIdOf(parsed, id),
    ...(parsed && {
      messageId: parsed.messageId,
      inReplyTo: parsed.inReplyTo,
      references: parsed.references,
      sender: parsed.sender as unknown as Json,
      from: parsed.from as unknown as Json,
      to: parsed.to as unknown as Json,
      cc: parsed.cc as unknown as Json,
      bcc: parsed.bcc as unknown as Json,
      replyTo: parsed.replyTo as unknown as Json,
      subject: parsed.subject,
      sentAt: parsed.sentAt,
    }),
    hasAttachment: one.structure?.hasAttachment ?? one.message?.hasAttachment,
    preview: one.preview ?? one.message?.preview ?? '',
    ...bodies,
  });
  const values = all();
  return {
    id,
    ...Object.fromEntries(
      properties.names.map((name) => {
        const header = properties.headers.get(name);
        return [name, header === undefined ? (values[name] ?? null) : headerValue(parsed?.headers ?? [], header)];
      }),
    ),
  };
}

/** Reads messages of one mailbox. `take` gets each that is there, in no order. */
async function readFrom(
  context: RequestContext,
  mailbox: MailboxInfo,
  uids: readonly number[],
  fetch: EmailFetch,
  take: (uid: number, one: Fetched) => void,
): Promise<void> {
  const { properties } = fetch;
  await context.select(mailbox);
  const query: FetchQueryObject = {
    flags: true,
    internalDate: properties.needsDate,
    size: properties.needsSize || properties.needsBody,
    bodyStructure: properties.needsStructure && !properties.needsBody,
    ...(properties.fields.length > 0 && !properties.needsBody && { headers: [...properties.fields] }),
  };
  const found: Fetched[] = (await fetchUids(context, uids, query)).filter(
    ({ flags }) => !isDeleted(flags ?? new Set()),
  );
  if (properties.needsBody) {
    const size = found.reduce((sum, one) => sum + (one.size ?? 0), 0);
    const largest = Math.max(0, ...found.map((one) => one.size ?? 0));
    if (largest > MAX_MESSAGE_BYTES || (found.length > 1 && size > MAX_BODY_BYTES))
      throw new MethodError(
        'requestTooLarge',
        'These messages are too large together. Ask for fewer, or download them.',
      );
    await readBodies(context, found, (one) => take(one.uid, one));
    return;
  }
  for (const one of found) if (one.bodyStructure !== undefined) one.structure = readStructure(one.bodyStructure);
  if (properties.needsPreview) await fetchPreviews(context, found);
  for (const one of found) take(one.uid, one);
}

/** Messages by their ids, those that are not there left out. */
export async function readEmails(
  context: RequestContext,
  ids: readonly string[],
  fetch: EmailFetch,
): Promise<Map<string, JsonObject>> {
  const byMailbox = new Map<string, { mailbox: MailboxInfo; ids: Map<number, string[]> }>();
  for (const id of ids) {
    const place = await context.place(id);
    if (place === undefined) continue;
    const group = byMailbox.get(place.mailbox.path) ?? { mailbox: place.mailbox, ids: new Map() };
    byMailbox.set(place.mailbox.path, group);
    group.ids.set(place.uid, [...(group.ids.get(place.uid) ?? []), id]);
  }
  const found = new Map<string, JsonObject>();
  for (const { mailbox, ids: byUid } of byMailbox.values())
    await readFrom(context, mailbox, [...byUid.keys()], fetch, (uid, one) => {
      for (const id of byUid.get(uid) ?? []) found.set(id, emailJson(one, id, mailbox, fetch));
    });
  return found;
}

export function readEmailFetch(args: Arguments): EmailFetch {
  return {
    properties: emailProperties(args.texts('properties', 200)),
    body: {
      properties: partProperties(args.texts('bodyProperties', 200)),
      fetch: {
        text: args.boolean('fetchTextBodyValues'),
        html: args.boolean('fetchHTMLBodyValues'),
        all: args.boolean('fetchAllBodyValues'),
      },
      maxValueBytes: args.number('maxBodyValueBytes', 0) ?? 0,
    },
  };
}

/** `Email/get` (RFC 8621 §4.2). */
export async function emailGet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const ids = args.texts('ids', LIMITS.maxObjectsInGet);
  if (ids === undefined) throw new MethodError('requestTooLarge', 'Name the messages: there may be very many.');
  const fetch = readEmailFetch(args);
  const found = await readEmails(context, ids, fetch);
  const unique = [...new Set(ids)];
  return {
    accountId: context.account.id,
    state: await context.emailState(),
    list: unique.flatMap((id) => found.get(id) ?? []),
    notFound: unique.filter((id) => !found.has(id)),
  };
}
