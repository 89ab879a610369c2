// Two apps side by side (rules SL6–SL8 in docs/rules/shell.md): state is in the address, what is drawn is asked for by <ik-app>.
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import splitIcon from 'lucide-static/icons/columns-2.svg?raw';
import type { Command, CommandRegistry } from '../../../app/commands/command-registry.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-menu.js';
import type { IkMenu, MenuSelectEvent } from '../../shared/ik-menu.js';
import { appTabs } from '../rail.js';
import { type AppName, appNamed } from '../route.js';
import { clampShare, type DivideEvent } from './ik-divider.js';
import './ik-divider.js';
import type { IkBeside } from './ik-beside.js';
import './ik-beside.js';
import type { PaneEvent } from './ik-pane-bar.js';
import { createPaneCommands } from './pane-commands.js';
import { type Beside, besideOf, pathOf, splitAddress, swappedAddress, withBeside } from './split-route.js';

/** CSS pixels of the window from which two apps have room. */
export const SPLIT_FROM = 1100;
/** Kept on this device: the page's share of the width. */
const SHARE = 'ik-split';
const RAIL = '60px';
const GAP = '14px';

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host([split]) .content { margin: 10px 0; overflow: hidden; border: 1px solid var(--ik-line); border-radius: 16px; }
  :host([split]) .content > ik-pane-bar { background: var(--ik-surface); }
  ik-menu.split::part(button) { inline-size: 44px; block-size: 44px; border-radius: 12px; color: var(--ik-text-2); }
  @media (width < ${SPLIT_FROM}px) { ik-menu.split { display: none; } }
  @media print { ik-beside { display: none !important; } }
