// The list behind "+n more" shows how each event stands, as the views do.
import { msg, str } from '@lit/localize';
import { css } from 'lit';
import { absenceName } from './absences/absence-texts.js';
import type { IkCalendarPopover } from './ik-calendar-popover.js';
import { ownStates } from './views/state-decor.js';

const looks = css`
  .top .chip { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .top .dot { display: inline-block; margin-inline-end: 6px; }
  .icon-button { flex: none; }
  .pick.tentative { border: 1px dashed var(--hue-bar); border-inline-start-width: 3px; background: var(--ik-surface); font-style: italic; }
  .pick.free { background: var(--ik-surface); box-shadow: inset 0 0 0 1px var(--hue-bar); }
  .pick.declined { background: var(--ik-surface); outline: 1px solid var(--hue-bar); outline-offset: -1px; color: var(--ik-text-2); text-decoration: line-through; }
  .pick.task, .pick.away { position: relative; padding-inline-end: 32px; }
  .pick.task::after, .pick.away::after { content: ''; position: absolute; inset-inline-end: 10px; inset-block-start: calc(50% - 7px); inline-size: 14px; block-size: 14px; box-sizing: border-box; border: 1.5px solid var(--hue-text); border-radius: 4px; }
  .pick.done { text-decoration: line-through; }
  .pick.done::after { background: linear-gradient(45deg, transparent 46%, var(--hue-fill) 46% 58%, transparent 58%), var(--hue-text); }
  .pick.away { background: repeating-linear-gradient(135deg, var(--hue-fill) 0 7px, color-mix(in oklab, var(--hue-fill) 84%, var(--hue-bar)) 7px 14px); box-shadow: inset 0 0 0 1px color-mix(in oklab, var(--hue-fill) 40%, var(--hue-bar)); }
  .pick.away::after { border-radius: 50%; }
  .pick.out-of-office::after { background: linear-gradient(45deg, transparent 44%, var(--hue-text) 44% 56%, transparent 56%); }
  .pick.focus::after { background: radial-gradient(circle, var(--hue-text) 0 2px, transparent 2.6px); }
`;

/** Marks the list of a calendar's popover, now and whenever it shows another day. */
export function markPopover(popover: IkCalendarPopover): void {
  const root = popover.shadowRoot;
  if (root === null) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, looks.styleSheet!];
  new MutationObserver(() => markList(popover, root)).observe(root, { childList: true, subtree: true });
  markList(popover, root);
}

function markList({ listed }: IkCalendarPopover, root: ShadowRoot): void {
  for (const [index, pick] of [...root.querySelectorAll('.pick')].entries()) {
    const occurrence = listed[index]?.occurrence;
    if (occurrence === undefined) continue;
    pick.classList.add(...ownStates(occurrence));
    const text = pick.textContent ?? '';
    const { away, declined, status } = occurrence;
    if (declined) pick.ariaLabel = msg(str`${text}, declined`);
    else if (status === 'CANCELLED') pick.ariaLabel = `${text}, ${msg('cancelled')}`;
    else if (away !== undefined) pick.ariaLabel = `${text}, ${absenceName(away)}`;
  }
}
