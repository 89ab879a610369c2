// BODYSTRUCTURE (RFC 9051 §7.5.2) with the names that our own reader of messages uses.
import type { MessageStructureObject } from 'imapflow';
import type { MailPart } from '../../src/domain/mail/message.js';
import { type BodyParts, bodyParts } from '../../src/formats/mail/body-parts.js';
import { isShownInline } from '../../src/formats/mail/parse-message.js';

const MAX_DEPTH = 30;

/** A part as far as IMAP tells; where its bytes are it does not. */
function partOf(node: MessageStructureObject, depth: number): MailPart {
  const type = node.type.toLowerCase();
  const isMultipart = type.startsWith('multipart/') && node.childNodes !== undefined && depth < MAX_DEPTH;
  return {
    partId: isMultipart ? null : (node.part ?? '1'),
    range: { start: 0, body: 0, end: 0 },
    headers: [],
    type,
    params: node.parameters ?? {},
    charset: node.parameters?.charset ?? null,
    encoding: (node.encoding ?? '7bit').toLowerCase(),
    disposition: node.disposition?.toLowerCase() ?? null,
    name: node.dispositionParameters?.filename ?? node.parameters?.name ?? null,
    cid: node.id?.replace(/^<|>$/g, '') ?? null,
    location: node.location ?? null,
    language: node.language ?? null,
    size: node.size ?? 0,
    subParts: isMultipart ? (node.childNodes ?? []).map((child) => partOf(child, depth + 1)) : null,
  };
}

export interface Structure extends BodyParts {
  readonly hasAttachment: boolean;
  /** The part whose text a preview is made of. */
  readonly textPart: MailPart | undefined;
}

export function readStructure(node: MessageStructureObject): Structure {
  const parts = bodyParts(partOf(node, 0));
  const isText = ({ type, partId }: MailPart) => partId !== null && (type === 'text/plain' || type === 'text/html');
  return {
    ...parts,
    hasAttachment: parts.attachments.some((part) => !isShownInline(part)),
    textPart: parts.textBody.find((part) => isText(part) && part.size > 2) ?? parts.htmlBody.find(isText),
  };
}
