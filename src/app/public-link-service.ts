import {
  icsAddress,
  type PublicContent,
  type PublicForm,
  type PublicLink,
  pageAddress,
  type ShownLink,
} from '../domain/sharing/public-link.js';
import type { Watchable } from '../domain/watchable.js';
import type { Done } from './done.js';
import type { Engine } from './engine.js';
import { watchQuery } from './watch.js';

/** Calendars, and rooms' doors, that everybody with the address may look at. */
export interface PublicLinkService {
  /** Those that are on. */
  watch(collectionId: string): Watchable<readonly ShownLink[]>;
  /**
   * Switches one on, or changes what it shows; its address stays.
   *
   * @param busy - What stands in place of titles, in the person's language.
   * @throws {AppError} `sync/offline`, `sync/account`, `sync/refused`, `input/too-large`
   */
  publish(collectionId: string, form: PublicForm, content: PublicContent, busy: string): Promise<void>;
  /** When it resolves, the address shows nothing any more; undo brings the same one back. @throws {AppError} `sync/*` */
  unpublish(collectionId: string, form: PublicForm): Promise<Done>;
}

/** @param page - Address of `public.html` beside the app; `door.html` is there, too. */
export function createPublicLinkService(engine: Engine, page: string): PublicLinkService {
  const door = new URL('door.html', page).href;
  const addressOf = (link: PublicLink) =>
    link.form === 'ics' ? icsAddress(link) : pageAddress(link, link.form === 'door' ? door : page);
  const shown = async (collectionId: string): Promise<readonly ShownLink[]> => {
    const links = await engine.query((api) => api.publicLinks(collectionId));
    return links.map((link) => ({
      form: link.form,
      content: link.content,
      address: addressOf(link),
    }));
  };
  return {
    watch: (collectionId) =>
      watchQuery(
        engine.changes,
        () => shown(collectionId),
        (change) => change.settings,
      ),
    async publish(collectionId, form, content, busy) {
      await engine.perform('publishCalendar', { collectionId, form, content, busy });
    },
    async unpublish(collectionId, form) {
      const links = await engine.query((api) => api.publicLinks(collectionId));
      const before = links.find((link) => link.form === form);
      await engine.perform('unpublishCalendar', { collectionId, form });
      return {
        async undo() {
          if (before === undefined) return;
          const { content, busy } = before;
          await engine.perform('publishCalendar', { collectionId, form, content, busy, again: before });
        },
      };
    },
  };
}
