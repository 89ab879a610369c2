// Components of one UID become one item: the master, its overrides, and the VTIMEZONEs only the file can explain.
import { createPart, formatComponents, parseComponents } from '../../domain/items/component.js';
import { parseContentLine, splitLines } from '../../domain/items/content-line.js';
import { deriveUid } from '../../domain/items/derive-uid.js';
import type { CalendarItem } from '../../domain/items/item.js';
import { resolveZone } from '../../domain/time/resolve-zone.js';
import type { ProblemList } from '../text/problem-list.js';
import { reportOtherRules } from './compare-zones.js';
import type { IcsLimits } from './limits.js';
import type { FoundComponent } from './scan-components.js';
import { reportUnknownZones } from './unknown-zones.js';
import { zoneNamesIn } from './zone-names-in.js';

interface Part {
  readonly text: string;
  readonly line: number;
  readonly recurrenceId: string;
  /** Of an event: it has a start that can be read. */
  readonly starts: boolean;
  /** It says nowhere when it is, and should. */
  readonly onNoDay: boolean;
  /** Read when a second version turns up. */
  revision?: Revision;
}

interface Group {
  readonly uid: string;
  readonly name: string;
  /** What came first: nearly always all there is. */
  readonly first: Part;
  /** By RECURRENCE-ID, '' for the master; made for the second part. */
  parts: Map<string, Part> | undefined;
  /** VTIMEZONE text by TZID. */
  zones: Map<string, string> | undefined;
}

const kinds = new Map<string, CalendarItem['kind']>([
  ['VEVENT', 'event'],
  ['VTODO', 'task'],
  ['VJOURNAL', 'journal'],
  ['VFREEBUSY', 'freebusy'],
]);

/** Collects components calendar by calendar. */
export class ComponentGroups {
  readonly #groups = new Map<string, Group>();
  #pending: FoundComponent[] = [];
  #zones = new Map<string, Pick<FoundComponent, 'text' | 'line'>>();
  readonly #usedZones = new Set<string>();
  /** Those whose name says it all. */
  readonly #namedZones = new Map<string, Pick<FoundComponent, 'text' | 'line'>>();
  /** Unknown components without UID and unknown zones that nothing uses, as text. */
  readonly otherComponents: string[] = [];

  constructor(
    private readonly limits: IcsLimits,
    private readonly problems: ProblemList,
  ) {}

  get isFull(): boolean {
    return this.#groups.size + this.#pending.length > this.limits.maxItems && this.#countUids() > this.limits.maxItems;
  }

