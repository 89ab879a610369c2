// Out of office and focus time (rules UN1–UN8 of docs/rules/availability.md): events that say one cannot be had.
import type { Component } from '../items/component.js';
import { type ContentLine, escapeText, parseContentLine, unescapeText } from '../items/content-line.js';
import { type Absence, type AbsenceFields, type Decline, noAbsence } from './absence-fields.js';
import { lineOf, type ScannedComponent } from './component-scan.js';
import type { EventFields } from './event-fields.js';
import { propertyLine } from './event-lines.js';
import { formatRecurrenceId } from './recurrence-id.js';
import type { DrawnFields, EventRow, OverrideRow, SeriesRow } from './row-types.js';

/** Exchange's word for busy, free or out of office ([MS-OXCICAL] §2.1.3.1.1.20.31): what other software reads. */
export const BUSY_STATUS = 'X-MICROSOFT-CDO-BUSYSTATUS';
/** Ours: no standard knows focus time. */
const ABSENCE = 'X-IKEBANA-ABSENCE';
const DECLINE = 'X-IKEBANA-DECLINE';
const DECLINE_TEXT = 'X-IKEBANA-DECLINE-TEXT';

const declines: readonly Decline[] = ['offer', 'auto'];

/** Reads what the lines of an event say; the first of a name counts. */
function absenceOf(textOf: (name: string) => string | undefined): Absence | '' {
  if (textOf(BUSY_STATUS)?.trim().toUpperCase() === 'OOF') return 'out-of-office';
  return textOf(ABSENCE)?.trim().toUpperCase() === 'FOCUS' ? 'focus' : '';
}

/** What an event says of absence and declining. */
export function readAbsence(component: Component): AbsenceFields {
  const lineOfName = (name: string): ContentLine | undefined => {
    const part = component.parts.find((candidate) => candidate.name === name && !candidate.block);
    return part && parseContentLine(part.text);
  };
  const absence = absenceOf((name) => lineOfName(name)?.value);
  if (absence === '') return noAbsence;
  const decline = lineOfName(DECLINE)?.value.trim().toLowerCase();
  return {
    absence,
    decline: declines.find((known) => known === decline) ?? '',
    declineText: unescapeText(lineOfName(DECLINE_TEXT)?.value ?? ''),
  };
}

/** Lines that are ours alone; '' where there is nothing to say. */
export function absenceLines({ absence, decline, declineText }: EventFields): readonly (readonly [string, string])[] {
  const away = absence !== '';
  return [
    [ABSENCE, absence === 'focus' ? `${ABSENCE}:FOCUS` : ''],
    [DECLINE, away && decline !== '' ? `${DECLINE}:${decline.toUpperCase()}` : ''],
    [DECLINE_TEXT, away ? propertyLine(DECLINE_TEXT, escapeText(declineText)) : ''],
  ];
}

/** Exchange's line of an event; '' where nobody wrote one and an absence needs none. @param present - It has one. */
export function busyStatusLine({ absence, transparent }: EventFields, present: boolean): string {
  if (absence === '' && !present) return '';
  const status = transparent ? 'FREE' : absence === 'out-of-office' ? 'OOF' : 'BUSY';
  return `${BUSY_STATUS}:${status}`;
}

/** Properties that {@link withAbsences} reads. */
export const absenceNames = [BUSY_STATUS, ABSENCE, 'RECURRENCE-ID'] as const;

/** Rows with what their components say of absence; the very same rows where these say nothing. */
export function withAbsences<Row extends { readonly kind: string }>(
  rows: readonly Row[],
  components: readonly ScannedComponent[],
): readonly Row[] {
  const events = components.filter(({ name }) => name === 'VEVENT');
  const ridOf = (event: ScannedComponent) => lineOf(event, 'RECURRENCE-ID')?.value.trim() ?? '';
  const absences = events.map((event) => absenceOf((name) => lineOf(event, name)?.value));
  if (absences.every((absence) => absence === '')) return rows;
  const byRid = new Map(events.map((event, index) => [ridOf(event), absences[index]] as const).reverse());
  const mark = <Drawn extends DrawnFields>(drawn: Drawn, rid: string): Drawn => {
    const away = byRid.get(rid) ?? '';
    return away === '' ? drawn : { ...drawn, away };
  };
  return rows.map((row) => {
    if (row.kind === 'event') return mark(row as Row & EventRow, (row as Row & EventRow).recurrenceId ?? '');
    if (row.kind !== 'series') return row;
    const series = mark(row as Row & SeriesRow, '');
    const { overrides, allDay, utc } = series;
    if (overrides === undefined) return series;
    const nameOf = ({ at, recurrenceId }: OverrideRow) => recurrenceId ?? formatRecurrenceId(at, { date: allDay, utc });
    return { ...series, overrides: overrides.map((one) => mark(one, nameOf(one))) };
  });
}
