import type { Segments } from '../../../store/mail/search/segments.js';
import type { MailSearch } from '../mail-lists.js';
import { type FindEnvironment, findEmails } from './find-emails.js';
import { createSnippets } from './snippets.js';

/** Search over the index, and text around what it found. */
export function createMailSearch(environment: FindEnvironment & { readonly segments: Segments }): MailSearch {
  return {
    find: (text) => findEmails(environment, text),
    snippets: createSnippets(environment.store),
  };
}
