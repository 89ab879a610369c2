import type { TaskFields } from '../../domain/tasks/task-fields.js';
import type { RemindersOf } from '../calendar/default-reminders.js';

/** A new task that is due has the reminders that new things have in its calendar. */
export function withTaskReminders(fields: TaskFields, calendarId: string, remindersOf: RemindersOf): TaskFields {
  return fields.alarms.length > 0 ? fields : { ...fields, alarms: taskReminders(fields, calendarId, remindersOf) };
}

/** None as long as it is not due. */
export function taskReminders(
  { due, allDay }: Pick<TaskFields, 'due' | 'allDay'>,
  calendarId: string,
  remindersOf: RemindersOf,
): readonly number[] {
  return due === null ? [] : remindersOf(calendarId, allDay);
}
