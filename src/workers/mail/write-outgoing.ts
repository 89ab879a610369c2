// A message as a person wrote it becomes bytes, before the transaction that keeps it begins.
import { writeMessage } from '../../formats/mail/write-message.js';
import type { WrittenFile, WrittenMessage } from '../mail.api.js';

const bytesOf = async ({ name, type, blob }: WrittenFile) => ({
  name,
  type,
  bytes: new Uint8Array(await blob.arrayBuffer()),
});

/** @throws MailError for what is no address and for fields with control characters; views do not let those through. */
export async function writeOutgoing({ files, ...message }: WrittenMessage): Promise<Uint8Array<ArrayBuffer>> {
  const attachments = await Promise.all(files.filter(({ cid }) => cid === undefined).map(bytesOf));
  const inline = await Promise.all(
    files.flatMap((file) =>
      file.cid === undefined ? [] : [bytesOf(file).then((part) => ({ ...part, cid: file.cid! }))],
    ),
  );
  // With Bcc: servers take it out of what goes to others (RFC 8621 §7.5), and the sender keeps knowing.
  const bytes = writeMessage({ ...message, attachments, inline }, { keepBcc: true });
  return Uint8Array.from(bytes);
}
