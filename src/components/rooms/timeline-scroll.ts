// A week of rooms is wider than most screens: what stands above the days goes with them, and what the keys are at is in sight.

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
