import { msg } from '@lit/localize';
import type { PictureWidget } from '../../domain/day/day-layout.js';
import type { PictureWords } from '../../domain/day/day-picture.js';
import { nameOfApp } from '../shell/rail.js';
import { countdownWords, noMail, noRooms, widgetLink, widgetName } from './day-texts.js';

/** The words of My Day in the language that is spoken, for a time when nothing can be asked for them. */
export function pictureWords(): PictureWords {
  const ofWidgets = (textOf: (widget: PictureWidget) => string) => ({
    moment: textOf('moment'),
    mail: textOf('mail'),
    rooms: textOf('rooms'),
    tasks: textOf('tasks'),
  });
  return {
    apps: {
      day: nameOfApp('day'),
      mail: nameOfApp('mail'),
      calendar: nameOfApp('calendar'),
      contacts: nameOfApp('contacts'),
      rooms: nameOfApp('rooms'),
      settings: nameOfApp('settings'),
    },
    search: msg('Search'),
    more: msg('More'),
    widgets: ofWidgets(widgetName),
    links: ofWidgets(widgetLink),
    minutes: countdownWords.minutes('{0}'),
    hours: countdownWords.hours('{0}'),
    hoursAndMinutes: countdownWords.hoursAndMinutes('{0}', '{1}'),
    left: countdownWords.left('{0}'),
    until: countdownWords.until('{0}'),
    now: msg('now'),
    tomorrow: msg('tomorrow'),
    nothing: msg('Nothing more today, and nothing tomorrow. Enjoy the quiet.'),
    nothingElse: msg('Nothing else today, and nothing tomorrow.'),
    noTasks: msg('Nothing is due this week.'),
    noMail: noMail(),
    noRooms: noRooms(),
  };
}
