import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import awayIcon from 'lucide-static/icons/palmtree.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { MailAccount } from '../../domain/mail/mailbox.js';
import { vacationPhase } from '../../domain/mail/rules/vacation.js';
import { systemClock } from '../../domain/time/clock.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { dayText, phaseText } from './vacation-texts.js';

/** Says above mail, while somebody's mail is answered by itself, that it is; nothing otherwise. */
@customElement('ik-vacation-bar')
@localized()
export class IkVacationBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      div { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding: 6px 16px; border-block-end: 1px solid var(--ik-line); background: var(--ik-accent-soft); color: var(--ik-text); font-size: 14px; }
      p { flex: 1 1 220px; margin: 0; }
    `,
  ];

  @property({ attribute: false }) accounts: readonly MailAccount[] = [];
  @property({ attribute: false }) display?: DisplaySettings;

  private _open = () => this.dispatchEvent(new NavigateEvent('/settings/rules'));

  protected override render() {
    const { locale = 'en', timeZone = 'UTC' } = this.display ?? {};
    const now = systemClock.now();
    const away = this.accounts.flatMap(({ name, rules }) =>
      rules?.away !== undefined && vacationPhase(rules.away, now) === 'on' ? [{ name, to: rules.away.to }] : [],
    );
    return away.map(({ name, to }) => {
      const text = phaseText('on', '', to === null ? '' : dayText(to - 1, timeZone, locale));
      return html`<div role="status">${icon(awayIcon)}<p>${this.accounts.length > 2 ? msg(str`${name}: ${text}`) : text}</p>
        <button type="button" class="button soft" @click=${this._open}>${msg('Change')}</button></div>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-vacation-bar': IkVacationBar;
  }
}
