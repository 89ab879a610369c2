import { html, nothing } from 'lit';
import { statusOf } from './known-statuses.js';
import { statusWords } from './status-texts.js';

/** How somebody says they are, to stand after their name: ` · Away · 🏝 On holiday`. @param who - Mail address or account. */
export function statusNote(who: string) {
  const status = statusOf(who);
  return status === undefined ? nothing : html`<span class="quiet status"> · ${statusWords(status)}</span>`;
}
