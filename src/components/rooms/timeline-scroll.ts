// A week of rooms, and a day on a telephone, is wider than the screen: what stands above the days goes with them, and what the keys are at is in sight.

import { PHONE_HOUR, type Scale } from './timeline-scale.js';

const isRtl = (element: Element) => getComputedStyle(element).direction === 'rtl';

/** The days' names stand above their days. */
export function followScroll(heads: HTMLElement | null, scroller: HTMLElement): void {
  if (heads !== null) heads.scrollLeft = scroller.scrollLeft;
}

/**
 * Scrolls sideways as little as it takes.
 *
 * @param place - Hundredths of the width of a strip.
 * @param first - It becomes the first that is seen.
 */
export function revealPlace(scroller: HTMLElement, strip: HTMLElement, place: number, first = false): void {
  const left = (place / 100) * strip.offsetWidth;
  // What is sticky stands before it.
  const width = scroller.clientWidth - (scroller.scrollWidth - strip.offsetWidth);
  const sign = isRtl(scroller) ? -1 : 1;
  const now = Math.abs(scroller.scrollLeft);
  const margin = width / 6;
  if (first) scroller.scrollLeft = sign * left;
  else if (left < now) scroller.scrollLeft = sign * Math.max(0, left - margin);
  else if (left > now + width - margin) scroller.scrollLeft = sign * (left - width + 2 * margin);
}

/**
 * Where a day shows other hours than before, the hours that were in sight stay there.
 *
 * @returns does so, once the new ones are drawn.
 */
export function keepHours(scroller: HTMLElement | null, before: Scale | undefined, scale: Scale): () => void {
  if (scroller === null || before === undefined || before === scale) return () => {};
  const left = scroller.scrollLeft;
  const sign = isRtl(scroller) ? -1 : 1;
  return () => {
    scroller.scrollLeft = left + sign * (before.from - scale.from) * PHONE_HOUR;
  };
}
