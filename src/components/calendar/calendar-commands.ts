import { msg } from '@lit/localize';
import restoreIcon from 'lucide-static/icons/archive-restore.svg?raw';
import todayIcon from 'lucide-static/icons/calendar-check.svg?raw';
import slotsIcon from 'lucide-static/icons/calendar-clock.svg?raw';
import awayIcon from 'lucide-static/icons/calendar-off.svg?raw';
import newIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import findIcon from 'lucide-static/icons/calendar-search.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import tasksIcon from 'lucide-static/icons/list-checks.svg?raw';
import newTaskIcon from 'lucide-static/icons/list-plus.svg?raw';
import printerIcon from 'lucide-static/icons/printer.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import summaryIcon from 'lucide-static/icons/sunrise.svg?raw';
import focusIcon from 'lucide-static/icons/target.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';
import type { Absence } from '../../domain/calendar/absence-fields.js';
import type { ViewName } from '../../domain/calendar/layout/range.js';

/** What the commands of the calendar page do. */
export interface CalendarPageCommands {
  create(): void;
  /** A new event, with the search for a time that suits everybody. */
  findTime(): void;
  createTask(): void;
  createAbsence(kind: Absence): void;
  showSlots(): void;
  showTasks(): void;
  /** The small card, with a sentence in it. */
  createFromSentence(sentence: string): void;
  today(): void;
  step(by: 1 | -1): void;
  show(view: ViewName): void;
  print(): void;
  /** Of the day in sight. */
  summarize(): void;
  search(): void;
  exportVisible(): void;
  restore(): void;
  showDeleted(): void;
}

/** The commands of the calendar page, in the person's language. */
export function calendarCommands(page: CalendarPageCommands): readonly Command[] {
  const group = msg('Calendar');
  const view = (name: ViewName, title: string, shortcut: string): Command => ({
    id: `calendar.${name}`,
    title,
    group,
    shortcut,
    run: () => page.show(name),
  });
  return [
    { id: 'calendar.new', title: msg('New event'), group, shortcut: 'c', icon: newIcon, run: () => page.create() },
    {
      id: 'calendar.quick',
      title: msg('New event from a sentence'),
      group,
      shortcut: 'q',
      icon: newIcon,
      run: () => page.createFromSentence(''),
      runWith: (typed) => page.createFromSentence(typed),
    },
    { id: 'calendar.find-time', title: msg('Find a time to meet'), group, icon: findIcon, run: () => page.findTime() },
    { id: 'calendar.today', title: msg('Go to today'), group, shortcut: 't', icon: todayIcon, run: () => page.today() },
    { id: 'calendar.next', title: msg('Next period'), group, shortcut: 'j', run: () => page.step(1) },
    { id: 'calendar.previous', title: msg('Previous period'), group, shortcut: 'k', run: () => page.step(-1) },
    {
      id: 'calendar.new-task',
      title: msg('New task'),
      group,
      shortcut: 'Shift+C',
      icon: newTaskIcon,
      run: () => page.createTask(),
    },
    {
      id: 'calendar.out-of-office',
      title: msg('New out of office'),
      group,
      icon: awayIcon,
      run: () => page.createAbsence('out-of-office'),
    },
    {
      id: 'calendar.focus',
      title: msg('New focus time'),
      group,
      icon: focusIcon,
      run: () => page.createAbsence('focus'),
    },
    {
      id: 'calendar.slots',
      title: msg('Show the bookable times'),
      group,
      shortcut: 'g b',
      icon: slotsIcon,
      run: () => page.showSlots(),
    },
    {
      id: 'calendar.tasks',
      title: msg('Show the tasks'),
      group,
      shortcut: 'g t',
      icon: tasksIcon,
      run: () => page.showTasks(),
    },
    view('day', msg('Show the day'), 'd'),
    view('workweek', msg('Show the work week'), 'o'),
    view('week', msg('Show the week'), 'w'),
    view('days', msg('Show several days'), 'x'),
    view('month', msg('Show the month'), 'm'),
    view('year', msg('Show the year'), 'y'),
    view('schedule', msg('Show the schedule'), 'a'),
    {
      id: 'calendar.search',
      title: msg('Search events'),
      group,
      shortcut: '/',
      icon: searchIcon,
      run: () => page.search(),
    },
    { id: 'calendar.print', title: msg('Print the calendar'), group, icon: printerIcon, run: () => page.print() },
    {
      id: 'calendar.summary',
      title: msg('Show the summary of the day'),
      group,
      icon: summaryIcon,
      run: () => page.summarize(),
    },
    {
      id: 'calendar.export',
      title: msg('Export visible calendars'),
      group,
      icon: exportIcon,
      run: () => page.exportVisible(),
    },
    {
      id: 'calendar.restore',
      title: msg('Restore a calendar to an earlier state'),
      group,
      icon: historyIcon,
      run: () => page.restore(),
    },
    {
      id: 'calendar.deleted',
      title: msg('Recently deleted calendars'),
      group,
      icon: restoreIcon,
      run: () => page.showDeleted(),
    },
  ];
}
