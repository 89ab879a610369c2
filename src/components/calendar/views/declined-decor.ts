import { msg, str } from '@lit/localize';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import { stateClasses, titleOf } from './chip-pool.js';
import type { ChipElement, ViewModel } from './view.js';

/**
 * Strikes out what the person said no to. The calendar's own code knows nothing of it: pages that embed it have no
 * invitations.
 */
export function strikeDeclined(root: HTMLElement, { occurrences }: ViewModel): void {
  for (const chip of root.querySelectorAll<ChipElement>('.event:not(.ghost)')) {
    const occurrence = occurrences[chip.index];
    const declined = occurrence?.declined === true;
    // Chips are used again for other events.
    if (!declined && !('declined' in chip.dataset)) continue;
    chip.classList.toggle('declined', declined);
    if (declined) {
      chip.dataset.declined = '';
      chip.ariaLabel = msg(str`${titleOf(occurrence)}, declined`);
    } else {
      delete chip.dataset.declined;
      chip.ariaLabel = null;
    }
  }
}

/** Classes of how an occurrence stands, that it was declined among them: what is printed. */
export function printedClasses(occurrence: EventOccurrence): string {
  return `${stateClasses(occurrence)}${occurrence.declined ? ' declined' : ''}`;
}
