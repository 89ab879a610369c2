import { html } from 'lit';
import type { EventFields } from '../../domain/calendar/event-fields.js';

/** Changes some fields of a form's event. */
export type SetFields = (change: Partial<EventFields>) => void;

/** A choice from a few. */
export function selectTemplate<T extends string>(
  label: string,
  value: T,
  choices: readonly (readonly [T, string])[],
  set: (value: T) => void,
) {
  return html`<label class="field">${label}<select @change=${(e: Event) => set((e.target as HTMLSelectElement).value as T)}>
    ${choices.map(([choice, name]) => html`<option value=${choice} ?selected=${choice === value}>${name}</option>`)}
  </select></label>`;
}
