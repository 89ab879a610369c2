import { msg } from '@lit/localize';
import { html } from 'lit';
import type { TaskStatus } from '../../domain/tasks/task-entry.js';
import { type TaskFields, withCompletion, withProgress } from '../../domain/tasks/task-fields.js';
import { systemClock } from '../../domain/time/clock.js';
import { priorityText, statusText } from './task-texts.js';

const statuses: readonly TaskStatus[] = ['NEEDS-ACTION', 'IN-PROCESS', 'COMPLETED', 'CANCELLED'];

/** What stands in a field. */
export const textOf = (event: Event) =>
  (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;

const wordsOf = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

/** A choice of several, with its name. */
export function selectField<T extends string>(
  label: string,
  value: T,
  choices: readonly (readonly [T, string])[],
  set: (value: T) => void,
) {
  return html`<label class="field">${label}<select @change=${(e: Event) => set(textOf(e) as T)}>
    ${choices.map(([choice, name]) => html`<option value=${choice} ?selected=${choice === value}>${name}</option>`)}
  </select></label>`;
}

/** How far a task is, how important, and of what kind. */
export function taskProgressTemplate(draft: TaskFields, set: (change: Partial<TaskFields>) => void) {
  const { percent, priority, status } = draft;
  const levels = [...new Set([0, 1, 5, 9, priority])].sort((a, b) => a - b);
  const setStatus = (next: TaskStatus) => {
    if (next === 'COMPLETED') set(withCompletion(draft, true, systemClock.now()));
    else set({ status: next, percent: Math.min(percent, next === 'IN-PROCESS' ? 99 : 0), completed: null });
  };
  return html`<div class="times">
    ${selectField(
      msg('Priority'),
      String(priority),
      levels.map((level) => [String(level), priorityText(level)] as const),
      (level) => set({ priority: Number(level) }),
    )}
    ${selectField(
      msg('Status'),
      status,
      statuses.map((one) => [one, statusText(one)] as const),
      setStatus,
    )}
    <label class="field">${msg('Progress')}<span class="progress">
      <input type="range" min="0" max="100" step="5" .value=${String(percent)}
        @input=${(e: Event) => set(withProgress(draft, Number(textOf(e)), systemClock.now()))} />
      <output>${percent} %</output></span></label>
    <label class="field">${msg('Categories')}<input .value=${draft.categories.join(', ')} placeholder=${msg('Separated by commas')} autocomplete="off"
      @change=${(e: Event) => set({ categories: wordsOf(textOf(e)) })} /></label>
  </div>`;
}
