import { css } from 'lit';

export const styles = css`
  :host { display: block; block-size: 100%; min-block-size: 0; }
  .content { position: relative; display: flex; flex-direction: column; block-size: 100%; min-block-size: 0; container: calendar-content / inline-size; }
  ik-calendar[hidden] { display: none; }
  /* It brings the tokens of a page of its own: here a person has chosen. */
  ik-calendar { flex: 1; min-block-size: 0; block-size: auto; --ik-accent: inherit; --ik-accent-soft: inherit; --ik-on-accent: inherit; }
  ik-task-panel, ik-slots-page { flex: 1; min-block-size: 0; }
  ik-day-summary:not(:defined) { flex: 1; }
  .tasks { display: flex; align-items: center; gap: 10px; min-block-size: 33px; margin-block-start: 12px; padding-inline: 6px; border-radius: 8px; font-size: 14px; }
  .tasks:hover, .tasks:has([aria-current]) { background: var(--ik-surface-2); }
  .tasks input { flex: none; inline-size: 16px; block-size: 16px; margin: 0; accent-color: var(--ik-accent); }
  .tasks.slots { margin-block-start: 0; }
  .tasks .sign { display: grid; place-items: center; inline-size: 16px; color: var(--ik-text-2); }
  .tasks a { flex: 1; line-height: 33px; color: var(--ik-text); text-decoration: none; }
  .tasks a[aria-current] { font-weight: 600; }
  @media (hover: none) { .tasks a { line-height: 44px; } }
  .create, .mini { display: none; }
  /* Below the view, not over it: no day is hidden. */
  .empty { flex: none; display: flex; flex-wrap: wrap; gap: 10px 20px; align-items: center; justify-content: center; padding: 14px 20px; border-block-start: 1px solid var(--ik-line); background: var(--ik-surface); text-align: center; }
  .empty p { margin: 0; color: var(--ik-text-2); }
  .empty div { display: flex; flex-wrap: wrap; gap: 8px; justify-content: center; }
  @container calendar-content (width < 620px) {
    .mini { display: block; flex: none; padding: 2px 14px 8px; border-block-end: 1px solid var(--ik-line); }
    .create {
      display: grid; place-items: center; position: absolute; z-index: 7; inset-block-end: 20px; inset-inline-end: 16px; inline-size: 54px; block-size: 54px;
      border: 0; border-radius: 16px; background: var(--ik-accent); color: var(--ik-on-accent); box-shadow: var(--ik-shadow); cursor: pointer;
    }
    .create svg { inline-size: 24px; block-size: 24px; }
  }
`;
