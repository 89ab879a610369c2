// Addresses on the way out (RFC 5322 §3.4, internationalised ones by RFC 6532).

import { MailError } from '../../../domain/mail/mail-error.js';
import type { MailAddress } from '../../../domain/mail/message.js';
import type { Recipient } from '../../../domain/mail/outgoing.js';
import { refuseControls } from './fields.js';
import { phrase } from './words.js';

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u00a0-\\u{10ffff}-]+";
const LOCAL = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, 'u');
const QUOTED = /^"(?:[^"\\]|\\.)*"$/;
const DOMAIN =
  /^(?:[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?)(?:\.[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?)*$/u;
const LITERAL = /^\[[\x21-\x5a\x5e-\x7e]{1,60}\]$/;

/**
 * An address as it is written: domains beyond ASCII in their ASCII form, local parts quoted where they must be.
 * @throws MailError for what is no address
 */
export function addrSpec(email: string, field: string): string {
  refuseControls(email, field);
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const domain = asciiDomain(email.slice(at + 1));
  const isLocal = QUOTED.test(local) || /^[^@,;:<>()[\]"\\]+$/.test(local);
  const isDomain = DOMAIN.test(domain) || LITERAL.test(domain);
  if (at < 1 || !isDomain || email.length > 320 || local.trim() !== local || !isLocal) {
    throw new MailError('mail/address', field, `No address: ${email.slice(0, 100)}`);
  }
  if (LOCAL.test(local) || QUOTED.test(local)) return `${local}@${domain}`;
  return `"${local}"@${domain}`;
}

/** Punycode, as the platform makes it (UTS #46). */
function asciiDomain(domain: string): string {
  if (/^[\x21-\x7e]*$/.test(domain)) return domain;
  try {
    return new URL(`http://${domain}/`).hostname || domain;
  } catch {
    return domain;
  }
}

/** Whether the message can go only through servers that take SMTPUTF8 (RFC 6531): a local part is beyond ASCII. */
export function needsSmtpUtf8(addresses: readonly MailAddress[]): boolean {
  return addresses.some(({ email }) => !/^[\x20-\x7e]*$/.test(email.slice(0, email.lastIndexOf('@'))));
}

/** An address list, an address per line where one line is too short. */
export function addressList(recipients: readonly Recipient[], field: string): string {
  let line = field.length + 2;
  let result = '';
  for (const [index, recipient] of recipients.entries()) {
    const isLast = index === recipients.length - 1;
    const written = `${oneRecipient(recipient, field, line + 1)}${isLast ? '' : ','}`;
    const first = written.split('\r\n', 1)[0]!;
    if (index > 0) {
      const fits = line + 1 + first.length <= 76;
      result += fits ? ' ' : '\r\n ';
      line = fits ? line + 1 : 1;
    }
    result += written;
    const last = written.lastIndexOf('\n');
    line = last === -1 ? line + written.length : written.length - last - 1;
  }
  return result;
}

function oneRecipient(recipient: Recipient, field: string, used: number): string {
  if (!('addresses' in recipient)) return mailbox(recipient, field, used);
  refuseControls(recipient.name ?? '', field);
  const members = recipient.addresses.map((address) => mailbox(address, field, 1)).join(',\r\n ');
  return `${phrase(recipient.name || 'Group', used)}:${members === '' ? '' : `\r\n ${members}`};`;
}

function mailbox({ name, email }: MailAddress, field: string, used: number): string {
  const address = addrSpec(email, field);
  if (name === null || name.trim() === '') return address;
  refuseControls(name, field);
  const written = phrase(name, used);
  const last = written.length - written.lastIndexOf('\n') - 1;
  const gap = last + 1 + address.length > 72 ? '\r\n ' : ' ';
  return `${written}${gap}<${address}>`;
}
