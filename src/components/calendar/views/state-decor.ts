import { msg, str } from '@lit/localize';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import { stateClasses, titleOf } from './chip-pool.js';
import type { ChipElement, ViewModel } from './view.js';

/** States that only the app's own calendars have: the code that other pages embed knows nothing of them. */
export function ownStates({ away, declined, status, task }: EventOccurrence): readonly string[] {
  const isAway = away !== undefined && status !== 'CANCELLED' && task === undefined;
  return [...(isAway ? ['away', away] : []), ...(declined ? ['declined'] : [])];
}

/** What each view has drawn last. */
const drawn = new WeakMap<HTMLElement, ViewModel>();

/** Draws out of office and focus time as such, and strikes out what the person said no to. */
export function showStates(root: HTMLElement, model: ViewModel): void {
  // A view of another size draws its chips anew by itself: the states of the new ones come after it.
  if (!drawn.has(root)) {
    const redraw = new ResizeObserver(() => markStates(root, drawn.get(root)!));
    redraw.observe(root.querySelector('.weeks, .scroller') ?? root);
  }
  drawn.set(root, model);
  markStates(root, model);
}

function markStates(root: HTMLElement, { occurrences }: ViewModel): void {
  for (const chip of root.querySelectorAll<ChipElement>('.event:not(.ghost)')) {
    const occurrence = occurrences[chip.index];
    const states = occurrence === undefined ? [] : ownStates(occurrence);
    const before = chip.dataset.states?.split(' ') ?? [];
    if (states.length === 0 && before.length === 0) continue;
    // Chips are used again for other events.
    chip.classList.remove(...before);
    chip.classList.add(...states);
    if (states.length > 0) chip.dataset.states = states.join(' ');
    else delete chip.dataset.states;
    chip.ariaLabel = occurrence?.declined ? msg(str`${titleOf(occurrence)}, declined`) : null;
  }
}

/** Classes of how an occurrence stands: what is printed. */
export function printedClasses(occurrence: EventOccurrence): string {
  const states = ownStates(occurrence);
  const usual = states.includes('away') ? '' : stateClasses(occurrence);
  return states.reduce((classes, state) => `${classes} ${state}`, usual);
}
