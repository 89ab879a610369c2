import { css } from 'lit';

export const styles = css`
  :host { display: block; block-size: 100%; min-block-size: 0; container: ik-page / inline-size; }
  .frame { display: grid; grid-template-columns: 224px minmax(0, 1fr); block-size: 100%; min-block-size: 0; }
  .frame.bare { grid-template-columns: minmax(0, 1fr); }
  aside { min-block-size: 0; padding: 14px 14px 14px 8px; overflow: auto; overscroll-behavior: contain; }
  .bare aside { display: none; }
  #main {
    position: relative; min-inline-size: 0; min-block-size: 0; margin-block: 10px; margin-inline-end: 10px; overflow: hidden;
    border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface);
  }
  .bare #main { margin-inline-start: 10px; }
  .scrim { display: none; }
  @container ik-page (width < 720px) {
    .frame, .frame.bare { grid-template-columns: minmax(0, 1fr); }
    #main, .bare #main { margin: 0; border: 0; border-radius: 0; }
    /* Whatever is in the content shows the button that opens the drawer: also in a narrow pane of a wide window. */
    .frame:not(.bare) #main { --ik-menu-button: inline-flex; }
    aside {
      position: absolute; z-index: 30; inset-block: 0; inset-inline-start: 0; inline-size: min(300px, 86%); padding: 16px;
      background: var(--ik-bg); border-inline-end: 1px solid var(--ik-line); box-shadow: var(--ik-shadow); visibility: hidden;
      translate: -100% 0; transition: translate 160ms ease-out, visibility 160ms;
    }
    aside:dir(rtl) { translate: 100% 0; }
    /* Visible at once, as what is hidden cannot take the focus; hidden only when it has left. */
    .open aside { visibility: visible; translate: 0 0; transition: translate 160ms ease-out; }
    .open .scrim { display: block; position: absolute; z-index: 29; inset: 0; border: 0; background: rgb(15 15 30 / 0.42); }
    .frame { position: relative; overflow: hidden; }
  }
  @media (prefers-reduced-motion: reduce) { aside { transition: none !important; } }
  @media print { aside, .scrim { display: none !important; } :host, .frame { display: block !important; block-size: auto; } #main { overflow: visible; margin: 0 !important; border: 0; } }
`;
