// Alarms of vCalendar 1.0: properties of the event, with the time they go off at, beside which a VALARM is written.
import { escapeText, parseContentLine, splitLines } from '../../domain/items/content-line.js';
import { formatDuration, parseIcalTime } from '../../domain/time/ical-time.js';

const ALARMS: Readonly<Record<string, string>> = { DALARM: 'DISPLAY', AALARM: 'AUDIO' };
/** Attack: an event of nothing but alarms. */
const MAX_ALARMS = 20;

/** The component with a VALARM for each of its alarms whose time says how long before the start it is. */
export function withAlarms(text: string): string {
  if (!/^[DA]ALARM[;:]/im.test(text)) return text;
  const lines = splitLines(text).flatMap((line) => parseContentLine(line.text) ?? []);
  const firstOf = (name: string) => lines.find((line) => line.name === name)?.value ?? '';
  const start = parseIcalTime((firstOf('DTSTART') || firstOf('DUE')).trim());
  if (start === undefined) return text;
  const alarms = new Map<string, string>();
  // Those with a text first: of two at one time, that is the one.
  for (const name of Object.keys(ALARMS)) {
    for (const { value } of lines.filter((line) => line.name === name)) {
      const [at = '', , , shown = ''] = value.split(';');
      const time = parseIcalTime(at.trim());
      if (time === undefined || time.utc !== start.utc || alarms.size >= MAX_ALARMS) continue;
      const trigger = `TRIGGER:${formatDuration({ days: 0, seconds: (time.local - start.local) / 1000 })}`;
      const description = `DESCRIPTION:${escapeText(shown.trim() || 'Reminder')}`;
      const content = [`ACTION:${ALARMS[name]}`, trigger, ...(name === 'DALARM' ? [description] : [])];
      if (!alarms.has(trigger)) alarms.set(trigger, ['BEGIN:VALARM', ...content, 'END:VALARM', ''].join('\r\n'));
    }
  }
  const end = text.toUpperCase().lastIndexOf('\r\nEND:') + 2;
  return text.slice(0, end) + [...alarms.values()].join('') + text.slice(end);
}
