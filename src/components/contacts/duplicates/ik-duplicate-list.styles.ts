import { css } from 'lit';

export const styles = css`
  :host { display: block; min-block-size: 0; block-size: 100%; }
  :host([hidden]) { display: none; }
  .scroller { position: relative; block-size: 100%; overflow: hidden auto; overscroll-behavior: contain; outline: none; contain: strict; }
  .spacer { position: relative; }
  .window { position: absolute; inset-block-start: 0; inset-inline: 0; }
  .row {
    display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; column-gap: 12px; block-size: 68px;
    padding-inline: 16px; border-block-end: 1px solid var(--ik-line); font-size: 14px; cursor: default; contain: layout style;
  }
  .row:hover { background: var(--ik-surface-2); }
  .row.current { background: var(--ik-accent-soft); }
  .scroller:focus-visible .row.current { outline: 2px solid var(--ik-accent); outline-offset: -2px; border-radius: 4px; }
  .faces { display: flex; inline-size: 48px; }
  .faces .face { box-shadow: 0 0 0 2px var(--ik-surface); }
  .faces .face + .face { margin-inline-start: -24px; }
  .text { display: grid; gap: 2px; min-inline-size: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ik-text); font-weight: 600; }
  .why {
    display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere;
    color: var(--ik-text-2); font-size: 12.5px; line-height: 1.3;
  }
  .side { display: grid; justify-items: end; gap: 4px; color: var(--ik-text-2); font-size: 12px; }
  .grade { padding: 1px 9px; border: 1px solid var(--ik-line); border-radius: 99px; background: var(--ik-surface); font-weight: 550; }
  .grade.certain { color: var(--ik-ok); }
  .grade.likely { color: var(--ik-accent); }
`;
