import { css } from 'lit';

export const styles = css`
  :host { display: contents; }
  .panel {
    position: fixed; inset: auto; inset-block-end: 14px; inset-inline-start: 66px; inline-size: min(420px, calc(100vw - 32px)); margin: 0; padding: 0;
    max-block-size: min(680px, calc(100dvh - 28px)); border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface);
    color: var(--ik-text); box-shadow: var(--ik-shadow); overflow: hidden;
  }
  .panel:popover-open { display: flex; flex-direction: column; }
  header { display: flex; align-items: center; gap: 8px; padding: 12px 12px 10px 18px; border-block-end: 1px solid var(--ik-line); }
  h2 { flex: 1; margin: 0; border-radius: 6px; font-size: 16px; font-weight: 650; }
  .body { overflow: auto; overscroll-behavior: contain; padding: 4px 18px 16px; }
  .standing { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 10px; margin-block-start: 12px; padding: 10px 12px; border-radius: 12px; background: var(--ik-surface-2); font-size: 13px; }
  .standing .text { flex: 1 1 200px; min-inline-size: 0; }
  .standing strong { display: block; font-weight: 650; }
  .standing p { margin: 0; overflow-wrap: anywhere; }
  .standing .button { min-block-size: 32px; }
  h2:focus-visible { outline: none; }
  h3.eyebrow { margin: 18px 0 2px; }
  ul { margin: 0; padding: 0; list-style: none; }
  li { display: flex; gap: 10px; padding: 9px 0; border-block-end: 1px solid var(--ik-line); }
  li:last-child { border: 0; }
  li > .icon { align-self: start; margin-block-start: 1px; color: var(--ik-text-2); }
  li.act > .icon { align-self: center; }
  li.problem > .icon { color: var(--ik-danger); }
  .text { flex: 1; min-inline-size: 0; }
  .title { margin: 0; font-size: 14px; font-weight: 550; overflow-wrap: anywhere; }
  .detail { margin: 1px 0 0; color: var(--ik-text-2); font-size: 13px; overflow-wrap: anywhere; }
  progress { display: block; inline-size: 100%; block-size: 6px; margin-block-start: 7px; }
  .acts { display: flex; flex-wrap: wrap; gap: 6px; margin-block-start: 7px; }
  .acts:empty { display: none; }
  .acts .button { min-block-size: 32px; padding: 0 12px; font-size: 13px; }
  li.act { align-items: center; }
  li.act .acts { flex: none; margin: 0; }
  .nothing { display: grid; justify-items: center; gap: 6px; padding: 34px 12px 26px; text-align: center; color: var(--ik-text-2); font-size: 13.5px; }
  .nothing .icon { color: var(--ik-ok); }
  .nothing .icon svg { inline-size: 34px; block-size: 34px; stroke-width: 1.6; }
  .nothing strong { color: var(--ik-text); font-size: 15px; font-weight: 650; }
  .nothing p { margin: 0; max-inline-size: 34ch; }
  @media (width < 720px) {
    .panel {
      inset-inline: 0; inset-block-end: 0; inline-size: 100vw; max-inline-size: 100vw; max-block-size: 86dvh; border-width: 1px 0 0; border-radius: 18px 18px 0 0;
      padding-block-end: env(safe-area-inset-bottom);
    }
    .panel::backdrop { background: rgb(15 15 30 / 0.42); }
    header::before {
      content: ''; position: absolute; inset-block-start: 6px; inset-inline-start: calc(50% - 18px); inline-size: 36px; block-size: 4px; border-radius: 2px; background: var(--ik-line);
    }
    header { padding-block-start: 18px; }
  }
  @media (pointer: coarse) { .acts .button, .standing .button { min-block-size: 44px; } }
  @media (prefers-reduced-motion: no-preference) {
    .panel:popover-open { animation: rise 140ms ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
  }
`;
