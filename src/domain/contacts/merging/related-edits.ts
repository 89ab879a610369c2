import { unescapeText } from '../../items/content-line.js';
import type { Edits, ItemRef } from '../../items/item.js';
import { memberUid } from '../../items/member-id.js';
import { formatIcalUtc } from '../../time/ical-time.js';
import type { EpochMs } from '../../time/types.js';
import { openCard } from '../read-contact-fields.js';
import { writeCardLine } from '../write-card-line.js';

/**
 * Edits after which a card's RELATED lines (RFC 6350 §6.6.6) name what the cards they named were merged into.
 *
 * @param replaced - By UID, as `memberUid` gives it.
 */
export function relatedEdits(text: string, edits: Edits, replaced: ReadonlyMap<string, ItemRef>, now: EpochMs): Edits {
  if (!text.includes('RELATED') && !Object.values(edits).some((line) => line.includes('RELATED'))) return {};
  const { version, properties } = openCard(text, edits);
  const result: Record<string, string> = {};
  for (const property of properties) {
    if (property.name !== 'RELATED') continue;
    const kept = replaced.get(memberUid(unescapeText(property.value)));
    if (kept === undefined) continue;
    const uid = /^[a-z][a-z\d+.-]*:[!-~]+$/i.test(kept.uid) ? kept.uid : `urn:uuid:${kept.uid}`;
    result[property.key] = writeCardLine({ ...property, value: uid }, version);
  }
  return Object.keys(result).length === 0 ? {} : { ...result, REV: `REV:${formatIcalUtc(now)}` };
}
