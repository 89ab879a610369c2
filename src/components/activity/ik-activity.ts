import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import quietIcon from 'lucide-static/icons/activity.svg?raw';
import waitingIcon from 'lucide-static/icons/clock.svg?raw';
import alertIcon from 'lucide-static/icons/cloud-alert.svg?raw';
import syncedIcon from 'lucide-static/icons/cloud-check.svg?raw';
import offlineIcon from 'lucide-static/icons/cloud-off.svg?raw';
import busyIcon from 'lucide-static/icons/cloud-sync.svg?raw';
import type { Activity } from '../../app/activity/activity.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import {
  type ActivitySign,
  activitySign,
  countWaiting,
  isOffline,
  NO_ACTIVITY,
  overallFraction,
} from '../../domain/activity/activity.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent, type UndoneEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { isMailUsed, MAIL_USED } from '../shell/unread-controller.js';
import { styles } from './ik-activity.styles.js';
import type { IkActivityPanel } from './ik-activity-panel.js';
import { signText } from './sign-text.js';

const icons: Readonly<Record<ActivitySign, string>> = {
  problem: alertIcon,
  offline: offlineIcon,
  busy: busyIcon,
  waiting: waitingIcon,
  synced: syncedIcon,
  quiet: quietIcon,
};

/**
 * A small sign beside the apps: how this device stands with the network, and whether something runs, waits, or needs the person.
 * It opens all of it. On phones the sign is there only when there is something to say; the panel is a sheet.
 */
@customElement('ik-activity')
@localized()
export class IkActivity extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @state() private _open = false;
  private _root: Node | undefined;
  private readonly _activity = new LiveController<Activity>(this, () =>
    this.services?.activity.watch(isMailUsed() || this._usesMail),
  );
  private _usesMail = false;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener(MAIL_USED, this._onMail);
    // Acts are heard where all of the app says what it did.
    const root = this.getRootNode();
    this._root = root instanceof ShadowRoot ? root.host : root;
    this._root.addEventListener('ik-notice', this._onNotice);
    this._root.addEventListener('ik-undone', this._onUndone);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener(MAIL_USED, this._onMail);
    this._root?.removeEventListener('ik-notice', this._onNotice);
    this._root?.removeEventListener('ik-undone', this._onUndone);
  }

  /** Shows all of it. */
  async open() {
    try {
      await import('./ik-activity-panel.js');
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
      return;
    }
    await this.updateComplete;
    await this.renderRoot.querySelector<IkActivityPanel>('ik-activity-panel')?.open();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('services')) this._activity.refresh();
    this.toggleAttribute('quiet', ['quiet', 'synced'].includes(activitySign(this._value)));
  }

  private get _value(): Activity {
    return this._activity.value ?? NO_ACTIVITY;
  }

  private _onMail = () => {
    this._usesMail = true;
    this._activity.refresh();
  };

  private _onNotice = (event: Event) => {
    const { message, options } = event as NoticeEvent;
    if (options.undo) void this.services?.activity.noteAct(message, options.undo);
  };

  private _onUndone = (event: Event) => void this.services?.activity.undone((event as UndoneEvent).undo);

  private _wasOpen = false;
  private _onPointerDown = () => {
    this._wasOpen = this._open;
  };

  private _press = () => {
    // A press outside of the panel has closed it already.
    if (!this._wasOpen) void this.open();
  };

  protected override render() {
    const value = this._value;
    const sign = activitySign(value);
    const label = signText(value);
    const waiting = countWaiting(value);
    const fraction = sign === 'busy' ? overallFraction(value) : undefined;
    return html`<button type="button" class="sign ${sign}" title=${label} aria-label=${label} aria-haspopup="dialog" aria-expanded=${this._open} @pointerdown=${this._onPointerDown} @click=${this._press}>
        ${icon(isOffline(value) ? offlineIcon : icons[sign])}${fraction === undefined ? nothing : html`<span class="far" .style=${`--far:${fraction}`}></span>`}
        ${waiting > 0 ? html`<span class="count" aria-hidden="true" data-count=${waiting > 99 ? '99+' : waiting}></span>` : nothing}
      </button>
      <span class="visually-hidden" role="status">${isOffline(value) ? msg('Offline: everything is on this device and still works.') : ''}</span>
      <ik-activity-panel .activity=${value} .services=${this.services} .display=${this.display}
        @ik-toggle=${(event: Event) => {
          this._open = (event.target as IkActivityPanel).isOpen;
        }}></ik-activity-panel>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-activity': IkActivity;
  }
}
