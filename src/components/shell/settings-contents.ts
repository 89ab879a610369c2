import { msg } from '@lit/localize';
import { css, html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { IkPage } from '../shared/ik-page.js';

/** Of each section the id of its heading, and what it says, in their order. */
export const sections = (): readonly (readonly [id: string, name: string])[] => [
  ['appearance', msg('Appearance')],
  ['region', msg('Language and region')],
  ['calendar', msg('Calendar')],
  ['invitations', msg('Invitations')],
  ['reminders', msg('Reminders')],
  ['summaries', msg('Daily summaries')],
  ['contacts', msg('Contacts')],
  ['mail-accounts', msg('Mail accounts')],
  ['writing-help', msg('Writing help')],
  ['mail-rules', msg('Mail rules')],
  ['account', msg('Sync and devices')],
  ['lock', msg('App lock')],
  ['storage', msg('On this device')],
  ['about', msg('About')],
];

export const contentsStyles = css`
  nav { display: grid; gap: 1px; }
  nav button {
    min-block-size: 36px; padding: 4px 10px; border: 0; border-radius: 8px; background: none; color: var(--ik-text);
    font-size: 14px; text-align: start; cursor: pointer;
  }
  nav button:hover { background: var(--ik-surface-2); }
  nav button[aria-current] { background: var(--ik-accent-soft); color: var(--ik-accent); font-weight: 600; }
  .top { display: flex; align-items: center; gap: 6px; }
  .menu-button { display: var(--ik-menu-button, none); margin-inline-start: -8px; }
  @media (pointer: coarse) { nav button { min-block-size: 44px; } }
`;

/** The list of what is in the settings: leads to each section, and shows which one is read. */
export class SettingsContents implements ReactiveController {
  private _current = 'appearance';
  /** A section that an address names, until it is there. */
  private _wanted = '';
  /** Where a press has led: the last sections do not come to the top, and are what is read all the same. */
  private _ledTo: number | undefined;
  /** Ids of those that are there: some come later, or only with what they are about. They are seen by the room they take. */
  private _there: readonly string[] = [];
  private readonly _observer = new ResizeObserver(() => {
    const ids = this._headings().map(({ id }) => id);
    if (ids.join() === this._there.join()) return;
    this._there = ids;
    this._host.requestUpdate();
  });

  constructor(
    private readonly _host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
  ) {
    _host.addController(this);
  }

  hostConnected() {
    this._host.requestUpdate();
  }

  hostUpdated() {
    for (const part of this._parts()) this._observer.observe(part);
    if (!this._headings().some(({ id }) => id === this._wanted)) return;
    void this._go(this._wanted);
    this._wanted = '';
  }

  /** Leads to a section, once that is there. @returns whether there is such a one. */
  lead(id: string): boolean {
    if (!sections().some(([known]) => known === id)) return false;
    this._wanted = id;
    this._host.requestUpdate();
    return true;
  }

  hostDisconnected() {
    this._observer.disconnect();
  }

  private _parts(): readonly Element[] {
    return [...this._host.renderRoot.querySelectorAll('.column > :not(.top)')];
  }

  private _headings(): readonly HTMLElement[] {
    return this._parts().flatMap((part) => (part.shadowRoot ?? part).querySelector<HTMLElement>('h2[id]') ?? []);
  }

  /** To be called as the page is scrolled: the last section that begins in the upper part of it is the one that is read. */
  readonly onScroll = (event: Event) => {
    const scroller = event.currentTarget as HTMLElement;
    if (scroller.scrollTop === this._ledTo) return;
    this._ledTo = undefined;
    const { top, height } = scroller.getBoundingClientRect();
    const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
    const headings = this._headings();
    const read = headings.findLast((heading) => heading.getBoundingClientRect().top <= top + height / 4);
    const id = (isAtEnd ? headings.at(-1) : (read ?? headings[0]))?.id ?? this._current;
    if (id !== this._current) this._show(id);
  };

  private _show(id: string) {
    this._current = id;
    this._host.requestUpdate();
  }

  private async _go(id: string) {
    const heading = this._headings().find((one) => one.id === id);
    if (heading === undefined) return;
    await this._host.renderRoot.querySelector<IkPage>('ik-page')?.closeSidebar();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    const root = heading.getRootNode() as ShadowRoot;
    (root === this._host.renderRoot ? heading.closest('section')! : root.host).scrollIntoView();
    this._ledTo = this._host.renderRoot.querySelector('.scroll')?.scrollTop;
    this._show(id);
  }

  list() {
    return html`<nav slot="sidebar" aria-label=${msg('Settings')}>
      ${sections()
        .filter(([id]) => this._there.includes(id))
        .map(
          ([id, name]) =>
            html`<button type="button" aria-current=${id === this._current ? 'true' : nothing} @click=${() => this._go(id)}>${name}</button>`,
        )}
    </nav>`;
  }
}
