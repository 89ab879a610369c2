// A browser compiles what runs often, while it runs. Reading made-up events beforehand takes that off the first file: a
// tenth of an import of 10,000 events.
import { prepareBatch } from './make-batch.js';
import { type Checkpoint, describeFile, drawFile, readFile } from './read-file.js';

/** Some tenths of a second, in idle time or while a file is dragged; with 2000 events half of the code is compiled. */
const FILES = 20;
/** Of each file: what is read of 5000 at once takes some 40 MB, which a browser at rest keeps for long. */
const EVENTS = 250;

const TIMES = [
  'DTSTART;VALUE=DATE:20261118',
  'DTSTART;TZID=Europe/Zurich:20261118T100000\r\nDTEND;TZID=Europe/Zurich:20261118T113000',
  'DTSTART:20261118T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=20',
  'DTSTART;TZID=Europe/Zurich:20261118T100000\r\nRRULE:FREQ=MONTHLY;UNTIL=20271118T090000Z\r\nEXDATE:20261218T090000Z',
];

/** Most events have no guests; some have many, one of whom does not come. */
const GUESTS = [
  'ORGANIZER;CN=Ada Lovelace:mailto:ada@example.org',
  'ATTENDEE;CN="Berg, Bo";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:bo.berg@example.org',
  'ATTENDEE;CN=Cy;ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED:mailto:cy@example.org',
];
const ALARM = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:Reminder', 'TRIGGER:-PT15M', 'END:VALARM'];

function component(index: number, summary: string, ...times: readonly string[]): string {
  return [
    'BEGIN:VEVENT',
    `UID:sample-${index}@example.org`,
    ...times,
    `SUMMARY:${summary}`,
    'DTSTAMP:20261101T000000Z',
    'CREATED:20261101T000000Z',
    'LAST-MODIFIED:20261101T000000Z',
    'DESCRIPTION:A description is usually a few lines long\\, \r\n and those are folded.\\nIt has more than one.',
    'LOCATION:Café\\, first floor',
    'CATEGORIES:Work,Travel',
    `STATUS:${index % 3 === 0 ? 'TENTATIVE' : 'CONFIRMED'}`,
    `TRANSP:${index % TIMES.length === 0 ? 'TRANSPARENT' : 'OPAQUE'}`,
    'SEQUENCE:1',
    'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
    ...(index % 3 === 0 ? GUESTS : []),
    ...(index % 2 === 0 ? ALARM : []),
    'END:VEVENT',
  ].join('\r\n');
}

function sampleEvent(index: number): string {
  const event = component(index, `Lunch with Ada\\, no. ${index}`, TIMES[index % TIMES.length]!);
  const isSeries = index % TIMES.length === TIMES.length - 1;
  if (!isSeries) return event;
  const zone = 'TZID=Europe/Zurich';
  const moved = [
    `RECURRENCE-ID;${zone}:20261218T100000`,
    `DTSTART;${zone}:20261218T110000`,
    `DTEND;${zone}:20261218T120000`,
  ];
  return `${event}\r\n${component(index, 'Lunch (moved)', ...moved)}`;
}

/** Text of a calendar that has what most calendars have. */
export function sampleCalendar(): string {
  const events = Array.from({ length: EVENTS }, (_, index) => sampleEvent(index));
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
}

/** @throws whatever the checkpoint throws. */
export async function warmUpReading(checkpoint: Checkpoint): Promise<void> {
  const file = new Blob([sampleCalendar()]);
  for (let count = 0; count < FILES; count += 1) {
    const read = await readFile(file, 'sample.ics', checkpoint);
    if (read.kind !== 'calendar') return;
    const drawn = await drawFile(read, checkpoint);
    describeFile(read, '', 'sample.ics', drawn);
    prepareBatch(read, drawn, 64);
  }
}
