import { html } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { EmailListItem } from '../../domain/mail/email.js';
import { icon } from '../shared/icon.js';
import type { MailLooks } from './mail-looks.js';
import { quickIcon, quickName } from './mail-row.js';
import type { SwipeState } from './swipe-row.js';

/** Behind a row that is pulled aside: what letting go does. */
export function swipeHint(
  { index, by, action }: SwipeState,
  { swipeEnd, swipeStart }: MailLooks,
  item: EmailListItem | undefined,
  rowHeight: number,
) {
  const shown = by > 0 ? swipeEnd : swipeStart;
  return html`<div class=${classMap({ hint: true, armed: action !== 'none', left: by < 0 })} aria-hidden="true"
    .style=${`inset-block-start:${index * rowHeight}px;block-size:${rowHeight}px`}>${icon(quickIcon(shown, item))}<span>${quickName(shown, item)}</span></div>`;
}
