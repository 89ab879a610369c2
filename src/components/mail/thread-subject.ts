import { baseSubject } from '../../domain/mail/base-subject.js';
import type { EmailRow } from '../../domain/mail/email.js';

/** What a thread is about: without `Re:`, in the letters it was written with. */
export function threadSubject(emails: readonly Pick<EmailRow, 'subject'>[]): string {
  const subject = emails.at(-1)?.subject ?? '';
  if (emails.length < 2) return subject;
  const base = baseSubject(subject);
  const at = subject.toLowerCase().lastIndexOf(base.toLowerCase());
  return base === '' || at === -1 ? subject : subject.slice(at, at + base.length);
}
