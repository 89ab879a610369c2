import { css } from 'lit';

export const styles = css`
  ik-dialog { --ik-dialog-width: 560px; }
  .content { display: grid; gap: 14px; }
  p, h3, h4, dl, dd { margin: 0; }
  .intro { color: var(--ik-text-2); }
  h3 { font-size: 19px; line-height: 1.3; overflow-wrap: anywhere; }
  h3.cancelled { text-decoration: line-through; }
  h4 { margin-block-end: 6px; font-size: 13px; font-weight: 600; }
  .quiet { color: var(--ik-text-2); font-size: 13px; }
  .concerns { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none; }
  .concerns li { display: flex; gap: 10px; padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); }
  .concerns .grave { background: color-mix(in oklab, var(--ik-danger) 10%, var(--ik-surface)); }
  .concerns .grave .icon { color: var(--ik-danger); }
  .absent { display: flex; gap: 10px; padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-accent-soft); }
  .absent > span:last-child { display: grid; gap: 2px; }
  .unknown-own { display: flex; gap: 10px; padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); }
  .unknown-own a { color: var(--ik-accent); }
  .facts { display: grid; gap: 9px; }
  .row { display: grid; grid-template-columns: 22px minmax(0, 1fr); gap: 8px; }
  .row dt { color: var(--ik-text-2); }
  .row dt .icon svg { inline-size: 16px; block-size: 16px; }
  .row dd { overflow-wrap: anywhere; }
  .long { white-space: pre-line; max-block-size: 140px; overflow: auto; }
  .people, .conflicts ul { display: grid; gap: 4px; margin: 0; padding: 0; list-style: none; }
  .people { max-block-size: 160px; overflow: auto; }
  .people li { display: flex; gap: 10px; justify-content: space-between; }
  .people .quiet { flex: none; }
  .changes { padding: 12px 14px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  .changes dl { display: grid; gap: 8px; }
  .changes dt { color: var(--ik-text-2); font-size: 12.5px; }
  .changes dd { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; overflow-wrap: anywhere; }
  .changes .icon svg { inline-size: 14px; block-size: 14px; color: var(--ik-text-2); }
  .changes del { color: var(--ik-text-2); }
  .changes ins { font-weight: 600; text-decoration: none; }
  .changes del, .changes ins { max-block-size: 84px; overflow: auto; white-space: pre-line; }
  .conflicts li { display: flex; align-items: center; gap: 9px; }
  .conflicts .bar { flex: none; inline-size: 4px; block-size: 18px; border-radius: 2px; background: var(--hue-bar); }
  .grow { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .free { color: var(--ik-text-2); font-size: 13px; }
  .answers { display: flex; flex-wrap: wrap; gap: 8px; }
  .answers .button { min-inline-size: 84px; }
  .answers [aria-pressed=true] { background: var(--ik-accent); border-color: transparent; color: var(--ik-on-accent); }
  .more { display: flex; flex-wrap: wrap; gap: 4px 14px; }
  .more button { min-block-size: 32px; padding: 0; border: 0; background: none; color: var(--ik-accent); font-weight: 550; font-size: 13.5px; cursor: pointer; }
  .more button:hover { text-decoration: underline; }
  .steps { color: var(--ik-text-2); font-size: 13px; }
  .done { display: flex; align-items: center; gap: 10px; font-weight: 600; }
  .done .icon { color: var(--ik-accent); }
  @media (pointer: coarse) { .more button { min-block-size: 44px; } }
`;
