// What a person does with contacts on the page: with the open one, or with those that are picked.
import type { DisplaySettings } from '../../app/display-settings.js';
import type { ContactDetail, Services } from '../../app/services.js';
import { MAX_GROUP } from '../../domain/contacts/duplicates/duplicate.js';
import { AppError } from '../../domain/errors.js';
import type { ItemRef } from '../../domain/items/item.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import type { ContactActions, ExportFormat } from './contact-actions.js';
import { draftOf } from './contact-draft.js';
import type { ContactsDialogs } from './contacts-dialogs.js';
import { duplicatesUrl } from './contacts-route.js';
import type { ContactsState } from './contacts-state.js';
import type { GroupFlows } from './group-flows.js';
import type { IkContactList } from './ik-contact-list.js';

interface Deps {
  readonly host: HTMLElement;
  readonly state: ContactsState;
  readonly actions: ContactActions;
  readonly dialogs: ContactsDialogs;
  readonly groups: GroupFlows;
  services(): Services | undefined;
  display(): DisplaySettings | undefined;
  list(): IkContactList;
  /** Several that were picked. */
  picked(): readonly ItemRef[];
  heading(): string;
  go(ref: ItemRef | undefined, replace?: boolean): void;
}

export class ContactFlows {
  constructor(private readonly _deps: Deps) {}

  /** Says so when some of them may only be read. */
  private _canChange(refs: readonly ItemRef[]): boolean {
    const { state, actions } = this._deps;
    const can = state.canChange(refs);
    if (!can) actions.fail(new AppError('store/read-only', 'The address book may only be read.'));
    return can;
  }

  /** What is picked, or the open contact. */
  private get _wanted(): readonly ItemRef[] {
    const { state, picked } = this._deps;
    if (picked().length > 0) return picked();
    return state.detail === undefined ? [] : [state.detail.ref];
  }

  readonly create = () => void this._openForm();

  edit() {
    const { detail } = this._deps.state;
    if (detail !== undefined && this._canChange([detail.ref])) void this._openForm(detail);
  }

  showCode() {
    const { detail } = this._deps.state;
    if (detail !== undefined) void this._deps.dialogs.code(detail.fields);
  }

  /** With the open contact as participant. */
  async newEvent() {
    const { host, state, actions, services, display } = this._deps;
    const [known, shown] = [services(), display()];
    if (state.detail === undefined || known === undefined || shown === undefined) return;
    try {
      const { openEventWith } = await import('./event-with-person.js');
      await openEventWith(host, known, shown, state.detail.fields);
    } catch (error) {
      actions.fail(error);
    }
  }

  async copy() {
    if (this._wanted.length > 0) await this._deps.groups.copy(this._wanted);
  }

  /** What is picked becomes one. */
  async merge() {
    const { dialogs, actions, list, picked, go } = this._deps;
    const refs = picked();
    if (refs.length < 2 || !this._canChange(refs)) return;
    if (refs.length > MAX_GROUP) return actions.tooMany(MAX_GROUP);
    await dialogs.merge(refs, async (request) => {
      await actions.merge(request);
      list().clearSelection();
      go(request.keep, true);
    });
  }

  duplicates() {
    this._deps.host.dispatchEvent(new NavigateEvent(duplicatesUrl()));
  }

  async toggleFavourite() {
    const { actions, state } = this._deps;
    const { detail } = state;
    if (detail !== undefined && this._canChange([detail.ref]))
      await actions.setFavourite(detail.ref, !detail.fields.favourite);
  }

  async remove() {
    const { actions, list, go } = this._deps;
    const refs = this._wanted;
    if (refs.length === 0 || !this._canChange(refs) || !(await actions.remove(refs))) return;
    list().clearSelection();
    go(undefined, true);
    list().focus();
  }

  /** Exports what is picked, or the whole list. */
  async export(format: ExportFormat) {
    const { actions, state, list, picked, heading } = this._deps;
    const { bookId, group } = state.place;
    if (picked().length > 0) return actions.exportContacts(picked(), heading(), format);
    const isWhole = state.text === '' && state.route.list !== 'favourites' && group === undefined;
    if (!isWhole) return actions.exportContacts(await list().allRefs(), heading(), format);
    const books = state.books.filter(({ id }) => bookId === undefined || id === bookId);
    return actions.exportBooks(books, heading(), format);
  }

  /** Its groups are all it is in: a tick taken away counts also for a group that only its own card knows. */
  private _openForm(detail?: ContactDetail) {
    const { state, dialogs, actions, go } = this._deps;
    const { place, homeBookId } = state;
    const fields = detail && { ...detail.fields, categories: detail.groups };
    const before = fields && draftOf(fields);
    return dialogs.form({
      ref: detail?.ref,
      ...{ fields, before },
      bookId: detail?.ref.collectionId ?? homeBookId,
      inGroups: place.group ? [place.group] : [],
      save: async (changed, bookId) => {
        const ref = await actions.save(detail && before && { ref: detail.ref, before }, changed, bookId);
        state.refresh();
        go(ref, detail !== undefined);
      },
    });
  }
}
