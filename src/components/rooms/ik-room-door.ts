import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import openIcon from 'lucide-static/icons/external-link.svg?raw';
import type { Services } from '../../app/services.js';
import type { PublicContent, ShownLink } from '../../domain/sharing/public-link.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-qr-code.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { styles } from '../sharing/ik-public-link.styles.js';

/**
 * Switches the page for the tablet beside a room's door on and off: at once, not with the form around it.
 *
 * @fires {NoticeEvent} ik-notice - The address was copied, or switched off.
 */
@customElement('ik-room-door')
@localized()
export class IkRoomDoor extends LitElement {
  static override styles = [
    controls,
    styles,
    css`
      .code { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 16px; }
      .code ik-qr-code { --ik-qr-size: 150px; inline-size: 150px; flex: none; }
      .code p { flex: 1; min-inline-size: 180px; margin: 0; }
    `,
  ];

  /** The room's calendar. */
  @property({ attribute: 'calendar-id' }) calendarId = '';
  /** The room keeps to itself who booked it. */
  @property({ type: Boolean }) quiet = false;
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @state() private _busy = false;
  @state() private _error = '';
  private readonly _links = new LiveController<readonly ShownLink[]>(this, () =>
    this.calendarId === '' ? undefined : this._services?.publicLinks.watch(this.calendarId),
  );

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('calendarId') || changed.has('_services')) this._links.refresh();
  }

  private async _do(work: (links: Services['publicLinks']) => Promise<void>) {
    if (this._services === undefined || this._busy) return;
    this._busy = true;
    this._error = '';
    try {
      await work(this._services.publicLinks);
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._busy = false;
    }
  }

  private _publish(content: PublicContent) {
    return this._do((links) => links.publish(this.calendarId, 'door', content, msg('Booked')));
  }

  private _switch(box: HTMLInputElement) {
    const isOn = box.checked;
    // It moves when it is so, not when it is wished.
    box.checked = !isOn;
    if (isOn) return this._publish('full');
    return this._do(async (links) => {
      const done = await links.unpublish(this.calendarId, 'door');
      const undo = async () => void (await done.undo());
      this.dispatchEvent(new NoticeEvent(msg('The door page is switched off: it shows nothing any more.'), { undo }));
    });
  }

  private async _copy(address: string) {
    try {
      await navigator.clipboard.writeText(address);
      this.dispatchEvent(new NoticeEvent(msg('The address is copied.')));
    } catch {
      this.renderRoot.querySelector<HTMLInputElement>('#door-address')?.select();
      this._error = msg('The browser does not let the app copy. The address is selected: press Ctrl+C.');
    }
  }

  private _on({ content, address }: ShownLink) {
    return html`<label class="field">${msg('What it shows')}<select ?disabled=${this._busy || this.quiet}
        @change=${(event: Event) => this._publish((event.target as HTMLSelectElement).value as PublicContent)}>
        <option value="busy" ?selected=${content === 'busy' || this.quiet}>${msg('Only when it is taken')}</option>
        <option value="full" ?selected=${content === 'full' && !this.quiet}>${msg('Who has it, and for what')}</option>
      </select></label>
      ${!this.quiet ? nothing : html`<p class="hint">${msg('The room keeps to itself who booked it, so its door does, too.')}</p>`}
      <div class="code"><ik-qr-code .text=${address} .label=${msg('Code of the door page')}></ik-qr-code>
        <p class="hint">${msg('Scan it with the tablet, or open the address there. The tablet needs no account, and goes on showing what it knows when the network is away.')}</p></div>
      <div class="address">
        <label class="field">${msg('Address')}<input id="door-address" readonly .value=${address} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}></label>
        <button type="button" class="button" @click=${() => this._copy(address)}>${icon(copyIcon)}${msg('Copy')}</button>
        <a class="button" href=${address} target="_blank" rel="noopener">${icon(openIcon)}${msg('Open')}</a>
      </div>`;
  }

  protected override render() {
    const link = this._links.value?.find(({ form }) => form === 'door');
    const isWaiting = this._links.value === undefined || this._busy;
    const failure = this._links.error === undefined ? this._error : describeError(this._links.error);
    return html`<section class="link" aria-busy=${String(this._busy)}>
      <label class="head"><span class="name">${msg('Page for the door')}</span>
        <input class="switch" type="checkbox" role="switch" aria-checked=${String(link !== undefined)} .checked=${link !== undefined} ?disabled=${isWaiting}
          aria-describedby="hint" @change=${(event: Event) => this._switch(event.target as HTMLInputElement)}></label>
      <p class="hint" id="hint">${msg('For a tablet beside the door: whether the room is free, until when, and what comes next. Everybody who has the address sees it; the server cannot read it.')}</p>
      ${link === undefined ? nothing : this._on(link)}
      ${failure === '' ? nothing : html`<p class="error" role="alert">${failure}</p>`}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-room-door': IkRoomDoor;
  }
}
