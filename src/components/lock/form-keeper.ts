// Keeps what stands in open forms, sealed, while the app has a lock: it may lock itself at any time, here or in another tab.
import type { LitElement } from 'lit';
import type { LockActs } from '../../app/lock/lock.js';
import type { UnsavedForm } from '../../domain/lock/unsaved-form.js';
import type { HoldsUnsaved } from '../shared/unsaved.js';

/** Rest after the last letter before it is kept. */
const REST_MS = 400;

const keepers = new WeakMap<LitElement, FormKeeper>();

/** The one of an app: forms that are open stay known to it whatever becomes of the lock's settings. */
export function formKeeperOf(app: LitElement, acts: LockActs): FormKeeper {
  const keeper = keepers.get(app) ?? new FormKeeper(app, acts);
  keepers.set(app, keeper);
  return keeper;
}

export class FormKeeper {
  /** What was kept before, and is not open again yet. */
  waiting: readonly UnsavedForm[] = [];
  /** What was kept before this page was loaded has been looked at. */
  hasTaken = false;
  private readonly _forms = new Set<HoldsUnsaved>();
  private _kept = '[]';
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _running: Promise<void> = Promise.resolve();

  constructor(
    private readonly _app: LitElement,
    private readonly _acts: LockActs,
  ) {}

  /** While the lock is open. */
  begin(): void {
    this._app.addEventListener('ik-edited', this._onEdited);
    document.addEventListener('visibilitychange', this._onHidden);
    this._acts.beforeLock = () => this.keepLast();
  }

  end(): void {
    this._app.removeEventListener('ik-edited', this._onEdited);
    document.removeEventListener('visibilitychange', this._onHidden);
    clearTimeout(this._timer);
    this._acts.beforeLock = undefined;
  }

  /** The forms are gone from the page; what was in them is sealed. */
  async locked(): Promise<void> {
    this._forms.clear();
    this.waiting = [];
    this._kept = '';
    const { _dock: dock } = this;
    // A message that cannot be kept stays where it is rather than being lost: it is not drawn while the app is locked.
    if (dock !== null && (await dock.keepAll())) dock.remove();
  }

  private get _dock() {
    return this._app.querySelector('ik-compose-dock');
  }

  private _onEdited = (event: Event) => {
    const form = event.composedPath()[0] as HoldsUnsaved;
    this._forms.add(form);
    // Saved, or discarded: nobody is asked about it again.
    if (form.unsaved === undefined) return void this.keep();
    clearTimeout(this._timer);
    this._timer = setTimeout(() => void this.keep(), REST_MS);
  };

  private _onHidden = () => {
    if (document.visibilityState === 'hidden') void this.keep();
  };

  /** Right before the app locks. */
  async keepLast(): Promise<void> {
    await this._dock?.keepAll();
    await this.keep();
  }

  /** Keeps what there is now, after what is being kept. */
  keep(): Promise<void> {
    clearTimeout(this._timer);
    this._running = this._running.then(() => this._keep());
    return this._running;
  }

  private async _keep(): Promise<void> {
    for (const form of this._forms) if (!form.isConnected) this._forms.delete(form);
    const open = [...this._forms].flatMap((form) => form.unsaved ?? []);
    const all = [...this.waiting, ...open];
    const text = JSON.stringify(all);
    if (text === this._kept) return;
    try {
      await this._acts.unsaved.keep(all);
      this._kept = text;
    } catch {
      // Locked meanwhile, or the disk is full: the next letter tries again.
    }
  }
}
