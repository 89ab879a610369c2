import { css } from 'lit';

export const styles = css`
  :host {
    display: grid; grid-template: 'rail content' minmax(0, 1fr) / 60px minmax(0, 1fr); block-size: 100dvh; overflow: hidden;
    background: var(--ik-bg); color: var(--ik-text); font: 14px / 1.45 var(--ik-font); accent-color: var(--ik-accent);
  }
  ik-lock-screen { grid-area: 1 / 1 / -1 / -1; min-block-size: 0; }
  .skip { position: absolute; z-index: 60; inset-block-start: -100px; inset-inline-start: 8px; background: var(--ik-surface); }
  .skip:focus { inset-block-start: 8px; }
  .rail { grid-area: rail; display: flex; flex-direction: column; align-items: center; gap: 4px; padding: 12px 0; min-block-size: 0; }
  .logo { inline-size: 34px; block-size: 34px; margin-block-end: 16px; }
  .tab {
    position: relative; display: grid; place-items: center; inline-size: 44px; block-size: 44px; padding: 0; border: 0; border-radius: 12px;
    background: none; color: var(--ik-text-2); text-decoration: none; cursor: pointer;
  }
  .tab:hover { background: var(--ik-surface-2); color: var(--ik-text); }
  .tab[aria-current] { background: var(--ik-accent-soft); color: var(--ik-accent); }
  .tab .icon svg { inline-size: 20px; block-size: 20px; }
  .tab .name { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .tab .badge {
    position: absolute; inset-block-start: 3px; inset-inline-end: 1px; min-inline-size: 17px; padding: 0 4px; border-radius: 99px;
    background: var(--ik-accent); color: var(--ik-on-accent); font-size: 10.5px; font-weight: 650; line-height: 16px; text-align: center;
  }
  .space { flex: 1; }
  .more { display: none; }
  .more::part(button) { display: grid; inline-size: 100%; padding: 0; border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
  .me { inline-size: 44px; block-size: 44px; }
  .content { grid-area: content; position: relative; display: flex; flex-direction: column; min-inline-size: 0; min-block-size: 0; outline: none; }
  .content > * { flex: 1; min-block-size: 0; }
  .content > ik-sharing-cards { flex: none; }
  /* A page whose code is still on its way shows its panel already. */
  .content > :not(:defined) { display: grid; padding: 10px; padding-inline-start: 224px; }
  .content > :not(:defined)::before {
    content: ''; border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface);
  }
  .failed { display: grid; place-content: center; justify-items: center; gap: 14px; max-inline-size: 52ch; margin: auto; padding: 24px; text-align: center; }
  .failed h1 { margin: 0; font-size: 20px; }
  .failed p { margin: 0; color: var(--ik-text-2); }
  .drop {
    position: fixed; z-index: 80; inset: 12px; display: grid; place-content: center; justify-items: center; gap: 8px; border-radius: 18px;
    border: 2px dashed var(--ik-accent); background: color-mix(in oklab, var(--ik-accent-soft) 92%, transparent);
    color: var(--ik-accent); font-size: 18px; font-weight: 600; pointer-events: none; text-align: center;
  }
  .drop small { font-size: 14px; font-weight: 450; color: var(--ik-text); }
  @media (width < 720px) {
    :host { grid-template: 'content' minmax(0, 1fr) 'rail' auto / minmax(0, 1fr); --ik-tabs-height: 60px; }
    .rail {
      flex-direction: row; justify-content: space-around; gap: 0; padding: 4px 4px calc(4px + env(safe-area-inset-bottom));
      border-block-start: 1px solid var(--ik-line); background: var(--ik-surface);
    }
    .logo, .space, .me, .tab.wide { display: none; }
    .more { display: block; flex: 1; min-inline-size: 0; max-inline-size: 110px; }
    .more .tab { inline-size: 100%; }
    .tab { flex: 1; min-inline-size: 0; inline-size: auto; block-size: 52px; align-content: center; gap: 3px; max-inline-size: 110px; }
    .tab[aria-current] { background: none; }
    .tab .badge { inset-inline-end: calc(50% - 24px); }
    .tab .name { position: static; inline-size: auto; block-size: auto; overflow: visible; clip-path: none; font-size: 11px; font-weight: 550; }
    .content > :not(:defined) { padding: 0; }
    .content > :not(:defined)::before { border: 0; border-radius: 0; }
  }
  @media print { :host { display: block; block-size: auto; overflow: visible; } .rail { display: none; } .content { display: block; } }
`;