`);

export interface SplitHost extends HTMLElement {
  readonly version: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<unknown>;
  requestUpdate(): void;
}

export class SplitScreen {
  private readonly _wide = matchMedia(`(width >= ${SPLIT_FROM}px)`);
  private readonly _commands;
  private _share = storedShare();

  constructor(
    private readonly _app: SplitHost,
    registry: CommandRegistry,
  ) {
    this._commands = createPaneCommands(registry);
    _app.shadowRoot?.adoptedStyleSheets.push(sheet);
    registry.add(this._list());
    window.addEventListener('lit-localize-status', () => registry.add(this._list()));
    this._wide.addEventListener('change', () => _app.requestUpdate());
    _app.addEventListener('focusin', (event) => {
      const inBeside = event.composedPath().some((one) => one instanceof Element && one.localName === 'ik-beside');
      this._commands.prefer(inBeside ? 'beside' : 'page');
    });
  }

  /** What is beside the page, drawn or not: a window that is too narrow keeps it in its address. */
  private get _beside(): Beside | undefined {
    return besideOf(location.search, this._page);
  }

  private get _page(): AppName {
    return appNamed(location.pathname.split('/')[1]) ?? 'calendar';
  }

  /** The address of an app after its prefix, where it is shown. */
  pathOf(app: AppName): string | undefined {
    if (this._page === app) return location.pathname.split('/').slice(2).join('/');
    return this._shown?.app === app ? this._shown.path : undefined;
  }

  private get _shown(): Beside | undefined {
    return this._wide.matches ? this._beside : undefined;
  }

  get besideApp(): string | undefined {
    return this._shown?.app;
  }

  address(url: string, from: Event | undefined): string {
    const beside = this._beside;
    if (beside === undefined) return url;
    const path = from?.composedPath() ?? [];
    const isIn = (name: string) => path.some((one) => one instanceof Element && one.matches(name));
    // Keys and commands come from nowhere: from the pane that has the focus.
    const besideElement = this._app.renderRoot.querySelector('ik-beside');
    const fromBeside = from === undefined ? besideElement?.matches(':focus-within') === true : isIn('ik-beside');
    const full = splitAddress({ url, fromBeside }, { path: location.pathname, app: this._page, beside });
    if (
      (from === undefined || isIn('.rail')) &&
      appNamed(url.split('/')[1]) === beside.app &&
      this._shown !== undefined
    )
      this._focus('beside');
    return full;
  }

  /** An address as it stands: nothing of it is meant for one side. */
  private _set(url: string) {
    history.pushState(null, '', url);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }

  /** Opens an app beside the page, in the place of what is there. */
  open(app: AppName) {
    if (app === this._page) return;
    this._set(withBeside(location.pathname + location.search, { app, path: '' }));
    this._focus('beside');
  }

  close(which: 'page' | 'beside') {
    const beside = this._beside;
    if (beside === undefined) return;
    this._set(which === 'page' ? pathOf(beside) : withBeside(location.pathname + location.search, undefined));
    this._focus('page');
  }

  private _swap() {
    const beside = this._beside;
    if (beside !== undefined) this._set(swappedAddress(location.pathname, beside));
  }

  private _focus(pane: 'page' | 'beside') {
    void this._app.updateComplete.then(() => {
      const element = this._app.renderRoot.querySelector<HTMLElement>(pane === 'page' ? '#content' : 'ik-beside');
      if (element?.localName === 'ik-beside') void (element as IkBeside).updateComplete.then(() => element.focus());
      else element?.focus({ preventScroll: true });
    });
  }

  private _list(): readonly Command[] {
    const group = msg('Split screen');
    const isWide = () => this._wide.matches;
    return [
      {
        id: 'shell.split',
        title: msg('Split screen'),
        group,
        shortcut: 'g w',
        icon: splitIcon,
        when: isWide,
        run: () =>
          this._beside === undefined
            ? void this._app.renderRoot.querySelector<IkMenu>('ik-menu.split')?.open()
            : this.close('beside'),
      },
      ...appTabs().map(
        ({ app, name, icon: picture }): Command => ({
          id: `shell.beside-${app}`,
          title: msg(str`Show ${name} beside this`),
          group,
          icon: picture,
          when: () => isWide() && app !== this._page && app !== this._beside?.app,
          run: () => this.open(app),
        }),
      ),
      {
        id: 'shell.swap',
        title: msg('Change sides'),
        group,
        icon: splitIcon,
        when: () => this._shown !== undefined,
        run: () => this._swap(),
      },
      {
        id: 'shell.other-pane',
        title: msg('Go to the other app of the split screen'),
        group,
        shortcut: 'F6',
        when: () => this._shown !== undefined,
        run: () => {
          const beside = this._app.renderRoot.querySelector('ik-beside');
          this._focus(beside?.matches(':focus-within') ? 'page' : 'beside');
        },
      },
    ];
  }

  tools() {
    if (!this._wide.matches) return nothing;
    const beside = this._beside;
    const items = [
      ...appTabs()
        .filter(({ app }) => app !== this._page)
        .map(({ app, name, icon: picture }) => ({
          id: app as string,
          label: name,
          icon: picture,
          ...(beside && { checked: app === beside.app }),
        })),
      ...(beside ? [{ id: 'close', label: msg('Close split screen'), separated: true }] : []),
    ];
    const choose = ({ id }: MenuSelectEvent) => (id === 'close' ? this.close('beside') : this.open(id as AppName));
    const label = msg('Split screen');
    return html`<ik-menu class="split" title=${label} button-class="icon-button plain" .label=${label} .items=${items} @ik-menu-select=${choose}>${icon(splitIcon)}</ik-menu>`;
  }

  bar() {
    this._layOut();
    if (this._shown === undefined) return nothing;
    const onPane = ({ wish }: PaneEvent) => (wish === 'swap' ? this._swap() : this.close('page'));
    return html`<ik-pane-bar .app=${this._page} swaps @ik-pane=${onPane}></ik-pane-bar>`;
  }

  beside() {
    const beside = this._shown;
    if (beside === undefined) return nothing;
    const divide = ({ share }: DivideEvent) => {
      this._share = share;
      try {
        localStorage.setItem(SHARE, String(share));
      } catch {
        // storage is blocked: until the page is loaded anew
      }
      this._app.requestUpdate();
    };
    return html`<ik-divider .share=${this._share} @ik-divide=${divide}></ik-divider>
      <ik-beside .beside=${beside} .commands=${this._commands.beside} .version=${this._app.version} @ik-pane=${() => this.close('beside')}></ik-beside>`;
  }

  /** Columns of the app: its rail, and one page or two. */
  private _layOut() {
    const isSplit = this._shown !== undefined;
    this._app.toggleAttribute('split', isSplit);
    const side = (share: number) => `minmax(0, ${share}fr)`;
    this._app.style.gridTemplateColumns = isSplit
      ? [RAIL, side(this._share), GAP, side(1 - this._share)].join(' ')
      : '';
  }
}

function storedShare(): number {
  try {
    const share = Number(localStorage.getItem(SHARE) ?? '0.5');
    return Number.isFinite(share) && share > 0 ? clampShare(share) : 0.5;
  } catch {
    return 0.5; // storage is blocked
  }
}
