import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; block-size: 100%; min-block-size: 0; container: task-panel / inline-size; }
  header { display: flex; align-items: center; gap: 9px; padding: 12px 16px; border-block-end: 1px solid var(--ik-line); }
  h1 { flex: 1; margin: 0 5px; font-size: 18px; font-weight: 650; }
  .menu-button { display: none; }
  header select { min-inline-size: 0; min-block-size: 36px; max-inline-size: 180px; text-overflow: ellipsis; padding: 0 8px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); color: var(--ik-text); font: inherit; }
  .state { flex: 1; display: grid; place-content: center; justify-items: center; gap: 12px; padding: 24px; color: var(--ik-text-2); text-align: center; }
  .state svg { inline-size: 34px; block-size: 34px; }
  ik-task-list { flex: 1; min-block-size: 0; }
  @media (width < 780px) { .menu-button { display: inline-flex; } }
  @container task-panel (width < 620px) {
    header { padding: 6px 8px; gap: 4px; }
    h1 { margin: 0 2px; }
    header select { max-inline-size: 124px; padding: 0 4px; font-size: 13px; }
  }
  @media (pointer: coarse) { header select { min-block-size: 44px; } }
`;
