import { css } from '@lit/reactive-element';

export const styles = css`
  .pop {
    position: fixed; inset: auto; margin: 0; padding: 14px 16px; inline-size: min(330px, calc(100vw - 24px)); max-block-size: min(480px, 80dvh);
    overflow: auto; border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface); color: var(--ik-text);
    box-shadow: var(--ik-shadow); font: 14px/1.45 var(--ik-font);
  }
  .pop:focus { outline: none; }
  .top { display: flex; align-items: center; gap: 2px; }
  .top .chip { margin-inline-end: auto; min-inline-size: 0; }
  .dot { inline-size: 9px; block-size: 9px; border-radius: 3px; background: var(--hue-bar); flex: none; }
  .icon-button { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
  h2 { margin: 8px 0 6px; font-size: 17px; line-height: 1.3; overflow-wrap: anywhere; }
  .cancelled { text-decoration: line-through; }
  dl { margin: 0; display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 8px 8px; }
  dt { color: var(--ik-text-2); }
  dt .icon svg { inline-size: 16px; block-size: 16px; }
  dd { margin: 0; overflow-wrap: anywhere; }
  .long { white-space: pre-line; max-block-size: 160px; overflow: auto; }
  .quiet { color: var(--ik-text-2); }
  a { color: var(--ik-accent); }
  ul { margin: 8px 0 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; }
  .pick {
    display: block; inline-size: 100%; min-block-size: 32px; padding: 4px 10px; border: 0; border-inline-start: 3px solid var(--hue-bar); border-radius: 6px;
    background: var(--hue-fill); color: var(--hue-text); font: inherit; font-size: 13px; text-align: start; cursor: pointer; overflow: hidden;
    text-overflow: ellipsis; white-space: nowrap;
  }
  @media (width < 560px) {
    .pop { inset: auto 0 0; inline-size: 100%; max-inline-size: none; border-radius: 16px 16px 0 0; padding-block-end: 28px; }
  }
  @media (pointer: coarse) { .icon-button { inline-size: 44px; min-block-size: 44px; } .pick { min-block-size: 44px; } }
`;
