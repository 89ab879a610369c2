import { css } from 'lit';

export const styles = css`
  ik-dialog { --ik-dialog-width: 600px; }
  ik-dialog.large { --ik-dialog-width: 760px; }
  form { display: grid; gap: 14px; }
  .title { inline-size: 100%; min-block-size: 44px; padding: 6px 2px; border: 0; border-block-end: 2px solid var(--ik-line); background: none; font-size: 20px; font-weight: 600; }
  .title:focus { outline: none; border-color: var(--ik-accent); }
  .check { display: flex; align-items: center; gap: 8px; min-block-size: 32px; font-size: 14px; cursor: pointer; }
  .check input { inline-size: 18px; block-size: 18px; accent-color: var(--ik-accent); margin: 0; }
  .times, .rest { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px 14px; align-items: start; }
  .rest { gap: 14px; padding-block-start: 14px; border-block-start: 1px solid var(--ik-line); }
  .wide { grid-column: 1 / -1; }
  .time { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6px; border: 0; margin: 0; padding: 0; min-inline-size: 0; }
  .time legend { padding: 0 0 5px; font-size: 13px; color: var(--ik-text-2); }
  .absence { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; margin: 0; padding: 10px 12px 12px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  .absence legend { padding-inline: 4px; font-size: 13px; font-weight: 600; }
  .absence .field textarea { min-block-size: 56px; }
  .find { justify-self: start; }
  .end-zone { align-self: end; justify-self: start; }
  .more { justify-self: start; }
  .error, [role=alert] { margin: 0; color: var(--ik-danger); font-size: 13px; }
  .odd { margin: 0; padding: 8px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); font-size: 13px; }
  .alarm { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
  .alarm select { flex: 1; inline-size: auto; min-inline-size: 0; }
  .field .alarm input[type=number] { inline-size: 76px; }
  .alarm .input { flex: 1; inline-size: auto; min-inline-size: 0; }
  .said { flex: 1; color: var(--ik-text); font-size: 14px; }
  .hint { margin: 0; font-size: 12.5px; color: var(--ik-text-2); overflow-wrap: anywhere; }
  .swatches { display: flex; flex-wrap: wrap; gap: 4px; border: 0; margin: 0; padding: 0; }
  .swatches legend { padding: 0 0 4px; }
  .swatch { display: grid; place-items: center; inline-size: 32px; block-size: 32px; cursor: pointer; }
  .swatch input { position: absolute; opacity: 0; }
  .swatch span { inline-size: 22px; block-size: 22px; border-radius: 50%; background: var(--hue-bar); border: 2px solid var(--ik-surface); }
  .swatch .none { background: linear-gradient(135deg, transparent 46%, var(--ik-danger) 46% 54%, transparent 54%), var(--ik-surface-2); }
  .swatch input:checked + span { outline: 2px solid var(--ik-text); }
  .swatch input:focus-visible + span { outline: 3px solid var(--ik-accent); outline-offset: 1px; }
  @media (pointer: coarse) { .swatch { inline-size: 44px; block-size: 44px; } }
  @media (width < 560px) { .times, .rest { grid-template-columns: minmax(0, 1fr); } }
`;
