import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import downIcon from 'lucide-static/icons/chevron-down.svg?raw';
import printerIcon from 'lucide-static/icons/printer.svg?raw';
import { type ViewName, viewNames } from '../../domain/calendar/layout/range.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-menu.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import { isLesser, viewLabels } from './view-names.js';

/** A view was chosen, or `print`. Does not bubble. */
export class ViewChoiceEvent extends Event {
  constructor(readonly choice: ViewName | 'print') {
    super('ik-view-choice');
  }
}

/**
 * Which view of the calendar is shown: buttons for the usual ones and a menu for the others, or one menu where there is
 * little room.
 *
 * @cssproperty [--buttons=flex] - `none` where there is little room.
 * @cssproperty [--menu=none] - `inline-block` where there is little room.
 * @fires {ViewChoiceEvent} ik-view-choice - A view was chosen, or `print`. Does not bubble.
 */
@customElement('ik-view-switch')
@localized()
export class IkViewSwitch extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; flex: none; }
      .views { display: var(--buttons, flex); padding: 3px; border-radius: var(--ik-radius); background: var(--ik-surface-2); }
      .views > button, ik-menu::part(button) {
        min-block-size: 32px; padding: 0 11px; border: 0; border-radius: 8px; background: none; color: var(--ik-text-2); font: inherit; font-size: 14px; font-weight: 550;
        cursor: pointer; white-space: nowrap;
      }
      .views > button:hover { color: var(--ik-text); }
      .views > button[aria-pressed=true], .views > .chosen::part(button) { background: var(--ik-surface); color: var(--ik-text); box-shadow: 0 1px 2px rgb(20 20 40 / 0.1); }
      .views > ik-menu::part(button) { padding: 0 8px; gap: 5px; }
      .compact::part(button) { display: inline-flex; align-items: center; gap: 6px; min-block-size: 36px; background: var(--ik-surface-2); color: var(--ik-text); }
      .compact svg, .views svg { inline-size: 15px; block-size: 15px; }
      .compact { display: var(--menu, none); }
      @media (pointer: coarse) { .compact::part(button) { min-block-size: 44px; } }
    `,
  ];

  @property() view: ViewName = 'week';
  /** How many days `days` shows. */
  @property({ type: Number }) count = 3;

  private _choose(choice: string) {
    this.dispatchEvent(new ViewChoiceEvent(choice as ViewName | 'print'));
  }

  protected override render() {
    const labels = viewLabels(this.count);
    const item = (id: ViewName): MenuItem => ({ id, label: labels[id], checked: id === this.view });
    const print: MenuItem = { id: 'print', label: msg('Print'), icon: printerIcon, separated: true };
    const onSelect = (event: MenuSelectEvent) => this._choose(event.id);
    const chosen = isLesser(this.view);
    return html`<div class="views" role="group" aria-label=${msg('View')}>
        ${viewNames
          .filter((view) => !isLesser(view))
          .map(
            (view) =>
              html`<button type="button" aria-pressed=${view === this.view ? 'true' : 'false'} @click=${() => this._choose(view)}>${labels[view]}</button>`,
          )}
        <ik-menu class=${chosen ? 'chosen' : ''} label=${chosen ? labels[this.view] : msg('More views')} .items=${[...viewNames.filter(isLesser).map(item), print]} @ik-menu-select=${onSelect}>
          ${chosen ? labels[this.view] : ''}${icon(downIcon)}
        </ik-menu>
      </div>
      <ik-menu class="compact" .items=${[...viewNames.map(item), print]} @ik-menu-select=${onSelect}>${labels[this.view]}${icon(downIcon)}</ik-menu>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-view-switch': IkViewSwitch;
  }
  interface HTMLElementEventMap {
    'ik-view-choice': ViewChoiceEvent;
  }
}
