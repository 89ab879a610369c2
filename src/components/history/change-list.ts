import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { PropertyChange } from '../../app/services.js';
import { propertyLabel, timeText, valueText, type Wording } from './property-words.js';

/** Styles of {@link changeList}. */
export const changeListStyles = css`
  .changes { display: grid; grid-template-columns: minmax(88px, max-content) minmax(0, 1fr); gap: 6px 14px; margin: 0; font-size: 13.5px; }
  .changes dt { color: var(--ik-text-2); }
  .changes dd { margin: 0; display: grid; gap: 2px; }
  .changes del, .changes ins { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 6; white-space: pre-line; overflow-wrap: anywhere; text-decoration: none; }
  .changes del { color: var(--ik-danger); }
  .changes ins { color: var(--ik-ok); }
  .changes del::before { content: '− '; }
  .changes ins::before { content: '+ '; }
  .changes .of { grid-column: 1 / -1; margin-block-start: 4px; font-weight: 600; color: var(--ik-text); }
  @media (width < 480px) { .changes { grid-template-columns: minmax(0, 1fr); gap: 2px; } .changes dd { margin-block-end: 6px; } }
`;

/** Properties that differ, each with what it was and what it is. */
export function changeList(changes: readonly PropertyChange[], wording: Wording) {
  let of = '';
  return html`<dl class="changes">
    ${changes.map(({ occurrence, name, before, after }) => {
      const heading =
        occurrence !== of && occurrence !== ''
          ? html`<dt class="of">${occurrenceText(occurrence, wording)}</dt>`
          : nothing;
      of = occurrence;
      return html`${heading}
        <dt>${propertyLabel(name)}</dt>
        <dd>
          ${before.map((line) => html`<del><span class="visually-hidden">${msg('before:')} </span>${valueText(name, line, wording)}</del>`)}
          ${after.map((line) => html`<ins><span class="visually-hidden">${msg('after:')} </span>${valueText(name, line, wording)}</ins>`)}
        </dd>`;
    })}
  </dl>`;
}

function occurrenceText(occurrence: string, wording: Wording): string {
  const when = timeText(`RECURRENCE-ID:${occurrence}`, wording) || occurrence;
  return msg(str`The one of ${when}`);
}
