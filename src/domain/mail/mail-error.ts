/** Why a message cannot be written. */
export type MailErrorCode =
  /** A field holds a line break, a NUL, or something else that would become another field (facts F-15). */
  | 'mail/field'
  /** An address no mail can go to. */
  | 'mail/address';

/** A message that must not be written as it is. `field` is the name of the header field, or `filename`. */
export class MailError extends Error {
  override readonly name = 'MailError';
  constructor(
    readonly code: MailErrorCode,
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}
