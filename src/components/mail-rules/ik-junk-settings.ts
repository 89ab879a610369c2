import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { JunkState } from '../../app/mail/mail-rules-service.js';
import type { Services } from '../../app/services.js';
import { MIN_EXAMPLES } from '../../domain/mail/junk/junk-filter.js';
import { controls } from '../shared/controls.styles.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';

/**
 * The junk filter of this device: whether it is on, what it has learned, and that it forgets it.
 *
 * @fires {NoticeEvent} ik-notice - Something was done, or failed.
 */
@customElement('ik-junk-settings')
@localized()
export class IkJunkSettings extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 8px; justify-items: start; }
      h3 { margin: 10px 0 0; font-size: 14px; font-weight: 600; }
      p { margin: 0; color: var(--ik-text-2); font-size: 13px; }
      .check { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 14px; cursor: pointer; }
      @media (pointer: coarse) { .check { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) services?: Services;
  private readonly _junk = new LiveController<JunkState>(this, () => this.services?.mailRules.watchJunk());

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('services')) this._junk.refresh();
  }

  /** What goes wrong is said. */
  private async _with(work: (services: Services) => Promise<unknown>) {
    try {
      if (this.services !== undefined) await work(this.services);
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _switch(event: Event) {
    const { checked } = event.target as HTMLInputElement;
    void this._with((services) => services.mailRules.setJunkFilter(checked));
  }

  private _forget = () =>
    this._with(async ({ mailRules }) => {
      const { undo } = await mailRules.forgetJunk();
      this.dispatchEvent(new NoticeEvent(msg('The spam filter has forgotten what it learned.'), { undo }));
    });

  private _learned({ isReady, junk, good }: JunkState): string {
    if (isReady) return msg(str`It has learned from ${junk} messages marked as spam and ${good} good ones.`);
    const { junk: wanted } = MIN_EXAMPLES;
    return msg(
      str`It begins once ${wanted} messages were marked as spam, and enough others were read; so far it knows ${junk} and ${good}.`,
    );
  }

  protected override render() {
    const state = this._junk.value;
    if (state === undefined) return nothing;
    return html`<h3>${msg('Spam filter')}</h3>
      <label class="check"><input type="checkbox" .checked=${state.isOn} @change=${this._switch} />${msg('Put new mail that is like what I mark as spam among spam')}</label>
      <p>${msg('It learns on this device alone, from what you mark as spam and as no spam. Contacts and people you have written to are left alone.')} ${this._learned(state)}</p>
      ${state.junk + state.good === 0 ? nothing : html`<button type="button" class="button" @click=${this._forget}>${msg('Forget what it learned')}</button>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-junk-settings': IkJunkSettings;
  }
}
