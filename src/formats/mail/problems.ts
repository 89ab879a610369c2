import type { MailProblem, MailProblemCode } from '../../domain/mail/message.js';

/** More are not kept: a message of a million faults must not fill the memory with reports. */
const MAX_PROBLEMS = 50;

/** Collects what is wrong with a message, up to a limit. */
export class MailProblems {
  readonly list: MailProblem[] = [];

  add(code: MailProblemCode, message: string, at?: number): void {
    if (this.list.length >= MAX_PROBLEMS) return;
    this.list.push(at === undefined ? { code, message } : { code, message, at });
  }
}
