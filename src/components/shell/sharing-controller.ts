import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Services } from '../../app/services.js';
import { LiveController } from '../shared/live-controller.js';

/** What is shown of sharing beside every page: its code is loaded once this device has an account. */
export class SharingController {
  private readonly _account: LiveController<unknown>;
  private _loads = false;
  private _isLoaded = false;

  constructor(
    private readonly _host: ReactiveControllerHost,
    services: () => Services | undefined,
  ) {
    this._account = new LiveController(_host, () => services()?.account.watch());
  }

  /** The services have come. */
  refresh() {
    this._account.refresh();
  }

  /** Above the page. */
  cards() {
    if (this._account.value !== undefined) this._load();
    return this._isLoaded ? html`<ik-sharing-cards></ik-sharing-cards>` : nothing;
  }

  private _load() {
    if (this._loads) return;
    this._loads = true;
    import('../sharing/ik-sharing-cards.js').then(
      () => {
        this._isLoaded = true;
        this._host.requestUpdate();
      },
      () => {
        this._loads = false; // offline before it was cached: the next change tries again
      },
    );
  }
}
