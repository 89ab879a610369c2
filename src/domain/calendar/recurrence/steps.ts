import { getStepsLeft, isExhausted, setStepsLeft } from './walk.js';

/**
 * Runs with at most so many steps for all walks of rules in it. Where it says exhausted, something may be missing. A file of
 * its own: the calendar for pages shows what the page chose, and has no room for it.
 */
export function withSteps<Result>(
  steps: number,
  run: () => Result,
): { readonly result: Result; readonly exhausted: boolean; readonly used: number } {
  const before = getStepsLeft();
  const given = Math.min(steps, before);
  setStepsLeft(given);
  try {
    return { result: run(), exhausted: isExhausted(), used: given - getStepsLeft() };
  } finally {
    setStepsLeft(before - given + Math.max(0, getStepsLeft()));
  }
}
