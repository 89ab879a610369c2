import { css } from 'lit';

export const styles = css`
  :host { display: block; }
  .line { position: relative; display: flex; align-items: flex-start; gap: 8px; min-block-size: 38px; padding-block: 4px; }
  label { flex: none; min-inline-size: 34px; padding-block: 6px; color: var(--ik-text-2); font-size: 13px; line-height: 18px; }
  .chips { flex: 1; min-inline-size: 0; display: flex; flex-wrap: wrap; gap: 4px; max-block-size: 132px; overflow-y: auto; padding: 1px; }
  .people { display: contents; }
  .people[hidden] { display: none; }
  input { flex: 1; min-inline-size: 90px; min-block-size: 28px; padding: 0 2px; border: 0; outline: 0; background: none; font-size: 14px; }
  .person { display: inline-flex; max-inline-size: 100%; border-radius: 99px; background: var(--ik-surface-2); font-size: 13px; }
  .person.outside { background: color-mix(in oklab, oklch(0.8 0.13 75) 26%, var(--ik-surface)); }
  .person.unknown { box-shadow: inset 0 0 0 1px var(--ik-line); background: none; border-radius: 99px; }
  .person.unknown.outside { background: color-mix(in oklab, oklch(0.8 0.13 75) 16%, var(--ik-surface)); }
  .person button { min-block-size: 28px; border: 0; background: none; cursor: pointer; border-radius: 99px; }
  .chip-name { display: inline-flex; align-items: center; gap: 5px; min-inline-size: 0; padding: 0 2px 0 11px; }
  .chip-name span:last-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .chip-name .icon svg { inline-size: 13px; block-size: 13px; }
  .chip-name:focus-visible { background: var(--ik-accent-soft); }
  .chip-remove { display: grid; place-items: center; inline-size: 26px; padding: 0; color: var(--ik-text-2); }
  .chip-remove svg { inline-size: 13px; block-size: 13px; }
  [role=listbox] {
    position: absolute; z-index: 3; inset-inline: 0; inset-block-start: calc(100% - 1px); max-block-size: 280px; overflow: auto; margin: 0; padding: 4px; list-style: none;
    border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); box-shadow: var(--ik-shadow);
  }
  [role=option] { display: flex; gap: 10px; align-items: center; padding: 5px 8px; border-radius: 7px; cursor: pointer; }
  [role=option][aria-selected=true] { background: var(--ik-accent-soft); }
  .who { min-inline-size: 0; font-size: 14px; line-height: 1.25; overflow: hidden; text-overflow: ellipsis; }
  .quiet { display: block; font-size: 12px; color: var(--ik-text-2); overflow: hidden; text-overflow: ellipsis; }
  .set { display: grid; place-items: center; flex: none; inline-size: 32px; block-size: 32px; border-radius: 50%; background: var(--ik-surface-2); color: var(--ik-text-2); }
  p { margin: 0 0 4px; font-size: 12.5px; }
  [role=alert] { color: var(--ik-danger); }
  [role=status] { color: var(--ik-text-2); }
  [role=status]:empty { position: absolute; }
  @media (pointer: coarse) {
    [role=option], .line { min-block-size: 44px; }
    .person button, input { min-block-size: 36px; }
    /* In the middle of the buttons that stand behind them. */
    label { padding-block: 13px; }
    .chips { padding-block-start: 4px; }
    .chip-remove { inline-size: 36px; }
    input { font-size: 16px; }
  }
`;
