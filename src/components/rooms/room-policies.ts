// What a room allows, in its form.
import { msg } from '@lit/localize';
import { html } from 'lit';
import { MAX_LONGEST, MAX_RELEASE, MAX_WINDOW_DAYS, type RoomFields } from '../../domain/rooms/room.js';

type SetFields = (change: Partial<RoomFields>) => void;
type NumberName = 'windowDays' | 'longest' | 'releaseAfter';
type FlagName = 'double' | 'approval' | 'releaseDeclined' | 'showWho';

export function policiesTemplate(draft: RoomFields, set: SetFields) {
  const number = (
    name: NumberName,
    label: string,
    most: number,
  ) => html`<label class="field">${label}<input type="number" min="0" max=${most} placeholder=${msg('Any')}
    .value=${draft[name] === 0 ? '' : String(draft[name])} @input=${(event: Event) => {
      const value = Math.trunc(Number((event.target as HTMLInputElement).value)) || 0;
      set({ [name]: Math.min(most, Math.max(0, value)) });
    }} /></label>`;
  const flag = (
    name: FlagName,
    label: string,
  ) => html`<label class="check"><input type="checkbox" .checked=${draft[name]}
    @change=${(event: Event) => set({ [name]: (event.target as HTMLInputElement).checked })} />${label}</label>`;
  return html`<fieldset><legend>${msg('Bookings')}</legend>
    ${number('longest', msg('Longest booking, minutes'), MAX_LONGEST)}
    ${number('windowDays', msg('Days ahead it can be booked'), MAX_WINDOW_DAYS)}
    ${number('releaseAfter', msg('Free again without check-in after, minutes'), MAX_RELEASE)}
    <span></span>
    ${flag('double', msg('Several bookings may share a time'))}
    ${flag('approval', msg('Somebody has to say yes to each booking'))}
    ${flag('releaseDeclined', msg('Free again when all guests decline'))}
    ${flag('showWho', msg('Everybody sees who booked'))}
  </fieldset>`;
}
