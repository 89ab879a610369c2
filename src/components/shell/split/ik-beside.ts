import { provide } from '@lit/context';
import { localized } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CommandRegistry } from '../../../app/commands/command-registry.js';
import { commandsContext } from '../../contexts.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { pages, pageTemplate } from '../pages.js';
import { nameOfApp } from '../rail.js';
import { PaneEvent } from './ik-pane-bar.js';
import type { Beside } from './split-route.js';

/**
 * The second of two apps: its page, with commands of its own.
 *
 * @fires {PaneEvent} ik-pane - It is to be closed. Does not bubble.
 */
@customElement('ik-beside')
@localized()
export class IkBeside extends LitElement {
  static override styles = css`
    :host { display: flex; flex-direction: column; grid-area: 1 / 4; min-inline-size: 0; min-block-size: 0; margin: 10px 10px 10px 0; overflow: hidden; border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-bg); }
    ik-pane-bar { background: var(--ik-surface); }
    .page { display: grid; flex: 1; min-block-size: 0; outline: none; }
    .page > * { min-block-size: 0; min-inline-size: 0; }
  `;

  @property({ attribute: false }) beside: Beside | undefined;
  /** Of the app. */
  @property() version = '';
  @provide({ context: commandsContext })
  @property({ attribute: false })
  commands!: CommandRegistry;
  /** Its code has not come. */
  @state() private _error: unknown;

  protected override willUpdate(changed: PropertyValues<this>) {
    this.role = this.beside === undefined ? null : 'region';
    this.ariaLabel = this.beside === undefined ? null : nameOfApp(this.beside.app);
    if (!changed.has('beside') || this.beside === undefined) return;
    const { app } = this.beside;
    pages[app]().then(
      () => {
        this._error = undefined;
      },
      (error: unknown) => {
        this._error = error;
        this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
      },
    );
  }

  /** Moves the focus into it. */
  override focus() {
    this.renderRoot.querySelector<HTMLElement>('.page')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { beside, _error } = this;
    if (beside === undefined) return html``;
    return html`<ik-pane-bar .app=${beside.app} @ik-pane=${() => this.dispatchEvent(new PaneEvent('close'))}></ik-pane-bar>
      <section class="page" id="beside" role="group" tabindex="-1" aria-label=${nameOfApp(beside.app)}>${_error === undefined ? pageTemplate(beside, this.version) : html`<p role="alert">${describeError(_error)}</p>`}</section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-beside': IkBeside;
  }
}
