import { css } from 'lit';

export const styles = css`
  :host { display: contents; }
  ik-dialog { --ik-dialog-width: 620px; }
  form { display: grid; gap: 18px; }
  .pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; }
  .group { display: grid; gap: 8px; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  .group legend { padding: 0; margin-block-end: 8px; }
  details summary { min-block-size: 32px; align-content: center; color: var(--ik-accent); font-size: 13.5px; font-weight: 550; cursor: pointer; }
  details[open] summary { margin-block-end: 10px; }
  .stack { display: grid; gap: 14px; }
  .others { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 16px; margin: 0; font-size: 12.5px; }
  .others dt { color: var(--ik-text-2); }
  .others dd { margin: 0; overflow-wrap: anywhere; max-block-size: 4.5em; overflow: auto; }
  ik-menu { justify-self: start; }
  ik-menu::part(button) { min-block-size: 34px; padding: 0 10px; border-color: transparent; color: var(--ik-accent); }
  .hint { margin: 0; color: var(--ik-text-2); font-size: 12.5px; }
  .problem { margin: 0; padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); color: var(--ik-danger); font-size: 13.5px; }
  .question { flex: 1; align-self: center; margin: 0; font-size: 14px; font-weight: 550; }
  @media (pointer: coarse) { details summary, ik-menu::part(button) { min-block-size: 44px; } }
  @media (width < 480px) { .pair { grid-template-columns: minmax(0, 1fr); } }
`;
