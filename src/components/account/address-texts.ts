import { msg, str } from '@lit/localize';
import type { AppError } from '../../domain/errors.js';
import { describeAccountError } from './account-texts.js';

/** Why an address could not be proved, and what to do. */
export function describeAddressError(error: unknown): string {
  const { code, detail = {} } = (error ?? {}) as Partial<AppError>;
  if (code !== 'sync/refused') return describeAccountError(error);
  const left = Number(detail.expected ?? 0);
  switch (detail.refusal) {
    case 'AUTH':
      return left === 1
        ? msg('This is another code. One try is left.')
        : left > 0
          ? msg(str`This is another code. ${left} tries are left.`)
          : msg('This was another code, for the last time. Ask for a new one.');
    case 'NO_INVITE':
      return msg('The code is not valid any more. Ask for a new one.');
    case 'UNKNOWN':
      return msg('This relay sends no mail, so nobody can prove an address there. Invite people by link instead.');
    case 'MALFORMED':
      return msg('This is not an e-mail address.');
    case 'RATE':
      return msg('Too many codes were asked for. Try again in an hour.');
    case 'BUSY':
      return msg('The mail could not be sent. Look at the address, or try again in a minute.');
    default:
      return describeAccountError(error);
  }
}
