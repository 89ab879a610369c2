import { css } from 'lit';

export const styles = css`
  :host { display: block; flex: 1; min-block-size: 0; overflow: auto; padding: 16px 20px 40px; }
  form, .count, .results { max-inline-size: 860px; margin-inline: auto; }
  .box { display: flex; align-items: center; gap: 10px; min-block-size: 44px; padding-inline: 14px; border-radius: var(--ik-radius); background: var(--ik-surface-2); color: var(--ik-text-2); }
  .box:focus-within { outline: 2px solid var(--ik-accent); }
  #text { flex: 1; min-inline-size: 0; min-block-size: 42px; border: 0; background: none; color: var(--ik-text); font-size: 15px; }
  #text:focus-visible { outline: none; }
  #text::placeholder { color: var(--ik-text-2); opacity: 1; }
  .filters { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; margin-block-start: 12px; }
  .filters .field { flex: 1 1 140px; min-inline-size: 0; }
  .filters input::placeholder { color: var(--ik-text-2); opacity: 1; }
  .count { margin-block: 14px 0; min-block-size: 20px; color: var(--ik-text-2); font-size: 13px; }
  .state { padding: 40px 0; color: var(--ik-text-2); text-align: center; }
  h2 { margin: 18px 0 2px; font-size: 16px; }
  h3 { margin: 12px 0 4px; font-size: 12px; font-weight: 600; letter-spacing: 0.05em; color: var(--ik-text-2); }
  ul { display: grid; gap: 6px; margin: 0; padding: 0; list-style: none; }
  li { padding: 4px; border: 1px solid var(--ik-line); border-inline-start: 3px solid var(--hue-bar); border-radius: var(--ik-radius); }
  li:hover { background: var(--ik-surface-2); }
  .hit { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; inline-size: 100%; min-block-size: 44px; padding: 6px 10px; border: 0; border-radius: 8px; background: none; color: var(--ik-text); text-align: start; cursor: pointer; overflow-wrap: anywhere; }
  .title { font-weight: 600; }
  .cancelled .title { text-decoration: line-through; }
  .when { color: var(--ik-text-2); font-size: 13px; text-align: end; }
  .place, .excerpt { grid-column: 1 / -1; color: var(--ik-text-2); font-size: 13px; }
  .of { grid-column: 1 / -1; display: flex; align-items: center; gap: 7px; color: var(--ik-text-2); font-size: 12.5px; }
  .dot { flex: none; inline-size: 9px; block-size: 9px; border-radius: 3px; background: var(--hue-bar); }
  .hidden-mark { display: inline-flex; align-items: center; gap: 4px; }
  .hidden-mark svg { inline-size: 14px; block-size: 14px; }
  mark { padding: 0; background: none; color: var(--ik-accent); font-weight: 700; text-decoration: underline; text-underline-offset: 3px; }
  .people { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; padding: 0 6px 4px; }
  .person { min-block-size: 32px; padding: 0 10px; border: 1px solid var(--ik-line); border-radius: 99px; background: var(--ik-surface); color: var(--ik-text-2); font-size: 12.5px; cursor: pointer; }
  .person:hover { color: var(--ik-text); border-color: var(--ik-text-2); }
  .quiet { color: var(--ik-text-2); font-size: 12.5px; }
  .more { display: flex; margin: 20px auto 0; }
  @media (pointer: coarse) { .person { min-block-size: 44px; } }
  @media (width < 560px) {
    :host { padding: 12px 12px 90px; }
    .hit { grid-template-columns: minmax(0, 1fr); }
    .when { text-align: start; }
    .filters .field { flex-basis: 40%; }
  }
`;
