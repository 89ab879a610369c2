import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ContactListInfo } from '../../app/services.js';
import { buttons } from '../shared/buttons.styles.js';

type Letters = ContactListInfo['letters'];

/** A letter was chosen: the list goes to the row of that index. Does not bubble. */
export class LetterEvent extends Event {
  constructor(readonly index: number) {
    super('ik-letter');
  }
}

const MAX_LETTERS = 30;

/** As many letters as fit beside a list; of the many that names in Chinese begin with, some. */
function fewer(letters: Letters): Letters {
  const step = Math.ceil(letters.length / MAX_LETTERS);
  return step < 2 ? letters : letters.filter((_letter, index) => index % step === 0);
}

const styles = css`
  :host { display: block; inline-size: 22px; }
  div {
    display: flex; flex-direction: column; justify-content: center; block-size: 100%; overflow: hidden; padding-inline-end: 4px;
    touch-action: none; user-select: none;
  }
  button {
    flex: 0 1 18px; min-block-size: 0; display: grid; place-items: center; padding: 0; border: 0; border-radius: 5px; background: none;
    color: var(--ik-text-2); font-size: 10px; font-weight: 600; line-height: 1; cursor: pointer;
  }
  button:hover, button[aria-current='true'] { color: var(--ik-accent); }
  button[aria-current='true'] { background: var(--ik-accent-soft); font-weight: 750; }
  button:focus-visible { outline-offset: -2px; }
  @media (pointer: coarse) { :host { inline-size: 30px; } }
`;

/**
 * The letters beside a long list: press one or slide along them; with the keyboard one stop, arrows, Home and End. The letter
 * of the first row in view is marked.
 *
 * @fires {LetterEvent} ik-letter - Does not bubble.
 */
@customElement('ik-letter-rail')
@localized()
export class IkLetterRail extends LitElement {
  static override styles = [buttons, styles];

  @property({ attribute: false }) letters: Letters = [];
  /** Index of the first row in view. */
  @property({ attribute: false }) top = 0;

  private _go(letter: Letters[number] | undefined) {
    if (letter !== undefined) this.dispatchEvent(new LetterEvent(letter.index));
  }

  private _onPointer = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const first = this.renderRoot.querySelector('button')?.getBoundingClientRect();
    if (first === undefined) return;
    const letters = fewer(this.letters);
    const place = Math.floor((event.clientY - first.top) / first.height);
    this._go(letters[Math.max(0, Math.min(letters.length - 1, place))]);
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    const all = [...this.renderRoot.querySelectorAll('button')];
    const at = all.findIndex((button) => button.matches(':focus'));
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const index = Math.max(0, Math.min(all.length - 1, to));
    all[index]?.focus();
    this._go(fewer(this.letters)[index]);
  };

  protected override render() {
    const letters = fewer(this.letters);
    const current = letters.findLastIndex(({ index }) => index <= this.top);
    return html`<div role="toolbar" aria-orientation="vertical" aria-label=${msg('Letters')}
      @pointerdown=${this._onPointer} @pointermove=${this._onPointer} @keydown=${this._onKeyDown}>${letters.map(
        (
          letter,
          at,
        ) => html`<button type="button" tabindex=${at === Math.max(0, current) ? 0 : -1} aria-current=${at === current ? 'true' : 'false'}
          @click=${() => this._go(letter)}>${letter.letter}</button>`,
      )}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-letter-rail': IkLetterRail;
  }
  interface HTMLElementEventMap {
    'ik-letter': LetterEvent;
  }
}
