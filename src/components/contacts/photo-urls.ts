import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { ContactSource } from '../../app/contacts/contact-source.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { servicesContext } from '../contexts.js';

/** Photos at hand: some screens of a list. */
const MAX_KEPT = 300;
/** Read at once, so that other questions to the worker are not behind all of them. */
const MAX_RUNNING = 4;
/** Who scrolls past a thousand contacts waits for those at the end only. */
const MAX_WAITING = 80;

type Read = () => Promise<Blob | undefined>;

/** Photos as addresses that an `<img>` shows: read when they are drawn, the latest first, and given back. */
export class PhotoUrls implements ReactiveController {
  /** By key, the latest last; '' while it is read, and for one that is none. */
  private readonly _urls = new Map<string, string>();
  private _waiting: { readonly key: string; readonly read: Read }[] = [];
  private _running = 0;
  private readonly _services;

  constructor(private readonly _host: LitElement) {
    this._services = new ContextConsumer(_host, { context: servicesContext, subscribe: true });
    _host.addController(this);
  }

  hostConnected() {
    if (this._host.hasUpdated) this._host.requestUpdate(); // what it showed was given back
  }

  hostDisconnected() {
    for (const url of this._urls.values()) URL.revokeObjectURL(url);
    this._urls.clear();
    this._waiting = [];
  }

  /** Of a row. '' until it is there, and for one that is not here. */
  ofRow(row: ContactRow, source: ContactSource | undefined = this._services.value?.contacts): string {
    const { photo, collectionId, uid } = row;
    const read = source?.photo;
    if (photo === undefined || read === undefined) return '';
    return this._url(photo.startsWith('ni:') ? photo : `${collectionId}\n${uid}\n${photo}`, () => read(row));
  }

  /** Of a card: what it says, or the file it names. */
  ofCard(photo: string): string {
    if (!photo.startsWith('ni:')) return photo;
    const files = this._services.value?.files;
    return files === undefined ? '' : this._url(photo, () => files.read(photo));
  }

  private _url(key: string, read: Read): string {
    const known = this._urls.get(key);
    this._urls.delete(key);
    this._urls.set(key, known ?? '');
    if (known !== undefined) return known;
    this._waiting.push({ key, read });
    if (this._waiting.length > MAX_WAITING) this._forget(this._waiting.shift()?.key ?? '');
    if (this._urls.size > MAX_KEPT) this._forget([...this._urls.keys()][0] ?? '');
    void this._work();
    return '';
  }

  private _forget(key: string) {
    URL.revokeObjectURL(this._urls.get(key) ?? '');
    this._urls.delete(key);
  }

  private async _work() {
    if (this._running >= MAX_RUNNING) return;
    const next = this._waiting.pop();
    if (next === undefined) return;
    this._running += 1;
    const blob = await next.read().catch(() => undefined); // then the initials stay
    this._running -= 1;
    if (blob !== undefined && /^(?:image|audio)\//.test(blob.type) && this._urls.get(next.key) === '') {
      this._urls.set(next.key, URL.createObjectURL(blob));
      this._host.requestUpdate();
    }
    void this._work();
  }
}
