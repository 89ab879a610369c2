// Messages as the junk filter looks at them.
import type { JunkMessage } from '../../../domain/mail/junk/junk-clues.js';
import { type ParsedMessage, readMessage } from '../../../formats/mail/parse-message.js';
import { unpackBlob } from '../../../store/mail/blobs.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { MailRow } from '../../../store/mail/records.js';
import { toAddress } from '../email-rows.js';
import { bodyText } from '../search/email-texts.js';

/** Letters that are looked at for links: newsletters are mostly tags. */
const MAX_TEXT = 500_000;
const MAX_LINKS = 100;
const LINK = /https?:\/\/(?:[^\s/"'<>?#@]*@)?([a-z\d.\-\u0080-\uffff]+)/gi;

function linkHosts({ bodyValues }: ParsedMessage): readonly string[] {
  const hosts = new Set<string>();
  for (const { value } of Object.values(bodyValues))
    for (const [, host = ''] of value.slice(0, MAX_TEXT).matchAll(LINK)) {
      hosts.add(host.toLowerCase());
      if (hosts.size === MAX_LINKS) return [...hosts];
    }
  return [...hosts];
}

export function junkMessageOfBytes(bytes: Uint8Array): JunkMessage {
  const message = readMessage(bytes);
  const { textBody } = message;
  return {
    from: message.from ?? message.sender ?? [],
    replyTo: message.replyTo ?? [],
    subject: message.subject ?? '',
    body: bodyText(message).slice(0, MAX_TEXT),
    links: linkHosts(message),
    files: message.attachments.map(({ name }) => name ?? ''),
    fields: message.headers.map(({ name }) => name.toLowerCase()),
    isHtmlOnly: textBody.length > 0 && textBody.every(({ type }) => type === 'text/html'),
  };
}

/** Of a message of which only the row is here. */
const junkMessageOfRow = ({ f, s, p }: MailRow): JunkMessage => ({
  ...{ from: f.map(toAddress), replyTo: [], subject: s, body: p, links: [], files: [], fields: [], isHtmlOnly: false },
});

/** The message with all that is here of it; nothing when it is gone. */
export async function junkMessage(store: MailStore, email: number): Promise<JunkMessage | undefined> {
  const row = (await store.rows.get([email])).get(email);
  if (row === undefined) return undefined;
  const record = row.h === undefined ? undefined : await store.db.mailBlobs.get(row.h);
  return record === undefined ? junkMessageOfRow(row) : junkMessageOfBytes(await unpackBlob(record));
}
