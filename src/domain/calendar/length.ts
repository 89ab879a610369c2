import { MS_PER_DAY } from '../time/types.js';
import type { Length } from './row-types.js';

/** A length on a wall clock that does not change. */
export function milliseconds({ days, seconds }: Length): number {
  return days * MS_PER_DAY + seconds * 1000;
}
