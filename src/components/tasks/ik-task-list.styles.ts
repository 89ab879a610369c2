import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; container: task-list / inline-size; }
  .scroller { flex: 1; min-block-size: 0; overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; }
  .scroller:focus-visible { outline: none; }
  .spacer { position: relative; margin-block-end: 24px; }
  .window { position: absolute; inset: 0 0 auto; }
  .line { display: flex; align-items: center; gap: 10px; block-size: 44px; margin-inline: 8px; padding-inline: 8px; border-radius: 10px; cursor: pointer; }
  .line:hover { background: var(--ik-surface-2); }
  .scroller:focus-visible .line.active { outline: 2px solid var(--ik-accent); outline-offset: -2px; }
  .group { font-size: 12.5px; font-weight: 600; letter-spacing: 0.03em; text-transform: uppercase; color: var(--ik-text-2); }
  .group.overdue { color: var(--ik-danger); }
  .group.today { color: var(--ik-accent); }
  .group .icon svg { inline-size: 15px; block-size: 15px; }
  .group[aria-expanded=false] .icon { rotate: -90deg; }
  .group[aria-expanded=false]:dir(rtl) .icon { rotate: 90deg; }
  .count { font-weight: 500; }
  .tick { flex: none; display: grid; place-items: center; inline-size: 20px; block-size: 20px; border: 1.5px solid var(--hue-bar); border-radius: 6px; color: transparent; }
  .tick svg { inline-size: 14px; block-size: 14px; stroke-width: 3.5; }
  .tick:hover { background: var(--hue-fill); }
  .fixed .tick { border-style: dashed; pointer-events: none; }
  .done .tick { background: var(--hue-bar); color: var(--ik-surface); }
  .fold { position: absolute; z-index: 1; display: grid; place-items: center; inline-size: 24px; block-size: 32px; margin-inline-start: -25px; color: var(--ik-text-2); }
  .fold svg { inline-size: 15px; block-size: 15px; }
  .fold.folded .icon { rotate: -90deg; }
  .fold.folded:dir(rtl) .icon { rotate: 90deg; }
  .name { flex: 1; min-inline-size: 0; display: flex; align-items: center; gap: 10px; }
  /* There also while there is no button in it: nothing moves under the pointer. */
  .end { flex: none; inline-size: 32px; margin-inline: -4px -6px; }
  .line ik-menu::part(button) { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
  .title { flex: 0 1 auto; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .done .title { color: var(--ik-text-2); text-decoration: line-through; }
  .facts { flex: 1 0 auto; display: flex; align-items: center; justify-content: flex-end; gap: 10px; color: var(--ik-text-2); font-size: 13px; white-space: nowrap; }
  .facts svg { inline-size: 14px; block-size: 14px; }
  .facts .late { color: var(--ik-danger); }
  .flag.high { color: var(--ik-danger); }
  meter, progress { inline-size: 46px; block-size: 8px; accent-color: var(--ik-accent); }
  .visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .dot { inline-size: 9px; block-size: 9px; border-radius: 3px; background: var(--hue-bar); }
  .calendar { display: inline-flex; align-items: center; gap: 6px; max-inline-size: 200px; }
  .calendar > :last-child { overflow: hidden; text-overflow: ellipsis; }
  .state { flex: 1; display: grid; place-content: center; justify-items: center; gap: 12px; padding: 24px; color: var(--ik-text-2); text-align: center; }
  .state svg { inline-size: 34px; block-size: 34px; }
  .skeleton .title { inline-size: 40%; block-size: 12px; border-radius: 6px; background: var(--ik-surface-2); }
  @container task-list (width < 620px) {
    .line { margin-inline: 2px; gap: 8px; }
    .calendar, progress { display: none; }
    .tick { position: relative; }
    .tick::after { content: ''; position: absolute; inset: -12px; }
  }
  @media (pointer: coarse) { .fold { inline-size: 28px; block-size: 44px; margin-inline-start: -28px; } .end { inline-size: 44px; } .line ik-menu::part(button) { inline-size: 44px; min-block-size: 44px; } }
`;
