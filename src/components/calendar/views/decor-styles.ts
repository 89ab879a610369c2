import { css } from 'lit';

const sheet = css`
  /* A word wider than its place goes on in the next line; not in columns of two letters. */
  @container ik-calendar (width < 560px) { .lane .gutter { overflow-wrap: anywhere; hyphens: auto; } }
  @container ik-calendar (width >= 560px) { .box b { overflow-wrap: anywhere; hyphens: auto; } }
  .event.declined { text-decoration: line-through; }
  .event.declined:is(.bar, .box, .row) { --chip-fill: var(--ik-surface); background: var(--ik-surface); outline: 1px solid var(--hue-bar); outline-offset: -1px; color: var(--ik-text-2); }
  .copies .ghost::after {
    content: '+'; position: absolute; inset: 3px 3px auto auto; inline-size: 16px; border-radius: 8px; background: var(--ik-accent); color: var(--ik-on-accent);
    font: 700 14px/16px var(--ik-font); text-align: center;
  }
  /* The last line of a schedule can be scrolled out from under the button. */
  @container ik-calendar (width < 620px) { .schedule { padding-block-end: 92px; } }
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
