import { css } from 'lit';

const sheet = css`
  .event.declined { text-decoration: line-through; }
  .event.declined:is(.bar, .box, .row) { --chip-fill: var(--ik-surface); background: var(--ik-surface); outline: 1px solid var(--hue-bar); outline-offset: -1px; color: var(--ik-text-2); }
  @container ik-calendar (width < 560px) { .year { --week-width: 12px; --week-font: 8.5px; } }
`;
const known = new WeakSet<Node>();

/** What the app adds to the looks of an <ik-calendar>: its own code, that other pages embed, has no room for it. */
export function adoptDecor(view: HTMLElement): void {
  const root = view.getRootNode();
  if (!(root instanceof ShadowRoot) || known.has(root)) return;
  known.add(root);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet.styleSheet!];
}
