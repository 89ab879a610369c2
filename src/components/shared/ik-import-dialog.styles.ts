import { css } from 'lit';

export const styles = css`
  ik-dialog { --ik-dialog-width: 560px; }
  ik-dialog.wide { --ik-dialog-width: 980px; }
  .drop {
    display: grid; justify-items: center; gap: 10px; padding: 36px 20px; border: 2px dashed var(--ik-line); border-radius: 14px;
    text-align: center; color: var(--ik-text-2);
  }
  .drop strong { color: var(--ik-text); }
  .head { display: flex; align-items: center; gap: 12px; margin-block-end: 12px; }
  .head .tile { display: grid; place-items: center; flex: none; inline-size: 42px; block-size: 42px; border-radius: 12px; background: var(--ik-accent-soft); color: var(--ik-accent); }
  .head .tile.error { background: color-mix(in oklab, var(--ik-danger) 14%, var(--ik-surface)); color: var(--ik-danger); }
  .head p { margin: 0; color: var(--ik-text-2); }
  .head .name { color: var(--ik-text); font-weight: 600; overflow-wrap: anywhere; }
  progress { inline-size: 100%; block-size: 8px; accent-color: var(--ik-accent); }
  .samples { margin: 0 0 14px; padding: 0; list-style: none; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  .samples li { display: flex; gap: 12px; justify-content: space-between; padding: 7px 12px; }
  .pages { display: flex; align-items: center; gap: 8px; margin: -6px 0 14px; color: var(--ik-text-2); font-size: 13px; }
  .pages > span { margin-inline-end: auto; }
  .samples li + li { border-block-start: 1px solid var(--ik-line); }
  .samples .title { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .samples .when { flex: none; max-inline-size: 65%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ik-text-2); }
  fieldset { display: grid; gap: 10px; margin: 0 0 14px; padding: 0; border: 0; }
  legend { margin-block-end: 8px; padding: 0; font-weight: 600; }
  .choice { display: flex; align-items: center; gap: 9px; min-block-size: 32px; }
  .choice input { inline-size: 17px; block-size: 17px; margin: 0; }
  .indent { display: grid; gap: 8px; margin-inline-start: 26px; }
  .known { margin: 0 0 14px; padding: 9px 12px; border-radius: var(--ik-radius); background: var(--ik-accent-soft); font-size: 13.5px; }
  details { margin-block-end: 14px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  summary { padding: 9px 12px; cursor: pointer; font-weight: 550; }
  .problems { max-block-size: 240px; margin: 0; padding: 0 12px 10px; overflow: auto; list-style: none; }
  .problems li { padding-block: 6px; border-block-start: 1px solid var(--ik-line); }
  code, .problems small { display: block; margin-block-start: 2px; color: var(--ik-text-2); font-size: 12px; overflow-wrap: anywhere; white-space: pre-wrap; }
  .head + .problems { padding: 0; }
  .error-text { margin: 0 0 14px; padding: 10px 12px; border-radius: var(--ik-radius); background: color-mix(in oklab, var(--ik-danger) 10%, var(--ik-surface)); color: var(--ik-text); }
  .buttons { display: contents; }
  .waiting { margin: 0; color: var(--ik-text-2); font-size: 13px; }
`;
