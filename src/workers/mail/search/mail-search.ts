import { OutdatedSegments, type Segments } from '../../../store/mail/search/segments.js';
import type { Found, MailSearch } from '../mail-lists.js';
import { type FindEnvironment, findEmails } from './find-emails.js';
import { createSnippets } from './snippets.js';

/** Times a search begins anew because segments were merged under it: they are merged one group after the other. */
const MAX_TRIES = 6;

/** Search over the index, and text around what it found. */
export function createMailSearch(environment: FindEnvironment & { readonly segments: Segments }): MailSearch {
  async function find(text: string): Promise<Found> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await findEmails(environment, text);
      } catch (error) {
        if (!(error instanceof OutdatedSegments) || tries === MAX_TRIES) throw error;
      }
    }
  }
  return { find, snippets: createSnippets(environment.store) };
}
