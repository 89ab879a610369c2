import { msg, str } from '@lit/localize';
import type { ImportReport, Services } from '../../../app/services.js';
import { NavigateEvent } from '../../shared/navigate-event.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { duplicatesUrl } from '../contacts-route.js';

/**
 * After an import: says how many of those who have come may be there already, and leads to them. Says nothing when there are
 * none, or when they could not be looked for: the import itself is done and told of.
 *
 * @param host - Notices are dispatched from it.
 */
export async function offerReview(
  host: HTMLElement,
  services: Services,
  imports: readonly { readonly report: ImportReport }[],
  locale: string,
): Promise<void> {
  const importIds = imports.map(({ report }) => report.importId);
  let hits: number;
  try {
    hits = await services.duplicates.countHits(importIds);
  } catch {
    return;
  }
  if (hits === 0) return;
  const count = hits.toLocaleString(locale);
  const text =
    hits === 1 ? msg('1 may be somebody you already have.') : msg(str`${count} may be people you already have.`);
  const run = () => void host.dispatchEvent(new NavigateEvent(duplicatesUrl({ imports: importIds.join(',') })));
  host.dispatchEvent(new NoticeEvent(text, { action: { label: msg('Review'), run }, lasting: true }));
}
