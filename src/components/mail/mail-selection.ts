import type { EmailListItem } from '../../domain/mail/email.js';

/** Which rows are picked: by message, not by position, so that it holds while the list changes under it. */
export class MailSelection {
  private _itemsById = new Map<string, EmailListItem>();

  get items(): readonly EmailListItem[] {
    return [...this._itemsById.values()];
  }

  get size(): number {
    return this._itemsById.size;
  }

  has({ id }: EmailListItem): boolean {
    return this._itemsById.has(id);
  }

  clear() {
    this._itemsById.clear();
  }

  /** Exactly these. */
  set(items: readonly EmailListItem[]) {
    this._itemsById = new Map(items.map((item) => [item.id, item]));
  }

  toggle(item: EmailListItem) {
    if (!this._itemsById.delete(item.id)) this._itemsById.set(item.id, item);
  }
}
