import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { NavigateEvent } from '../shared/navigate-event.js';
import { type AppName, appNamed, parseRoute, type Route } from './route.js';

const LAST_APP = 'ik-last-app';

/**
 * Keeps the address and what is shown the same: wishes to navigate, links to pages of the app, back and forward.
 * Each app's last address is remembered while the page lives, so that its tab leads back to where the person was.
 */
export class Router implements ReactiveController {
  route: Route;
  /** The whole address of a wish: two apps may be side by side. @param from - Where it came from. */
  address: (url: string, from?: Event) => string = (url) => url;
  private readonly _lastUrls = new Map<AppName, string>();

  constructor(
    private readonly _host: ReactiveControllerHost & HTMLElement,
    /** Called after each change of the address. */
    private readonly _onChange: (route: Route, before: Route) => void,
  ) {
    _host.addController(this);
    this.route = this._read();
  }

  hostConnected() {
    window.addEventListener('popstate', this._update);
    this._host.addEventListener('ik-navigate', this._onNavigate);
    this._host.addEventListener('click', this._onClick);
    if (location.pathname === '/') history.replaceState(null, '', `/${this.route.app}`);
    this._remember();
  }

  hostDisconnected() {
    window.removeEventListener('popstate', this._update);
    this._host.removeEventListener('ik-navigate', this._onNavigate);
    this._host.removeEventListener('click', this._onClick);
  }

  /** Where an app's tab leads. */
  urlOf(app: AppName): string {
    return app === this.route.app ? `/${app}` : (this._lastUrls.get(app) ?? `/${app}`);
  }

  go(url: string, options: { readonly replace?: boolean } = {}) {
    if (options.replace) history.replaceState(null, '', url);
    else if (url !== location.pathname + location.search) history.pushState(null, '', url);
    this._update();
  }

  private _read(): Route {
    // What was used last; a new profile begins with the calendar.
    return parseRoute(location.pathname, location.search, appNamed(localStorage.getItem(LAST_APP)) ?? 'calendar');
  }

  private _remember() {
    this._lastUrls.set(this.route.app, location.pathname);
    if (this.route.app !== 'settings') localStorage.setItem(LAST_APP, this.route.app);
  }

  private _update = () => {
    const before = this.route;
    this.route = this._read();
    this._remember();
    this._onChange(this.route, before);
    this._host.requestUpdate();
  };

  private _onNavigate = (event: NavigateEvent) => this.go(this.address(event.url, event), event.options);

  /** Links within the app change the address without loading the page anew. */
  private _onClick = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link?.href || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (appNamed(link.pathname.split('/')[1]) === undefined) return;
    event.preventDefault();
    this.go(this.address(link.pathname + link.search, event));
  };
}
