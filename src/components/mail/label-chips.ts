// Labels of a message, as small signs behind or before its subject.
import { css, html, nothing } from 'lit';
import { labelName, labelsOf, SHOWN_LABELS } from '../../domain/mail/labels.js';

export const labelStyles = css`
  .label { display: inline-block; max-inline-size: 14ch; overflow: hidden; margin-inline: 0 5px; padding: 0 6px; border-radius: 6px; background: color-mix(in oklab, var(--ik-accent) 20%, transparent); color: var(--ik-text); font-size: 11.5px; font-weight: 550; line-height: 17px; text-overflow: ellipsis; white-space: nowrap; vertical-align: text-bottom; }
`;

/** Names of labels for those who hear the row. */
export const labelsText = (keywords: readonly string[]): string => labelsOf(keywords).map(labelName).join(', ');

/** Nothing where there is none. */
export function labelChips(keywords: readonly string[], most = SHOWN_LABELS) {
  const labels = labelsOf(keywords);
  if (labels.length === 0) return nothing;
  const more = labels.length - most;
  const shown = labels
    .slice(0, most)
    .map((label) => html`<bdi class="label" title=${labelName(label)}>${labelName(label)}</bdi>`);
  return html`${shown}${more > 0 ? html`<span class="label">+${more}</span>` : nothing}`;
}
