// Labels of a message, as small signs before its subject or below its head.
import { css, html, nothing } from 'lit';
import { labelName, labelSearch, labelsOf, SHOWN_LABELS } from '../../domain/mail/labels.js';
import { MailSearchEvent } from './mail-events.js';

export const labelStyles = css`
  .label { display: inline-block; max-inline-size: 14ch; overflow: hidden; margin-inline: 0 5px; padding: 0 6px; border-radius: 6px; background: color-mix(in oklab, var(--ik-accent) 20%, transparent); color: var(--ik-text); font-size: 11.5px; font-weight: 550; line-height: 17px; text-overflow: ellipsis; white-space: nowrap; vertical-align: text-bottom; }
  .label-link { display: inline-flex; align-items: center; min-block-size: 24px; padding: 0; border: 0; background: none; font: inherit; vertical-align: middle; cursor: pointer; }
  .label-link:hover .label { background: color-mix(in oklab, var(--ik-accent) 34%, transparent); }
  .row .label-link { display: inline-block; min-block-size: 0; vertical-align: text-bottom; }
  .row .label-link .label { display: block; margin-inline-start: 0; }
  @media (pointer: coarse) {
    .label-link { min-block-size: 44px; }
    .row .label-link { pointer-events: none; } /* a finger that opens the row would hit it by chance */
  }
`;

/** Names of labels for those who hear the row. */
export const labelsText = (keywords: readonly string[]): string => labelsOf(keywords).map(labelName).join(', ');

function chips(keywords: readonly string[], most: number, chip: (label: string) => unknown) {
  const labels = labelsOf(keywords);
  if (labels.length === 0) return nothing;
  const more = labels.length - most;
  return html`${labels.slice(0, most).map(chip)}${more > 0 ? html`<span class="label">+${more}</span>` : nothing}`;
}

/** Nothing where there is none. */
export const labelChips = (keywords: readonly string[], most = SHOWN_LABELS) =>
  chips(keywords, most, (label) => html`<bdi class="label" title=${labelName(label)}>${labelName(label)}</bdi>`);

function search(event: Event, label: string) {
  event.stopPropagation(); // nothing else is meant of the row it stands in
  event.currentTarget?.dispatchEvent(new MailSearchEvent(labelSearch(label)));
}

/** The same, and pressing one searches for all that has it. @param inRow - Rows are one stop of the keyboard. */
export const labelLinks = (keywords: readonly string[], most = SHOWN_LABELS, inRow = false) =>
  chips(
    keywords,
    most,
    (
      label,
    ) => html`<button type="button" class="label-link" tabindex=${inRow ? -1 : nothing} title=${labelSearch(label)}
      @click=${(event: Event) => search(event, label)}><bdi class="label">${labelName(label)}</bdi></button>`,
  );
