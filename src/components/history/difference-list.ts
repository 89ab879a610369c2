import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import chevronIcon from 'lucide-static/icons/chevron-down.svg?raw';
import type { Difference } from '../../app/services.js';
import { icon } from '../shared/icon.js';
import { changeList } from './change-list.js';
import { propertyLabel, timeText, type Wording } from './property-words.js';
import type { RestoreWork } from './restore-work.js';

/** Rows in the page at once: ten thousand would take a second to draw, and nobody reads them. */
export const ROWS_AT_ONCE = 100;

/** Styles of {@link differenceList}. */
export const differenceListStyles = css`
  .differences { margin: 0; padding: 0; list-style: none; border: 1px solid var(--ik-line); border-radius: 12px; overflow: hidden; }
  .differences li + li { border-block-start: 1px solid var(--ik-line); }
  .line { display: flex; align-items: center; gap: 8px; padding-inline: 12px 6px; }
  .line label { flex: 1; min-inline-size: 0; display: flex; align-items: center; gap: 12px; min-block-size: 52px; padding-block: 6px; cursor: pointer; }
  input[type='checkbox'] { flex: none; inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
  .text { flex: 1; min-inline-size: 0; }
  .title { display: block; font-weight: 550; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .sub { display: block; color: var(--ik-text-2); font-size: 13px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .chip.deleted, .chip.added { background: none; box-shadow: inset 0 0 0 1px var(--ik-line); }
  .chip.deleted { color: var(--ik-danger); }
  .chip.added { color: var(--ik-ok); }
  .line .icon-button svg { transition: rotate 120ms; }
  .line .icon-button[aria-expanded='true'] svg { rotate: 180deg; }
  .inside { padding: 2px 16px 14px 41px; }
  .inside p { margin: 0 0 8px; color: var(--ik-text-2); font-size: 13px; }
  @media (width < 480px) { .inside { padding-inline-start: 16px; } }
`;

function changeText(change: Difference['change']): string {
  if (change === 'deleted') return msg('Deleted since');
  return change === 'added' ? msg('Added since') : msg('Changed since');
}

/** What restoring does to an item, in a sentence. */
function effectText(change: Difference['change'], elsewhere: boolean): string {
  if (change === 'added')
    return elsewhere ? msg('It was not there then and is left out.') : msg('Restoring removes it.');
  if (elsewhere) return msg('A copy as it was then is written.');
  return change === 'deleted' ? msg('Restoring brings it back:') : msg('Restoring takes these changes back:');
}

interface ListOptions {
  readonly shown: number;
  /** Restored into another collection. */
  readonly elsewhere: boolean;
  readonly opened: ReadonlySet<string>;
  toggle(uid: string): void;
}

function subText({ change, names, start }: Difference, wording: Wording): string {
  const when = start === undefined ? '' : timeText(start, wording);
  const what = change === 'changed' ? [...new Set(names.map(propertyLabel))].slice(0, 5).join(', ') : '';
  return [when, what].filter(Boolean).join(' · ');
}

/** Items that differ, each with what changed. */
export function differenceList(work: RestoreWork, wording: Wording, options: ListOptions) {
  const { shown, opened, elsewhere, toggle } = options;
  return html`<ul class="differences" aria-label=${msg('What differs')}>
    ${(work.differences ?? []).slice(0, shown).map((difference) => {
      const { uid, title, change } = difference;
      const name = title || msg('(no title)');
      const isOpen = opened.has(uid);
      const details = work.details.get(uid);
      return html`<li>
        <div class="line">
          <label>
            <input type="checkbox" .checked=${work.chosen.has(uid)} ?disabled=${work.restoring}
              @change=${(event: Event) => work.choose([uid], (event.target as HTMLInputElement).checked)} />
            <span class="text"><span class="title">${name}</span><span class="sub">${subText(difference, wording)}</span></span>
            <span class="chip ${change}">${changeText(change)}</span>
          </label>
          <button type="button" class="icon-button plain" aria-expanded=${String(isOpen)} aria-label=${msg(str`What changed in ${name}`)}
            @click=${() => toggle(uid)}>${icon(chevronIcon)}</button>
        </div>
        ${
          isOpen
            ? html`<div class="inside">
                <p>${effectText(change, elsewhere)}</p>
                ${details === undefined ? html`<p role="status">${msg('Reading …')}</p>` : changeList(details, wording)}
              </div>`
            : nothing
        }
      </li>`;
    })}
  </ul>`;
}
