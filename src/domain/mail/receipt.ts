// Receipts: a note to whoever asked for it that a message was shown (RFC 8098; rule MC14 in docs/rules/mail-compose.md).
import type { EmailDetail } from './email.js';
import type { OutgoingReport } from './outgoing.js';

/** Asks for one (RFC 8098 §2.1). */
export const RECEIPT_FIELD = 'Disposition-Notification-To';
/** One was sent, or refused: nobody is asked again (RFC 3503). */
export const RECEIPT_DONE = '$mdnsent';

type Asking = Pick<EmailDetail, 'from' | 'keywords' | 'receiptTo'>;

/**
 * Whether the person is to be asked for a receipt: never for their own mail, junk, drafts, or what was answered. One is never sent
 * without being asked for, as it says that an address is read.
 *
 * @param own - Addresses of the person, lower case.
 */
export function wantsReceipt({ from, keywords, receiptTo = [] }: Asking, own: readonly string[]): boolean {
  const isOwn = from.some(({ email }) => own.includes(email.toLowerCase()));
  const isOver = [RECEIPT_DONE, '$draft', '$junk'].some((keyword) => keywords.includes(keyword));
  return receiptTo.length > 0 && !isOwn && !isOver;
}

/** Whether it goes to somebody else than who wrote the message: then one looks twice (RFC 8098 §2.1). */
export const goesElsewhere = ({ from, receiptTo = [] }: Asking): boolean =>
  receiptTo.some(({ email }) => !from.some((one) => one.email.toLowerCase() === email.toLowerCase()));

/** An address as reports have it; what is beyond ASCII as RFC 6533 §3 says. */
const typedAddress = (address: string): string =>
  /^[\x20-\x7e]*$/.test(address)
    ? `rfc822;${address}`
    : `utf-8;${[...address].map((letter) => (/[\x20-\x7e]/.test(letter) ? letter : `\\x{${letter.codePointAt(0)!.toString(16).toUpperCase()}}`)).join('')}`;

/** What the receipt says for programs: a person saw it, and a person sent this (RFC 8098 §3.2.6). @param address - As whom it was read. */
export function receiptReport({ messageId }: Pick<EmailDetail, 'messageId'>, address: string): OutgoingReport {
  const [original] = messageId;
  return {
    type: 'disposition-notification',
    fields: [
      ['Final-Recipient', typedAddress(address)],
      ...(original === undefined ? [] : [['Original-Message-ID', `<${original}>`] as const]),
      ['Disposition', 'manual-action/MDN-sent-manually; displayed'],
    ],
  };
}
