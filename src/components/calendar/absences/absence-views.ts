// Out of office and focus time in the calendar's views: hatched, with a sign of their own that is also said.
import { css } from 'lit';
import { absenceName } from './absence-texts.js';

const looks = css`
  .event.away { padding-inline-end: 22px; }
  .event.away, .event.away:is(.bar, .box, .row) {
    --chip-fill: repeating-linear-gradient(135deg, var(--hue-fill) 0 7px, color-mix(in oklab, var(--hue-fill) 84%, var(--hue-bar)) 7px 14px);
    box-shadow: inset 0 0 0 1px color-mix(in oklab, var(--hue-fill) 40%, var(--hue-bar));
  }
  .event.away::before {
    content: ''; position: absolute; inset-inline-end: 5px; inset-block-start: 5px; inline-size: 12px; block-size: 12px; box-sizing: border-box;
    border: 1.5px solid var(--hue-text); border-radius: 50%;
  }
  .event.away.out-of-office::before { content: '' / var(--ik-word-out-of-office, ''); background: linear-gradient(45deg, transparent 44%, var(--hue-text) 44% 56%, transparent 56%); }
  .event.away.focus::before { content: '' / var(--ik-word-focus, ''); background: radial-gradient(circle, var(--hue-text) 0 2px, transparent 2.6px); }
  /* Outside of its content a box is clipped. */
  .event.box.away:not(.short) { padding-inline-end: 4px; }
  .event.box.away:not(.short) b { padding-inline-end: 18px; }
  .event.row.away { position: relative; padding-inline-end: 34px; }
  .event.row.away::before { inset-block-start: 12px; inset-inline-end: 12px; inline-size: 15px; block-size: 15px; }
  .event.short.away::before { inset-block-start: 2px; }
`;

/**
 * Gives absences their looks.
 *
 * @param calendar - An <ik-calendar> that has drawn. Its own code knows of them only that they have a class.
 */
export function showAbsences(calendar: HTMLElement): void {
  const root = calendar.shadowRoot;
  if (root !== null) root.adoptedStyleSheets = [...root.adoptedStyleSheets, looks.styleSheet!];
}

/** Says the sign's meaning in the person's language; asked for anew when that is another. */
export function nameAbsences(calendar: HTMLElement): void {
  for (const kind of ['out-of-office', 'focus'] as const)
    calendar.style.setProperty(`--ik-word-${kind}`, JSON.stringify(absenceName(kind)));
}
