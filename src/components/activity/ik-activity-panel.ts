import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import doneIcon from 'lucide-static/icons/circle-check-big.svg?raw';
import offlineIcon from 'lucide-static/icons/cloud-off.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { Activity } from '../../app/activity/activity.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { isOffline, NO_ACTIVITY } from '../../domain/activity/activity.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { NoticeEvent, UndoEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { syncLabel, syncTexts } from '../shell/sync-texts.js';
import type { ActivityRow, RowAct } from './activity-row.js';
import { actRows, runningRows, waitingRows } from './activity-rows.js';
import { failedRows } from './failed-rows.js';
import { styles } from './ik-activity-panel.styles.js';

/**
 * What runs, what waits, what has failed, and what can be taken back. Beside the apps; on phones a sheet from below.
 *
 * @fires {Event} ik-toggle - It was opened or closed. Does not bubble.
 * @fires {UndoEvent} ik-undo - An act is to be taken back.
 * @fires {NoticeEvent} ik-notice - Something did not work.
 */
@customElement('ik-activity-panel')
@localized()
export class IkActivityPanel extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) activity: Activity = NO_ACTIVITY;
  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @state() private _busy = false;
  @query('.panel') private _panel!: HTMLElement;
  @query('h2') private _heading!: HTMLElement;

  get isOpen(): boolean {
    return this.hasUpdated && this._panel.matches(':popover-open');
  }

  async open() {
    await this.updateComplete;
    if (!this.isOpen) {
      this._before = focused();
      this._panel.showPopover();
    }
    this._heading.focus();
  }

  close() {
    if (this.isOpen) this._panel.hidePopover();
  }

  private _close = () => this.close();

  /** What had the focus before it was opened. */
  private _before: HTMLElement | undefined;

  private _onToggle = () => {
    if (!this.isOpen) {
      // Whoever pressed something else goes on there.
      const at = focused();
      if (at === undefined || at.getRootNode() === this.shadowRoot) this._before?.focus();
      this._before = undefined;
    }
    this.requestUpdate();
    this.dispatchEvent(new Event('ik-toggle'));
  };

  private _do = async (work: (services: Services) => unknown) => {
    if (this.services === undefined) return;
    try {
      await work(this.services);
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  };

  private _undo = async (actId: string) => {
    const undo = await this.services?.activity.undoOf(actId);
    if (undo !== undefined) this.dispatchEvent(new UndoEvent(undo));
    // The button is gone: reading goes on where it began.
    await this.updateComplete;
    if (this.isOpen) this._heading.focus();
  };

  private _syncNow = async () => {
    this._busy = true;
    await this._do(({ sync }) => sync.syncNow());
    this._busy = false;
  };

  /** A link leads away: what it leads to is not to be covered. */
  private _act = ({ label, about, primary, href, run }: RowAct) => {
    const name = about === '' ? nothing : `${label}: ${about}`;
    const classes = primary === true ? 'button primary' : 'button';
    if (href !== undefined)
      return html`<a class=${classes} href=${href} aria-label=${name} @click=${this._close}>${label}</a>`;
    return html`<button type="button" class=${classes} aria-label=${name} @click=${() => this._do((services) => run?.(services))}>${label}</button>`;
  };

  private _row =
    (kind: string) =>
    ({ svg, title, detail, isProblem, fraction, acts }: ActivityRow) => {
      const buttons = acts.length === 0 ? nothing : html`<div class="acts">${acts.map(this._act)}</div>`;
      const isAct = kind === 'act';
      return html`<li class="${kind} ${isProblem === true ? 'problem' : ''}">${icon(svg)}
      <div class="text">
        <p class="title">${title}</p>
        ${detail === '' ? nothing : html`<p class="detail">${detail}</p>`}
        ${fraction === undefined ? nothing : html`<progress max="1" aria-label=${title} value=${fraction ?? nothing}></progress>`}
        ${isAct ? nothing : buttons}
      </div>${isAct ? buttons : nothing}</li>`;
    };

  private _group(kind: string, heading: string, rows: readonly ActivityRow[]) {
    if (rows.length === 0) return nothing;
    return html`<section aria-labelledby=${kind}><h3 class="eyebrow" id=${kind}>${heading}</h3>
      <ul>${repeat(rows, ({ key }) => key, this._row(kind))}</ul></section>`;
  }

  /** How it stands with the network, and with the relay where there is an account. */
  private _standing(locale: string) {
    const { sync, isOnline } = this.activity;
    const isUsable = sync.problem !== 'revoked' && sync.problem !== 'locked';
    const away = isOffline(this.activity)
      ? html`${icon(offlineIcon)}<div class="text"><strong>${msg('Offline')}</strong><p>${msg('Everything is on this device and still works.')}</p></div>`
      : nothing;
    if (sync.state === 'off') return isOnline ? nothing : html`<div class="standing">${away}</div>`;
    const texts = syncTexts(sync, systemClock.now(), locale);
    return html`<div class="standing">${
      sync.state === 'offline' || isOnline
        ? html`<div class="text"><strong>${syncLabel(sync)}</strong>${sync.problem ? nothing : texts.map((text) => html`<p>${text}</p>`)}<p>${sync.relay.replace(/^wss?:\/\//, '')}</p></div>`
        : away
    }
      ${isUsable ? html`<button type="button" class="button" ?disabled=${this._busy} @click=${this._syncNow}>${this._busy ? msg('Syncing…') : msg('Sync now')}</button>` : nothing}
    </div>`;
  }

  private _content() {
    const { locale = 'en', timeZone = 'UTC' } = this.display ?? {};
    const now = systemClock.now();
    const words = { locale, now, moments: createMomentTexts(locale, timeZone, () => now) };
    const groups = [
      ['failed', msg('Needs you'), failedRows(this.activity, words)],
      ['running', msg('Running'), runningRows(this.activity, words)],
      ['waiting', msg('Waiting'), waitingRows(this.activity, words)],
    ] as const;
    const isNothing = groups.every(([, , rows]) => rows.length === 0);
    return html`${this._standing(locale)}
      ${
        isNothing
          ? html`<div class="nothing">${icon(doneIcon)}<strong>${msg('Everything is up to date')}</strong><p>${msg('Nothing runs, nothing waits, and nothing has failed.')}</p></div>`
          : groups.map(([kind, heading, rows]) => this._group(kind, heading, rows))
      }
      ${this._group('act', msg('Done lately'), actRows(this.activity, words, this._undo))}`;
  }

  protected override render() {
    return html`<div class="panel" popover role="dialog" aria-labelledby="name" @toggle=${this._onToggle}>
      <header role="presentation"><h2 id="name" tabindex="-1">${msg('Activity')}</h2>
        <button type="button" class="icon-button plain" aria-label=${msg('Close')} @click=${this._close}>${icon(closeIcon)}</button></header>
      <div class="body">${this.hasUpdated && this.isOpen ? this._content() : nothing}</div>
    </div>`;
  }
}

/** What has the focus, in whatever shadow. */
function focused(): HTMLElement | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement && at !== document.body ? at : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-activity-panel': IkActivityPanel;
  }
}
