import { css } from 'lit';

export const styles = css`
  :host { --ik-dialog-width: 600px; }
  .body { display: grid; gap: 18px; container: dialog / inline-size; }
  section { display: grid; gap: 6px; }
  h3 { margin: 0; font-size: 13px; font-weight: 600; color: var(--ik-text-2); }
  ul { margin: 0; padding: 0; list-style: none; }
  li { display: flex; align-items: center; gap: 10px; min-block-size: 48px; }
  .who { flex: 1; min-inline-size: 0; font-size: 14px; line-height: 1.3; overflow-wrap: anywhere; }
  .quiet { display: block; font-size: 12.5px; color: var(--ik-text-2); }
  .waits { color: var(--ik-text); }
  li select { min-block-size: 34px; padding: 3px 8px; border: 1px solid var(--ik-line); border-radius: 8px; background: var(--ik-surface); color: var(--ik-text); font-size: 13px; max-inline-size: 45%; }
  .role { font-size: 13px; color: var(--ik-text-2); white-space: nowrap; }
  .sign { display: grid; place-items: center; flex: none; inline-size: 32px; block-size: 32px; border-radius: 50%; background: var(--ik-surface-2); color: var(--ik-text-2); }
  .sign svg { inline-size: 16px; block-size: 16px; }
  ik-menu::part(button) { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
  .note { display: grid; gap: 10px; margin: 0; padding: 12px 14px; border-radius: var(--ik-radius); background: var(--ik-surface-2); font-size: 13.5px; line-height: 1.45; }
  .note p { margin: 0; }
  .note .acts { display: flex; flex-wrap: wrap; gap: 8px; }
  .problem { margin: 0; font-size: 13px; color: var(--ik-danger); }
  .words { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 0; }
  .words li { min-block-size: 0; padding: 4px 10px; border-radius: 99px; background: var(--ik-surface); border: 1px solid var(--ik-line); font-weight: 550; }
  details { border-block-start: 1px solid var(--ik-line); padding-block-start: 12px; }
  summary { min-block-size: 32px; display: list-item; align-content: center; font-size: 14px; font-weight: 550; cursor: pointer; }
  details > *:not(summary) { margin-block-start: 10px; }
  @media (pointer: coarse) {
    li select, .button { min-block-size: 44px; }
    ik-menu::part(button) { inline-size: 44px; min-block-size: 44px; }
    summary { min-block-size: 44px; }
  }
`;
