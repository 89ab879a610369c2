import { mergeFields, mergeLists } from '../items/merge-fields.js';
import type { ContactFields } from './contact-fields.js';

/** As `mergeFields`; groups one by one. */
export function mergeContactFields(before: ContactFields, after: ContactFields, now: ContactFields): ContactFields {
  const merged = mergeFields(before, after, now);
  const categories = mergeLists(before.categories, after.categories, now.categories, (name) => name);
  return { ...merged, categories };
}
