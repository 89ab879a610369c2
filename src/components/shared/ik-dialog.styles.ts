import { css } from 'lit';

export const styles = css`
  :host { display: contents; --ik-dialog-width: 520px; }
  dialog {
    inline-size: min(var(--ik-dialog-width), calc(100vw - 32px)); max-block-size: min(86dvh, 860px); padding: 0; margin: auto;
    border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface); color: var(--ik-text);
    box-shadow: var(--ik-shadow); overflow: hidden;
    pointer-events: auto; /* what it stands in may let presses through, as the dock of messages does */
  }
  dialog[open] { display: flex; flex-direction: column; }
  dialog::backdrop { background: rgb(15 15 30 / 0.42); }
  header { display: flex; align-items: center; gap: 8px; padding: 14px 14px 6px 22px; }
  h2 { flex: 1; min-inline-size: 0; margin: 0; font-size: 17px; font-weight: 650; overflow-wrap: anywhere; }
  .body { flex: 1; min-block-size: 0; padding: 8px 22px 20px; overflow: auto; overscroll-behavior: contain; }
  footer { display: flex; justify-content: flex-end; flex-wrap: wrap; gap: 8px; padding: 12px 22px; border-block-start: 1px solid var(--ik-line); }
  footer[hidden] { display: none; }
  @media (width < 720px) {
    dialog {
      inline-size: 100vw; max-inline-size: 100vw; block-size: 100dvh; max-block-size: 100dvh; border: 0; border-radius: 0;
      padding-block-end: env(safe-area-inset-bottom);
    }
  }
  @media (width < 720px) {
    :host([compact]) dialog { block-size: fit-content; margin-block-end: 0; border-radius: 16px 16px 0 0; }
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog[open] { animation: rise 140ms ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
  }
`;
