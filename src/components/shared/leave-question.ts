import { msg } from '@lit/localize';
import { css, html, type TemplateResult } from 'lit';

/** Of {@link leaveQuestion}. */
export const leaveStyles = css`
  .leave { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; inline-size: 100%; }
  .leave span { flex: 1; }
`;

/** What a form asks at its foot when it is closed with changes in it. */
export function leaveQuestion(keep: () => void, discard: () => void): TemplateResult {
  const question = msg('Discard your changes?');
  return html`<div slot="footer" class="leave" role="alertdialog" aria-label=${question}>
    <span>${question}</span>
    <button type="button" class="button" @click=${keep}>${msg('Keep editing')}</button>
    <button type="button" class="button danger" @click=${discard}>${msg('Discard')}</button>
  </div>`;
}

/** Moves the focus to the way back. */
export function focusLeaveQuestion(root: ParentNode): void {
  root.querySelector<HTMLElement>('.leave button')?.focus();
}
