import { css } from 'lit';

export const styles = css`
  :host { display: block; block-size: 100%; min-block-size: 0; overflow: auto; overscroll-behavior: contain; container: ik-thread / inline-size; }
  .thread { display: grid; gap: 12px; max-inline-size: 1100px; padding: 20px 28px 40px; }
  .thread[hidden] { display: none; }
  .head { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 10px; }
  h2 { flex: 1 1 240px; min-inline-size: 0; margin: 0; padding-block: 3px; font-size: 20px; font-weight: 650; line-height: 1.35; overflow-wrap: anywhere; }
  .tools { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 9px; margin-inline-start: auto; }
  .icon-button.on svg { fill: #e0a100; color: #e0a100; }
  .messages { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
  .fold { display: grid; place-items: center; min-block-size: 32px; border: 0; background: linear-gradient(var(--ik-line), var(--ik-line)) center / 100% 1px no-repeat; cursor: pointer; color: var(--ik-text-2); font-size: 13px; }
  .fold span { padding: 4px 12px; border: 1px solid var(--ik-line); border-radius: 99px; background: var(--ik-surface); }
  .foot { display: flex; flex-wrap: wrap; gap: 8px; }
  .wait { block-size: 160px; border-radius: 12px; background: var(--ik-surface-2); }
  .wait.title { block-size: 24px; inline-size: 50%; border-radius: 6px; }
  .back { flex: none; margin-inline-start: -10px; }
  @container ik-thread (width < 560px) {
    .thread { padding: 10px 12px 90px; }
    .head { flex-wrap: wrap; position: sticky; inset-block-start: 0; z-index: 3; padding-block: 4px; background: var(--ik-surface); }
    h2 { order: 2; flex-basis: 100%; font-size: 18px; }
    .tools { margin-inline-start: auto; gap: 4px; }
  }
  @media print {
    :host { block-size: auto; overflow: visible; container-type: normal; }
    .thread, .messages { display: block; max-inline-size: none; padding: 0; }
    .tools, .foot, .back, .fold { display: none; }
    /* Those in frames say themselves what they are about. */
    .thread:has(.messages > ik-mail-message[paper]:first-of-type) > .head { display: none; }
  }
`;