  #countUids(): number {
    const uids = new Set(this.#pending.map(({ seen }) => seen.uid));
    return [...uids].filter((uid) => !this.#groups.has(uid)).length + this.#groups.size;
  }

  add(found: FoundComponent): void {
    if (found.name === 'VTIMEZONE') {
      if (found.seen.tzid === '') {
        this.problems.addComponent('ics/value', 'VTIMEZONE has no TZID; it was left out.', found.line, found.text);
      } else {
        const { tzid } = found.seen;
        const isNamed = resolveZone(tzid) !== undefined;
        const zones = isNamed ? this.#namedZones : this.#zones;
        const known = zones.get(tzid);
        if (known === undefined) zones.set(tzid, found);
        else if (!isNamed && known.text !== found.text) {
          const message = `VTIMEZONE ${tzid} is already in line ${known.line}; it was left out.`;
          this.problems.addComponent('ics/duplicate', message, found.line, found.text);
        }
      }
      return;
    }
    if (found.name === 'VCARD') {
      this.problems.addComponent('input/wrong-kind', 'A contact in a calendar was left out.', found.line, found.text);
      return;
    }
    this.#pending.push(found);
  }

  /** VTIMEZONEs may follow the components that use them, so these are placed when their calendar is complete. */
  endCalendar(method: string | undefined): void {
    // Only scheduling messages may leave DTSTART out (RFC 5545 §3.6.1, RFC 5546 §3.2).
    const needsStart = method === undefined || method.toUpperCase() === 'PUBLISH';
    reportOtherRules(this.#namedZones, this.#pending, this.problems);
    reportUnknownZones(this.#zones, this.#pending, this.problems);
    this.#namedZones.clear();
    for (const found of this.#pending) this.#place(found, needsStart);
    for (const [tzid, { text, line }] of this.#zones) if (!this.#usedZones.has(tzid)) this.#keepOther(text, line);
    this.#pending = [];
    this.#zones = new Map();
    this.#usedZones.clear();
  }

  #place(found: FoundComponent, needsStart: boolean): void {
    const { broken } = found.seen;
    if (broken !== '') {
      const reason = `${found.name} has a ${broken} that cannot be read`;
      this.problems.addComponent('ics/value', `${reason}; it was left out.`, found.line, found.text);
      return;
    }
    const known = kinds.has(found.name);
    if (!known && found.seen.uid.trim() === '') {
      this.#keepOther(found.text, found.line);
      return;
    }
    let { text } = found;
    let { uid } = found.seen;
    if (uid.trim() === '' || uid.length > this.limits.maxUidLength) {
      const tooLong = uid.length > this.limits.maxUidLength;
      uid = deriveUid(text);
      text = withUid(text, uid);
      const message = tooLong ? 'UID is too long; it was replaced.' : `${found.name} has no UID; one was made.`;
      this.problems.add(tooLong ? 'input/limit' : 'ics/uid', message, found.line, text.slice(0, 300));
    }
    const { recurrenceId, start } = found.seen;
    const onNoDay = isOnNoDay(found, needsStart);
    this.#join(uid, found.name, { text, line: found.line, recurrenceId, starts: start === 'good', onNoDay });
  }

  #keepOther(text: string, line: number): void {
    if (this.otherComponents.length < this.limits.maxCalendarProperties) this.otherComponents.push(text);
    else this.problems.addComponent('input/limit', 'Too many components without UID: it was left out.', line, text);
  }

  #join(uid: string, name: string, part: Part): void {
    const group = this.#groups.get(uid);
    if (group === undefined) {
      const zones = this.#zones.size === 0 ? undefined : this.#zonesOf(part.text);
      this.#groups.set(uid, { uid, name, first: part, parts: undefined, zones });
      return;
    }
    if (group.name !== name) {
      const own = `${uid}-${name.toLowerCase()}`;
      this.problems.add('ics/uid', `UID is also that of a ${group.name}; it was changed to ${own}.`, part.line, uid);
      this.#join(own, name, { ...part, text: withUid(part.text, own) });
      return;
    }
    if (this.#zones.size > 0) group.zones = new Map([...this.#zonesOf(part.text), ...(group.zones ?? [])]);
    group.parts ??= new Map([[group.first.recurrenceId, group.first]]);
    const present = group.parts.get(part.recurrenceId);
    if (present === undefined) group.parts.set(part.recurrenceId, part);
    else this.#settleDuplicate(group, group.parts, present, part);
  }

  #settleDuplicate(group: Group, parts: Map<string, Part>, present: Part, part: Part): void {
    const where = `same UID and RECURRENCE-ID as in line ${present.line}`;
    if (present.text === part.text) {
      this.problems.add('ics/duplicate', `Duplicate: ${where}, same content.`, part.line, group.uid);
      return;
    }
    present.revision ??= readRevision(present.text);
    part.revision ??= readRevision(part.text);
    const before = present.revision;
    const after = part.revision;
    const apart = before.start !== after.start || before.stamp === after.stamp;
    const borrowed = before.sequence === after.sequence && before.summary !== after.summary && apart;
    if (part.recurrenceId === '' && borrowed) {
      // Some programs give every event the same UID. Taking them for versions of one would lose all but one.
      const own = `${group.uid}-${deriveUid(part.text)}`;
      this.problems.add('ics/uid', `Another event has the same UID; it was changed to ${own}.`, part.line, group.uid);
      this.#join(own, group.name, { ...part, text: withUid(part.text, own) });
      return;
    }
    // An answer, which may say no start, is no version of its event.
    const started = group.name === 'VEVENT' ? Number(part.starts) - Number(present.starts) : 0;
    const newer = started || after.sequence - before.sequence || (after.stamp < before.stamp ? -1 : 1);
    if (newer > 0) parts.set(part.recurrenceId, part);
    const older = newer > 0 ? present : part;
    this.problems.addComponent('ics/duplicate', `Duplicate: ${where}; the newer one was taken.`, part.line, older.text);
  }

  #zonesOf(text: string): Map<string, string> {
    const used = new Map<string, string>();
    for (const tzid of zoneNamesIn(text)) {
      const zone = this.#zones.get(tzid);
      if (zone === undefined) continue;
      used.set(tzid, zone.text);
      this.#usedZones.add(tzid);
    }
    return used;
  }

  toItems(): CalendarItem[] {
    const items: CalendarItem[] = [];
    const used = new Set<string>();
    const left = new Map<string, number>();
    for (const { uid, name, first, parts, zones } of this.#groups.values()) {
      const master = parts === undefined ? first : parts.get('');
      if (master?.onNoDay) {
        const message = `${name} does not say when it starts: it is on no day.`;
        this.problems.addComponent('ics/start', message, master.line, master.text);
      }
      let text = parts === undefined ? first.text : joinParts(parts);
      if (zones !== undefined) {
        // Of several versions, those that were left out have brought their zones, too.
        const names = parts === undefined ? undefined : zoneNamesIn(text);
        const own = [...zones].flatMap(([tzid, zone]) => (names?.has(tzid) === false ? [] : [zone]));
        for (const zone of own) used.add(zone);
        for (const zone of zones.values()) if (!own.includes(zone)) left.set(zone, first.line);
        text = own.join('') + text;
      }
      items.push({ uid, kind: kinds.get(name) ?? 'other', text });
    }
    for (const [zone, line] of left) if (!used.has(zone)) this.#keepOther(zone, line);
    return items;
  }
}

/** The master before its overrides. */
function joinParts(parts: ReadonlyMap<string, Part>): string {
  const master = parts.get('');
  const others = [...parts.values()].filter((part) => part !== master);
  return (master?.text ?? '') + others.map(({ text }) => text).join('');
}

/** Whether no calendar can tell when it is: an event without start that should have one, and is no series' occurrence. */
function isOnNoDay({ name, seen }: FoundComponent, needsStart: boolean): boolean {
  if (name !== 'VEVENT' || seen.recurrenceId !== '') return false;
  return seen.start === 'bad' || (seen.start === 'missing' && needsStart);
}

/** The component with this UID instead of its own, if it has one; alarms have UIDs too (RFC 9074) and keep them. */
function withUid(text: string, uid: string): string {
  const [component] = parseComponents(text);
  if (component === undefined) return text;
  const others = component.parts.filter(({ name, block }) => name !== 'UID' || block);
  return formatComponents([{ ...component, parts: [createPart('UID', `UID:${uid}`), ...others] }]);
}

interface Revision {
  readonly sequence: number;
  readonly stamp: string;
  readonly start: string;
  readonly summary: string;
}

/** What tells two versions of an event apart (RFC 5546 §2.1.5). */
function readRevision(text: string): Revision {
  const values = new Map<string, string>();
  let depth = 0;
  for (const line of splitLines(text)) {
    const parsed = parseContentLine(line.text);
    if (parsed?.name === 'BEGIN') depth += 1;
    else if (parsed?.name === 'END') depth -= 1;
    else if (depth === 1 && parsed !== undefined && !values.has(parsed.name)) values.set(parsed.name, parsed.value);
  }
  return {
    sequence: Number.parseInt(values.get('SEQUENCE') ?? '0', 10) || 0,
    stamp: values.get('DTSTAMP') ?? '',
    start: values.get('DTSTART') ?? '',
    summary: values.get('SUMMARY') ?? '',
  };
}
