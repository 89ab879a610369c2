import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import type { Services } from '../../app/services.js';
import type { PublicContent, PublicForm, ShownLink } from '../../domain/sharing/public-link.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { styles } from './ik-public-link.styles.js';

/**
 * Switches for the addresses at which everybody may look at a calendar: one for calendar programs, one for browsers.
 *
 * @fires {NoticeEvent} ik-notice - An address was copied, or switched off.
 */
@customElement('ik-public-link')
@localized()
export class IkPublicLink extends LitElement {
  static override styles = [controls, styles];

  /** The calendar. */
  @property({ attribute: 'collection-id' }) collectionId = '';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  /** What is being switched. */
  @state() private _busy: PublicForm | undefined;
  @state() private _errors: Partial<Record<PublicForm, string>> = {};
  private readonly _links = new LiveController<readonly ShownLink[]>(this, () =>
    this.collectionId === '' ? undefined : this._services?.publicLinks.watch(this.collectionId),
  );

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('collectionId') || changed.has('_services')) {
      this._errors = {};
      this._links.refresh();
    }
  }

  private async _do(form: PublicForm, work: (services: Services['publicLinks']) => Promise<void>) {
    if (this._services === undefined || this._busy !== undefined) return;
    this._busy = form;
    this._errors = { ...this._errors, [form]: undefined };
    try {
      await work(this._services.publicLinks);
    } catch (error) {
      this._errors = { ...this._errors, [form]: describeError(error) };
    } finally {
      this._busy = undefined;
    }
  }

  private _publish(form: PublicForm, content: PublicContent) {
    return this._do(form, (links) => links.publish(this.collectionId, form, content, msg('Busy')));
  }

  private _switch(form: PublicForm, box: HTMLInputElement) {
    const isOn = box.checked;
    // It moves when it is so, not when it is wished.
    box.checked = !isOn;
    if (isOn) return this._publish(form, 'busy');
    return this._do(form, async (links) => {
      const done = await links.unpublish(this.collectionId, form);
      const undo = async () => void (await done.undo());
      this.dispatchEvent(new NoticeEvent(msg('The address is switched off: it shows nothing any more.'), { undo }));
    });
  }

  private async _copy(form: PublicForm, address: string) {
    try {
      await navigator.clipboard.writeText(address);
      this.dispatchEvent(new NoticeEvent(msg('The address is copied.')));
    } catch {
      this.renderRoot.querySelector<HTMLInputElement>(`#${form}-address`)?.select();
      const words = msg('The browser does not let the app copy. The address is selected: press Ctrl+C.');
      this._errors = { ...this._errors, [form]: words };
    }
  }

  private _link(form: PublicForm, name: string, hint: string) {
    const link = this._links.value?.find((each) => each.form === form);
    const error = this._errors[form];
    const isWaiting = this._links.value === undefined || this._busy !== undefined;
    return html`<section class="link" aria-busy=${String(this._busy === form)}>
      <label class="head">
        <span class="name">${name}</span>
        <input class="switch" type="checkbox" role="switch" aria-checked=${String(link !== undefined)} .checked=${link !== undefined} ?disabled=${isWaiting}
          aria-describedby="${form}-hint" @change=${(e: Event) => this._switch(form, e.target as HTMLInputElement)}>
      </label>
      <p class="hint" id="${form}-hint">${hint}</p>
      ${
        link === undefined
          ? nothing
          : html`<label class="field">${msg('What it shows')}<select ?disabled=${isWaiting}
              @change=${(e: Event) => this._publish(form, (e.target as HTMLSelectElement).value as PublicContent)}>
              <option value="busy" ?selected=${link.content === 'busy'}>${msg('Only when you are busy')}</option>
              <option value="full" ?selected=${link.content === 'full'}>${msg('Titles, places and notes; never guests')}</option>
            </select></label>
            <div class="address">
              <label class="field">${msg('Address')}<input id="${form}-address" readonly .value=${link.address}
                @focus=${(e: Event) => (e.target as HTMLInputElement).select()}></label>
              <button type="button" class="button" @click=${() => this._copy(form, link.address)}>${icon(copyIcon)}${msg('Copy')}</button>
            </div>`
      }
      ${error === undefined ? nothing : html`<p class="error" role="alert">${error}</p>`}
    </section>`;
  }

  protected override render() {
    const failure = this._links.error;
    return html`${this._link(
      'ics',
      msg('Address for calendar programs'),
      msg(
        'Apple, Google, Outlook and Thunderbird can subscribe to it. Everybody who has the address sees the calendar, and the server can read this calendar while someone fetches it.',
      ),
    )}
    ${this._link(
      'page',
      msg('Encrypted address for browsers'),
      msg(
        'Everybody who has the address sees the calendar in a browser. The server cannot read it: the key is a part of the address that browsers keep to themselves.',
      ),
    )}
    <p class="hint">${msg('Events that are marked private, tasks, guests and attachments are never shown. Changes follow within seconds while one of your devices is online. While all of them are off, the address goes on showing what was there last, and says of which day it is. Calendar programs look by themselves, some only once a day.')}</p>
    ${failure === undefined ? nothing : html`<p class="error" role="alert">${describeError(failure)}</p>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-public-link': IkPublicLink;
  }
}
