// Messages as rules look at them.
import type { MailHeader } from '../../../domain/mail/message.js';
import type { RuleMessage } from '../../../domain/mail/rules/match-rule.js';
import { headerText, readMessage } from '../../../formats/mail/parse-message.js';
import { unpackBlob } from '../../../store/mail/blobs.js';
import { ATTACHMENT } from '../../../store/mail/flags.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { MailRow } from '../../../store/mail/records.js';
import { toAddress } from '../email-rows.js';
import { bodyText } from '../search/email-texts.js';

/** Letters of a text that are looked at. */
const MAX_BODY = 1_000_000;

const fieldTexts = (headers: readonly MailHeader[]) => (name: string) => {
  const wanted = name.toLowerCase();
  return headers.filter((field) => field.name.toLowerCase() === wanted).map(({ value }) => headerText(value));
};

/** By its row alone: what it says besides nobody knows yet. */
export function messageOfRow(store: MailStore, email: number, row: MailRow): RuleMessage {
  const { f, t, c = [], s } = row;
  return {
    from: f.map(toAddress),
    to: t.map(toAddress),
    cc: c.map(toAddress),
    bcc: [],
    subject: s,
    header: () => [],
    body: '',
    size: store.columns.sizes[email]!,
    hasAttachment: (store.columns.flags[email]! & ATTACHMENT) !== 0,
  };
}

export function messageOfBytes(bytes: Uint8Array): RuleMessage {
  const message = readMessage(bytes);
  return {
    from: message.from ?? message.sender ?? [],
    to: message.to ?? [],
    cc: message.cc ?? [],
    bcc: message.bcc ?? [],
    subject: message.subject ?? '',
    header: fieldTexts(message.headers),
    body: bodyText(message).slice(0, MAX_BODY),
    size: bytes.length,
    hasAttachment: message.hasAttachment,
  };
}

/** Whether the bytes of a message can be read. */
export const hasBytes = async (store: MailStore, email: number): Promise<boolean> =>
  (await store.rows.get([email])).get(email)?.h !== undefined;

/** The message with all it says where that is wanted and here, else by its row. @returns nothing when it is gone */
export async function ruleMessage(
  store: MailStore,
  email: number,
  whole: boolean,
): Promise<{ readonly message: RuleMessage; readonly isWhole: boolean } | undefined> {
  const row = (await store.rows.get([email])).get(email);
  if (row === undefined) return undefined;
  const record = whole && row.h !== undefined ? await store.db.mailBlobs.get(row.h) : undefined;
  if (record === undefined) return { message: messageOfRow(store, email, row), isWhole: false };
  return { message: messageOfBytes(await unpackBlob(record)), isWhole: true };
}
