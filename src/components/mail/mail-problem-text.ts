import { msg } from '@lit/localize';
import type { MailProblemCode } from '../../domain/mail/message.js';

/** What is wrong with a message, in one sentence. */
export function mailProblemText(code: MailProblemCode): string {
  switch (code) {
    case 'input/limit':
      return msg('It is larger than messages are; what is beyond was left out.');
    case 'input/truncated':
      return msg('It ends in the middle.');
    case 'input/encoding':
      return msg('The encoding of its letters had to be guessed.');
    case 'input/wrong-kind':
      return msg('This is no message.');
    case 'mail/syntax':
      return msg('It is not written as a message should be.');
  }
}
