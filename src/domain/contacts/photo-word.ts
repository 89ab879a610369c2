import { valueId } from '../items/value-id.js';
import type { CardProperty } from './card-property.js';

/** Enough to see whether two photos are one; reading megabytes would take as long as all else. UTF-16 code units. */
const ENDS = 1000;

/** A word that photos share when they are the same; '' for none. */
export function photoWord(photo: CardProperty | undefined): string {
  if (photo === undefined || photo.value === '') return '';
  const { value } = photo;
  return `${value.length} ${valueId(value.slice(0, ENDS) + value.slice(-ENDS))}`;
}
