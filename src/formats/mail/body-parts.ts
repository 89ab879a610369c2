// Which parts are the text and which are attachments (RFC 8621 §4.1.4).

import type { MailPart } from '../../domain/mail/message.js';

export interface BodyParts {
  /** What to show, in order, where plain text is wanted. */
  readonly textBody: readonly MailPart[];
  /** What to show, in order, where HTML is wanted. */
  readonly htmlBody: readonly MailPart[];
  readonly attachments: readonly MailPart[];
}

/** The algorithm of RFC 8621 §4.1.4, step by step. */
export function bodyParts(root: MailPart): BodyParts {
  const textBody: MailPart[] = [];
  const htmlBody: MailPart[] = [];
  const attachments: MailPart[] = [];
  walk([root], 'mixed', false, htmlBody, textBody, attachments);
  return { textBody, htmlBody, attachments };
}

const isMedia = (type: string) => /^(?:image|audio|video)\//.test(type);

function walk(
  parts: readonly MailPart[],
  multipart: string,
  inAlternative: boolean,
  htmlList: MailPart[] | null,
  textList: MailPart[] | null,
  attachments: MailPart[],
): void {
  let htmlBody = htmlList;
  let textBody = textList;
  const textLength = textBody ? textBody.length : -1;
  const htmlLength = htmlBody ? htmlBody.length : -1;
  for (const [index, part] of parts.entries()) {
    if (part.subParts) {
      const kind = part.type.slice('multipart/'.length);
      walk(part.subParts, kind, inAlternative || kind === 'alternative', htmlBody, textBody, attachments);
    } else if (!isInline(part, index, multipart)) {
      attachments.push(part);
    } else if (multipart === 'alternative') {
      if (part.type === 'text/plain') textBody?.push(part);
      else if (part.type === 'text/html') htmlBody?.push(part);
      else attachments.push(part);
    } else {
      if (inAlternative && part.type === 'text/plain') htmlBody = null;
      if (inAlternative && part.type === 'text/html') textBody = null;
      textBody?.push(part);
      htmlBody?.push(part);
      if ((!textBody || !htmlBody) && isMedia(part.type)) attachments.push(part);
    }
  }
  if (multipart !== 'alternative' || !textBody || !htmlBody) return;
  if (textLength === textBody.length && htmlLength !== htmlBody.length) textBody.push(...htmlBody.slice(htmlLength));
  if (htmlLength === htmlBody.length && textLength !== textBody.length) htmlBody.push(...textBody.slice(textLength));
}

/**
 * A body part and not an attachment: in multipart/related only the first can be one, and text with a name is one only
 * where it comes first.
 */
function isInline(part: MailPart, index: number, multipart: string): boolean {
  const isText = part.type === 'text/plain' || part.type === 'text/html';
  if (part.disposition === 'attachment' || !(isText || isMedia(part.type))) return false;
  return index === 0 || (multipart !== 'related' && (isMedia(part.type) || part.name === null));
}
