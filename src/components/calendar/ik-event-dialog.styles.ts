import { css } from 'lit';

export const styles = css`
  ik-dialog { --ik-dialog-width: 600px; }
  form { display: grid; gap: 14px; }
  .title { inline-size: 100%; min-block-size: 44px; padding: 6px 2px; border: 0; border-block-end: 2px solid var(--ik-line); background: none; font-size: 20px; font-weight: 600; }
  .title:focus { outline: none; border-color: var(--ik-accent); }
  .check { display: flex; align-items: center; gap: 8px; min-block-size: 32px; font-size: 14px; cursor: pointer; }
  .check input { inline-size: 18px; block-size: 18px; accent-color: var(--ik-accent); margin: 0; }
  .times { display: grid; grid-template-columns: 1fr 1fr; gap: 10px 14px; }
  .time { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6px; border: 0; margin: 0; padding: 0; }
  .time legend { padding: 0 0 5px; font-size: 13px; color: var(--ik-text-2); }
  .find { justify-self: start; }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; align-items: start; }
  .error, [role=alert] { margin: 0; color: var(--ik-danger); font-size: 13px; }
  .alarm { display: flex; gap: 6px; }
  .alarm select { flex: 1; }
  .hint { margin: 0; font-size: 12.5px; color: var(--ik-text-2); }
  .leave { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; inline-size: 100%; }
  .leave span { flex: 1; }
  @media (width < 560px) { .times, .pair { grid-template-columns: 1fr; } }
`;
