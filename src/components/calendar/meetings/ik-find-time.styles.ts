import { css } from 'lit';

export const styles = css`
  ik-dialog { --ik-dialog-width: 860px; }
  .content { display: grid; grid-template-columns: 250px minmax(0, 1fr); gap: 18px; align-items: start; }
  .bar { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin-block-end: 14px; }
  .bar form { display: flex; gap: 8px; align-items: end; flex: 1 1 260px; }
  .bar .grow { flex: 1; }
  h3 { margin: 0 0 8px; font-size: 13px; font-weight: 600; }
  .slots { display: grid; gap: 6px; margin: 0; padding: 0; list-style: none; }
  .slot { display: grid; gap: 2px; inline-size: 100%; padding: 9px 12px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); text-align: start; cursor: pointer; }
  .slot:hover { background: var(--ik-surface-2); }
  .slot[aria-pressed=true] { border-color: var(--ik-accent); background: var(--ik-accent-soft); }
  .slot strong { font-size: 13.5px; }
  .quiet, .slot small { color: var(--ik-text-2); font-size: 12.5px; }
  .slot[aria-pressed=true] small { color: var(--ik-text); }
  .head { display: flex; align-items: center; gap: 6px; margin-block-end: 8px; }
  .head strong { flex: 1; text-align: center; font-size: 13.5px; }
  .lines { overflow-x: auto; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  .grid { position: relative; min-inline-size: 520px; }
  .hours, .person { display: grid; grid-template-columns: 130px minmax(0, 1fr); }
  .hours .track { display: flex; block-size: 26px; align-items: end; }
  .hours .track span { flex: 1 0 0; min-inline-size: 0; font-size: 10.5px; color: var(--ik-text-2); }
  .person { border-block-start: 1px solid var(--ik-line); }
  .name { display: grid; align-content: center; gap: 1px; min-inline-size: 0; padding: 6px 10px; font-size: 13px; }
  .name span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .name label { display: flex; gap: 5px; align-items: center; color: var(--ik-text-2); font-size: 12px; cursor: pointer; }
  .name input { margin: 0; inline-size: 14px; block-size: 14px; accent-color: var(--ik-accent); }
  .track { position: relative; min-block-size: 46px; border-inline-start: 1px solid var(--ik-line); }
  .hours .track { min-block-size: 0; border: 0; }
  .track.unknown { background: repeating-linear-gradient(135deg, var(--ik-surface-2) 0 6px, transparent 6px 12px); }
  .off, .busy, .pick { position: absolute; inset-block: 0; }
  .off { background: var(--ik-surface-2); }
  .busy { inset-block: 7px; border-radius: 5px; background: var(--ik-text-2); opacity: 0.75; }
  .busy.tentative { background: repeating-linear-gradient(135deg, var(--ik-text-2) 0 4px, transparent 4px 8px); border: 1px solid var(--ik-text-2); }
  .busy.away { background: repeating-linear-gradient(135deg, var(--ik-danger) 0 4px, color-mix(in oklab, var(--ik-danger) 60%, var(--ik-surface)) 4px 8px); }
  .pick { border: 2px solid var(--ik-accent); border-radius: 5px; background: color-mix(in oklab, var(--ik-accent) 16%, transparent); pointer-events: none; }
  .legend { display: flex; flex-wrap: wrap; gap: 6px 14px; margin: 8px 0 0; padding: 0; list-style: none; color: var(--ik-text-2); font-size: 12px; }
  .legend li { display: flex; align-items: center; gap: 6px; }
  .legend i { position: relative; inline-size: 22px; block-size: 12px; border-radius: 4px; overflow: hidden; }
  .legend .busy, .legend .off, .legend .track { display: block; position: static; inline-size: 22px; block-size: 12px; min-block-size: 0; border-inline-start: 0; }
  @media (pointer: coarse) { .slot, .name label { min-block-size: 44px; } }
  @media (width < 720px) { .content { grid-template-columns: minmax(0, 1fr); } }
`;
