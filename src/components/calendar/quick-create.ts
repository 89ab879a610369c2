import type { IkQuickCard } from './ik-quick-card.js';
import './ik-quick-card.js';

/** What the card needs of the page. */
export type QuickContext = Pick<
  IkQuickCard,
  'timeZone' | 'locale' | 'services' | 'minutes' | 'calendars' | 'calendarId' | 'remindersOf' | 'save' | 'more'
>;

/**
 * Opens the small card of a new event; another one that is open goes.
 *
 * @param options.times - The times that were clicked or dragged.
 * @param options.anchor - Opens beside it; in the middle without.
 */
export function openQuickCard(
  host: HTMLElement,
  context: QuickContext,
  options: Partial<Pick<IkQuickCard, 'times' | 'anchor' | 'sentence'>>,
): void {
  const root = host.shadowRoot ?? host;
  root.querySelector('ik-quick-card')?.remove();
  const card = document.createElement('ik-quick-card');
  Object.assign(card, context, options);
  card.addEventListener('ik-close', () => card.remove());
  root.append(card);
}
