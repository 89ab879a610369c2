import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import alertIcon from 'lucide-static/icons/cloud-alert.svg?raw';
import syncedIcon from 'lucide-static/icons/cloud-check.svg?raw';
import offlineIcon from 'lucide-static/icons/cloud-off.svg?raw';
import busyIcon from 'lucide-static/icons/cloud-sync.svg?raw';
import type { SyncStatus } from '../../app/sync/sync.js';
import { isAccountLost } from '../../domain/sharing/account.js';
import { systemClock } from '../../domain/time/clock.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { describeError } from '../shared/problem-message.js';
import { styles } from './ik-sync-status.styles.js';
import { syncLabel, syncTexts } from './sync-texts.js';

/** Somebody wants to sync now; `done` is to be told how it went. */
export class SyncNowEvent extends Event {
  constructor(readonly done: (work: Promise<void>) => void) {
    super('ik-sync-now');
  }
}

/**
 * How this device and the relay stand: an icon, and more in a card. On phones it is there only when something is not well.
 *
 * @fires {SyncNowEvent} ik-sync-now - Does not bubble.
 */
@customElement('ik-sync-status')
@localized()
export class IkSyncStatus extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) status: SyncStatus | undefined;
  /** BCP 47. */
  @property() locale = '';
  @state() private _open = false;
  @state() private _busy = false;
  @state() private _failure: unknown;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('status')) this.toggleAttribute('quiet', this.status?.state !== 'offline' && !this.status?.problem);
  }

  private _icon({ state: current, problem, waiting }: SyncStatus) {
    if (problem !== undefined) return alertIcon;
    if (current === 'offline') return offlineIcon;
    return current === 'online' && waiting === 0 ? syncedIcon : busyIcon;
  }

  private _hide = () => this.renderRoot.querySelector<HTMLElement>('#card')?.hidePopover();

  private _syncNow = () => {
    this._busy = true;
    this._failure = undefined;
    const done = (work: Promise<void>) => {
      work
        .catch((error: unknown) => {
          this._failure = error;
        })
        .finally(() => {
          this._busy = false;
        });
    };
    this.dispatchEvent(new SyncNowEvent(done));
  };

  protected override render() {
    const { status } = this;
    if (status === undefined || status.state === 'off') return nothing;
    const label = syncLabel(status);
    const isUsable = status.problem !== 'revoked' && status.problem !== 'locked';
    return html`<button type="button" class="state ${status.problem ? 'problem' : ''}" popovertarget="card" title=${label}
        aria-label=${status.waiting > 0 ? `${label} (${status.waiting})` : label} aria-expanded=${this._open}>
        ${icon(this._icon(status))}${status.waiting > 0 ? html`<span class="count" aria-hidden="true" data-count=${status.waiting}></span>` : nothing}
      </button>
      <div id="card" class="card" popover role="dialog" aria-labelledby="name"
        @toggle=${(event: ToggleEvent) => {
          this._open = event.newState === 'open';
        }}>
        <h2 id="name">${label}</h2>
        ${syncTexts(status, systemClock.now(), this.locale).map((text) => html`<p>${text}</p>`)}
        <p class="relay">${status.relay.replace(/^wss?:\/\//, '')}</p>
        ${
          isAccountLost(status.problem)
            ? html`<a class="button" href="/settings" @click=${this._hide}>${msg('See what can be done')}</a>`
            : nothing
        }
        ${this._failure === undefined ? nothing : html`<p role="alert">${describeError(this._failure)}</p>`}
        ${
          isUsable
            ? html`<button type="button" class="button" ?disabled=${this._busy} @click=${this._syncNow}>${this._busy ? msg('Syncing…') : msg('Sync now')}</button>`
            : nothing
        }
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-sync-status': IkSyncStatus;
  }
}
