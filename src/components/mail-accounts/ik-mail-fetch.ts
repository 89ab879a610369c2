import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import { controls } from '../shared/controls.styles.js';
import { describeError } from '../shared/problem-message.js';
import { describeServerProblem } from './mail-account-texts.js';

/** Fetches a message that is not on this device yet from its server, and says when that cannot be. */
@customElement('ik-mail-fetch')
@localized()
export class IkMailFetch extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      div { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
      p { margin: 0; color: var(--ik-text-2); }
    `,
  ];

  @property({ attribute: false }) services?: Services;
  @property() emailId = '';
  @state() private _problem = '';

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('emailId') || changed.has('services')) void this._fetch();
  }

  private _fetch = async () => {
    const { emailId, services } = this;
    if (services === undefined) return;
    this._problem = '';
    try {
      const problem = await services.mailServers.fetchMessage(emailId);
      // What has come is drawn in our stead.
      if (problem !== undefined && this.emailId === emailId)
        this._problem =
          problem.kind === 'not-found'
            ? msg('The server does not have this message any more.')
            : describeServerProblem(problem);
    } catch (error) {
      this._problem = describeError(error);
    }
  };

  protected override render() {
    return html`<div>
      <p role="status">${this._problem || msg('This message is being fetched…')}</p>
      ${this._problem === '' ? '' : html`<button type="button" class="button" @click=${this._fetch}>${msg('Try again')}</button>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-fetch': IkMailFetch;
  }
}
