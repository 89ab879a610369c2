import { msg } from '@lit/localize';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Collection } from '../../../domain/collections/collection.js';
import type { Settings } from '../../../domain/settings/settings.js';
import type { IkCalendar } from '../ik-calendar.js';

/** What is printed. */
export interface PrintContext {
  /** Absent when the page shows something else. */
  readonly calendar: IkCalendar | undefined;
  readonly calendars: readonly Collection[];
  readonly settings: Settings | undefined;
}

type Sheet = typeof import('./print-sheet.js');

/**
 * Puts a sheet of its own in the place of the app while it is printed: the views scroll, paper does not. Its code comes
 * when nothing else is to be done, as `beforeprint` waits for nobody.
 */
export class PrintController implements ReactiveController {
  private _sheet: Sheet | undefined;
  private _takeAway = () => {};

  constructor(
    host: ReactiveControllerHost,
    private readonly _context: () => PrintContext,
  ) {
    host.addController(this);
  }

  hostConnected() {
    addEventListener('beforeprint', this._before);
    addEventListener('afterprint', this._after);
    // Safari has no such callback.
    (globalThis.requestIdleCallback ?? setTimeout)(() => void this._load().catch(() => {})); // asked for again by Print
  }

  hostDisconnected() {
    removeEventListener('beforeprint', this._before);
    removeEventListener('afterprint', this._after);
    this._after();
  }

  /** Opens the browser's dialog. Without the sheet's code the page is printed as it is seen. */
  async print(): Promise<void> {
    await this._load().catch(() => {});
    window.print();
  }

  private async _load() {
    this._sheet ??= await import('./print-sheet.js');
  }

  private _before = () => {
    this._after();
    const { calendar, calendars, settings } = this._context();
    if (calendar === undefined || this._sheet === undefined) return;
    const { title } = document;
    const sheet = this._sheet.showPrintSheet(calendar, calendars, settings);
    document.title = `${msg('Calendar')} – ${calendar.model().title}`; // browsers name the file by it
    this._takeAway = () => {
      sheet.remove();
      document.title = title;
    };
  };

  private _after = () => {
    this._takeAway();
    this._takeAway = () => {};
  };
}
