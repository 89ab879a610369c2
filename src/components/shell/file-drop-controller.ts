import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether files are held over the page, and what is dropped. Other drags (events, text) are left alone. */
export class FileDropController implements ReactiveController {
  /** Files are over the page now. */
  active = false;
  private _depth = 0;

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _onFiles: (files: readonly File[]) => void,
    /** Files have come over the page: they may be dropped in a moment. */
    private readonly _onEnter: () => void,
  ) {
    _host.addController(this);
  }

  hostConnected() {
    for (const [type, listener] of this._listeners) document.addEventListener(type, listener as EventListener);
  }

  hostDisconnected() {
    for (const [type, listener] of this._listeners) document.removeEventListener(type, listener as EventListener);
  }

  private _enter = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this._depth += 1;
    if (!this.active) this._onEnter();
    this._set(true);
  };

  private _over = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  };

  private _leave = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    this._depth -= 1;
    if (this._depth <= 0) this._set(false);
  };

  private _drop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    const taken = event.defaultPrevented; // a part of the page wanted it for itself
    event.preventDefault();
    this._set(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!taken && files.length > 0) this._onFiles(files);
  };

  private readonly _listeners = [
    ['dragenter', this._enter],
    ['dragover', this._over],
    ['dragleave', this._leave],
    ['drop', this._drop],
  ] as const;

  private _set(active: boolean) {
    if (!active) this._depth = 0;
    if (active === this.active) return;
    this.active = active;
    this._host.requestUpdate();
  }
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
