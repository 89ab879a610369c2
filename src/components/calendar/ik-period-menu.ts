import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import downIcon from 'lucide-static/icons/chevron-down.svg?raw';
import { namedPeriods, type SchedulePeriod } from '../../domain/settings/settings.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-menu.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import { periodNames } from './period-names.js';

/** Another period of the schedule is wanted; `undefined` asks for a dialog with two dates. Does not bubble. */
export class PeriodEvent extends Event {
  constructor(readonly period: SchedulePeriod | undefined) {
    super('ik-period');
  }
}

/**
 * What days the schedule shows, as a menu.
 *
 * @fires {PeriodEvent} ik-period - Another period is wanted. Does not bubble.
 */
@customElement('ik-period-menu')
@localized()
export class IkPeriodMenu extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; flex: none; }
      ik-menu::part(button) {
        display: inline-flex; align-items: center; gap: 5px; min-block-size: 32px; padding: 0 11px; border: 0; border-radius: 99px; background: var(--ik-surface-2);
        color: var(--ik-text-2); font: inherit; font-size: 13px; font-weight: 550; cursor: pointer; white-space: nowrap;
      }
      svg { inline-size: 14px; block-size: 14px; }
      @media (pointer: coarse) { ik-menu::part(button) { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) period: SchedulePeriod = '30-days';

  private _onSelect = (event: MenuSelectEvent) => {
    this.dispatchEvent(new PeriodEvent(event.id === 'chosen' ? undefined : (event.id as SchedulePeriod)));
  };

  protected override render() {
    const names = periodNames();
    const isChosen = this.period.includes('/');
    const items: MenuItem[] = namedPeriods.map((id) => ({ id, label: names[id], checked: id === this.period }));
    items.push({ id: 'chosen', label: msg('Chosen days…'), checked: isChosen, separated: true });
    const shown = namedPeriods.find((id) => id === this.period);
    return html`<ik-menu .items=${items} @ik-menu-select=${this._onSelect}>${shown ? names[shown] : msg('Chosen days')}${icon(downIcon)}</ik-menu>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-period-menu': IkPeriodMenu;
  }
  interface HTMLElementEventMap {
    'ik-period': PeriodEvent;
  }
}
