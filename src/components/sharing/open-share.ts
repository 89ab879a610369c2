// Sharing, from the menus of calendars and address books: loaded when it is first wanted.
import { msg, str } from '@lit/localize';
import type { Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { suggestPeople } from '../calendar/suggest-people.js';
import { NoticeEvent } from '../shared/notice-event.js';
import './ik-leave-dialog.js';
import './ik-share-dialog.js';
import { describeShareError } from './sharing-texts.js';

function show(root: ShadowRoot, dialog: HTMLElement): void {
  dialog.addEventListener('ik-close', () => dialog.remove());
  root.append(dialog);
}

/** Shows who has it, and shares it with others. */
export function openShare(root: ShadowRoot, collection: Collection, services: Services): void {
  const dialog = document.createElement('ik-share-dialog');
  dialog.collection = collection;
  dialog.suggest = (typed) => suggestPeople(services, typed);
  show(root, dialog);
}

/** Asks, then leaves what somebody else shares. Whoever was removed only takes it off the device. */
export function openLeave(
  root: ShadowRoot,
  collection: Collection,
  services: Services,
  exportIt: () => Promise<unknown>,
): void {
  const dialog = document.createElement('ik-leave-dialog');
  dialog.collection = collection;
  dialog.exportIt = exportIt;
  dialog.leave = async () => {
    try {
      await services.sharing.leaveCollection(collection.id);
      root.host.dispatchEvent(new NoticeEvent(msg(str`You have left “${collection.name}”.`)));
    } catch (error) {
      throw new Error(describeShareError(error), { cause: error });
    }
  };
  show(root, dialog);
}
