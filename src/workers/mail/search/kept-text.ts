import type { ParsedMessage } from '../../../formats/mail/parse-message.js';
import type { MailTextRecord } from '../../../store/mail/records.js';
import { bodyText, type FileText } from './email-texts.js';
import { MAX_KEPT_TEXT, MAX_READ } from './snippets.js';

/** What excerpts need of a message that is not read again for each of them: its text when it is long, that of its files. */
export function keptText(
  email: number,
  message: ParsedMessage,
  files: readonly FileText[],
): MailTextRecord | undefined {
  const isLong = message.size > MAX_READ;
  if (!isLong && files.length === 0) return undefined;
  let left = MAX_KEPT_TEXT;
  const short: FileText[] = [];
  for (const { name, text } of files) {
    if (left > 0) short.push({ name, text: text.slice(0, left) });
    left -= text.length;
  }
  return {
    email,
    ...(isLong && { text: bodyText(message).slice(0, MAX_KEPT_TEXT) }),
    ...(short.length > 0 && { files: short }),
  };
}
