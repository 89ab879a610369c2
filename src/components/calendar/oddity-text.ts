import { msg, str } from '@lit/localize';
import type { Oddity } from '../../domain/calendar/oddities.js';

/** What is strange about an event, in a sentence. */
export function oddityText(oddity: Oddity): string {
  switch (oddity.kind) {
    case 'no-start':
      return msg('The file does not say when this starts. Set a start to see it in the calendar.');
    case 'end-before-start':
      return msg('In the file this ends before it starts; it is shown without length.');
    case 'end-and-duration':
      return msg('The file gives both an end and a length; the end counts.');
    case 'unknown-zone':
      return msg(str`Nobody knows the time zone “${oddity.zone}”: the times are read as those of your own clock.`);
    case 'long':
      return msg(str`This lasts ${oddity.years} years.`);
    case 'far':
      return msg(str`This is in the year ${oddity.year}.`);
  }
}
