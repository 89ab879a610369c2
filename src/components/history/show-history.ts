// The dialogs of history, loaded when one is first opened. Shown inside a page's own root, so that its contexts reach them.
import type { Collection, CollectionKind } from '../../domain/collections/collection.js';
import type { ItemRef } from '../../domain/items/item.js';

function show(root: ShadowRoot, dialog: HTMLElement): void {
  dialog.addEventListener('ik-close', () => dialog.remove());
  root.append(dialog);
}

/**
 * Brings a calendar or address book, or some of it, back to what it was.
 *
 * @param choices - Collections to choose another one from.
 */
export async function showRestore(
  root: ShadowRoot,
  collection: Collection,
  choices: readonly Collection[] = [],
): Promise<void> {
  await import('./ik-restore-dialog.js');
  show(root, Object.assign(document.createElement('ik-restore-dialog'), { collection, choices }));
}

/** Who changed an item, when and how. @param name - What it is called. @param readonly - No version can be had again. */
export async function showHistory(root: ShadowRoot, ref: ItemRef, name: string, readonly = false): Promise<void> {
  await import('./ik-history-dialog.js');
  show(root, Object.assign(document.createElement('ik-history-dialog'), { ref, name, readonly }));
}

/** Deleted calendars or address books, to bring them back. */
export async function showDeleted(root: ShadowRoot, kind: CollectionKind): Promise<void> {
  await import('./ik-deleted-dialog.js');
  show(root, Object.assign(document.createElement('ik-deleted-dialog'), { kind }));
}
