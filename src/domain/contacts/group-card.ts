// Cards that stand for a group (RFC 6350 §6.1.4 KIND:group, §6.6.5 MEMBER; Apple's X- properties before 4.0). They are
// kept and read; what this app writes are the members' CATEGORIES, and the MEMBER lines of a card that is there.
import { escapeText, formatContentLine } from '../items/content-line.js';
import type { Edits } from '../items/item.js';
import { memberId, memberUid } from '../items/member-id.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { EpochMs } from '../time/types.js';
import { contactUri } from './contact-uri.js';
import { memberNames } from './group-properties.js';
import { openCard } from './read-contact-fields.js';
import { writeCardLine } from './write-card-line.js';

export interface GroupCardChange {
  readonly name?: string;
  /** UIDs of contacts. */
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** Edits that change a group card's name and members, and nothing else; empty when nothing differs. */
export function groupCardEdits(text: string, edits: Edits, change: GroupCardChange, now: EpochMs): Edits {
  const { version, properties } = openCard(text, edits);
  const result = new Map<string, string>();
  const members = properties.filter(({ name }) => memberNames.has(name));
  const known = new Set(members.map(({ value }) => memberUid(value)));
  const isApple = properties.some(({ name }) => name === 'X-ADDRESSBOOKSERVER-KIND') && version !== '4.0';
  const member = isApple ? 'X-ADDRESSBOOKSERVER-MEMBER' : 'MEMBER';
  for (const uid of change.remove ?? []) {
    if (!known.has(memberUid(uid))) continue;
    const own = members.find(({ value }) => memberUid(value) === memberUid(uid));
    result.set(`${own?.name ?? member};${memberId(uid)}`, '');
  }
  for (const uid of change.add ?? []) {
    if (known.has(memberUid(uid))) continue;
    const line = { group: '', name: member, params: [], value: contactUri(uid) };
    result.set(`${member};${memberId(uid)}`, formatContentLine(line));
  }
  const { name } = change;
  if (name !== undefined)
    for (const property of ['FN', 'N']) {
      const old = properties.find((each) => each.name === property);
      if (old === undefined && property === 'N') continue;
      const value = property === 'N' ? `${escapeText(name)};;;;` : escapeText(name);
      const params = old?.params ?? [];
      result.set(property, writeCardLine({ group: old?.group ?? '', name: property, params, value }, version));
    }
  if (result.size === 0) return {};
  result.set('REV', `REV:${formatIcalUtc(now)}`);
  return Object.fromEntries(result);
}
