// The list of contacts on paper: the list on the screen draws only what is in sight.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ContactSource } from '../../../app/contacts/contact-source.js';
import type { ContactListInfo, ContactQuery } from '../../../app/services.js';
import type { ContactRow } from '../../../domain/contacts/contact-row.js';
import { headingOf } from '../contacts-page-parts.js';
import type { ContactsState } from '../contacts-state.js';
import type { IkContactList } from '../ik-contact-list.js';

/** What is printed. */
export interface PrintedList {
  readonly source: ContactSource | undefined;
  readonly query: ContactQuery;
  readonly info: ContactListInfo | undefined;
  readonly heading: string;
}

/** So many are at hand whenever the browser prints by itself, as `beforeprint` waits for nobody; more are fetched by `print`. */
const AT_HAND = 2000;
/** Asked for at once. */
const PIECE = 500;

/** Puts a list of contacts in the place of the app while it is printed, unless what is seen is something else. */
export class ContactsPrinting implements ReactiveController {
  private _sheet: typeof import('./contacts-sheet.js') | undefined;
  private _rows: readonly ContactRow[] = [];
  /** Of which list the rows are. */
  private _of: { readonly query: ContactQuery; readonly info: ContactListInfo } | undefined;
  private _takeAway = () => {};

  constructor(
    host: ReactiveControllerHost,
    private readonly _state: ContactsState,
    private readonly _shown: () => IkContactList | null,
  ) {
    host.addController(this);
  }

  /** `undefined` while the page shows a contact or duplicates, which are printed as they are seen. */
  private _list(): PrintedList | undefined {
    const { services, query, route } = this._state;
    const list = this._shown();
    if (list === null || route.uid !== undefined || !list.checkVisibility()) return undefined;
    return { source: services?.contacts, query, info: list.info, heading: headingOf(this._state) };
  }

  hostConnected() {
    addEventListener('beforeprint', this._before);
    addEventListener('afterprint', this._after);
  }

  hostDisconnected() {
    removeEventListener('beforeprint', this._before);
    removeEventListener('afterprint', this._after);
    this._after();
    this._forget();
  }

  hostUpdated() {
    const list = this._list();
    if (list?.info === undefined || this._isOf(list)) return;
    this._of = { query: list.query, info: list.info };
    this._rows = [];
    // Safari has no such callback.
    (globalThis.requestIdleCallback ?? setTimeout)(() => void this._fetch(AT_HAND).catch(() => {})); // asked for again by `print`
  }

  /** Opens the browser's dialog, with all of the list at hand. */
  async print() {
    const list = this._list();
    if (list?.info !== undefined) await this._fetch(list.info.count).catch(() => {});
    window.print();
  }

  private _forget() {
    this._of = undefined;
    this._rows = [];
  }

  private _isOf({ query, info }: PrintedList): boolean {
    return this._of?.query === query && this._of.info.version === info?.version;
  }

  private async _fetch(most: number) {
    this._sheet ??= await import('./contacts-sheet.js');
    const list = this._list();
    const of = this._of;
    if (list?.source === undefined || of === undefined || !this._isOf(list)) return;
    const rows: ContactRow[] = [...this._rows];
    const end = Math.min(most, of.info.count);
    while (rows.length < end) {
      const piece = await list.source.rows(list.query, rows.length, Math.min(rows.length + PIECE, end));
      if (piece.length === 0 || this._of !== of) return;
      rows.push(...piece);
    }
    this._rows = rows;
  }

  private _before = () => {
    this._after();
    const list = this._list();
    if (list === undefined || this._sheet === undefined || !this._isOf(list) || this._rows.length === 0) return;
    const { title } = document;
    const takeAway = this._sheet.showContactsSheet(this._rows, list);
    document.title = list.heading; // browsers name the file by it
    this._takeAway = () => {
      takeAway();
      document.title = title;
    };
  };

  private _after = () => {
    this._takeAway();
    this._takeAway = () => {};
  };
}
