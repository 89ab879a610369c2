// What the question about a series says when it is one of tasks.
import { msg, str } from '@lit/localize';
import type { Scope } from '../../domain/calendar/event-change.js';

/** What is going to be done to a series. */
export type ScopeAct = 'edit' | 'move' | 'copy' | 'delete' | 'answer';

/** Tasks are neither copied nor answered. */
export function taskHeading(act: ScopeAct): string {
  if (act === 'delete') return msg('Delete which tasks?');
  return act === 'move' ? msg('Move which tasks?') : msg('Save for which tasks?');
}

export function taskScopeName(scope: Scope): string {
  if (scope === 'this') return msg('Only this task');
  return scope === 'following' ? msg('This and following tasks') : msg('All tasks of the series');
}

/** What becomes of those that were changed, or done, by themselves. */
export function taskNote(act: ScopeAct, count: number): string {
  if (act === 'delete')
    return count === 1
      ? msg('One task that was done or changed by itself goes too.')
      : msg(str`${count} tasks that were done or changed by themselves go too.`);
  return count === 1
    ? msg('One task that was done or changed by itself keeps that.')
    : msg(str`${count} tasks that were done or changed by themselves keep that.`);
}
