// Opens a form again with what was typed into it before the app was locked.
import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { canEdit } from '../../domain/collections/collection.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { UnsavedContact, UnsavedEvent, UnsavedForm, UnsavedTask } from '../../domain/lock/unsaved-form.js';
import { firstOf } from '../../domain/watchable.js';
import { NoticeEvent } from '../shared/notice-event.js';

interface Place {
  /** Its shadow root holds the dialog; notices are dispatched from it. */
  readonly host: LitElement;
  readonly services: Services;
  readonly display: DisplaySettings;
}

/** What was deleted meanwhile is new again when it is saved: nothing that was typed goes with it. */
export async function openAgain(place: Place, form: UnsavedForm): Promise<void> {
  switch (form.kind) {
    case 'event':
      return openEvent(place, form);
    case 'task':
      return openTask(place, form);
    case 'contact':
      return openContact(place, form);
    case 'mail': {
      const { openCompose } = await import('../mail/compose/open-compose.js');
      return openCompose(place.host, { kind: 'draft', emailId: form.emailId });
    }
  }
}

async function openEvent({ host, services, display }: Place, begin: UnsavedEvent): Promise<void> {
  const { about, ...asNew } = begin;
  const [{ openEventForm }, { editEventForm }, { eventFormHelp }] = await Promise.all([
    import('../calendar/open-event-form.js'),
    import('../calendar/edit-event-form.js'),
    import('../calendar/event-form-help.js'),
  ]);
  if (about === undefined) return openEventForm(host, services, display, { title: '', guests: [], begin: asNew });
  const { timeZone, locale } = display;
  const dialog = await editEventForm({
    ...{ ref: about.ref, services, begin, timeZone, locale },
    ...eventFormHelp(services, await firstOf(services.settings.watch())),
    calendars: (await firstOf(services.collections.watch('calendar'))).filter(canEdit),
    async askScope(question) {
      const { askScope, isAll } = await import('../calendar/ik-scope-dialog.js');
      return isAll(question) ? 'all' : askScope(host.shadowRoot!, question);
    },
    async update(...edit) {
      const done = await services.calendar.update(...edit);
      const { tellOthers } = await import('../calendar/invitations/tell-others.js');
      host.dispatchEvent(new NoticeEvent(msg('Event saved.'), { undo: () => done.undo(), ...tellOthers(host, done) }));
    },
  });
  if (dialog === undefined) return openEventForm(host, services, display, { title: '', guests: [], begin: asNew });
  dialog.addEventListener('ik-close', () => dialog.remove());
  host.shadowRoot?.appendChild(dialog);
}

async function openTask({ host, services, display }: Place, begin: UnsavedTask): Promise<void> {
  const { TaskFlows } = await import('../tasks/task-dialogs.js');
  const calendars = await firstOf(services.collections.watch('calendar'));
  const settings = await firstOf(services.settings.watch());
  const { timeZone, locale } = display;
  const home = settings.defaultCalendarId;
  // What it is reminded of was decided when it was first opened.
  const remindersOf = () => begin.draft.alarms ?? [];
  const flows = new TaskFlows(host, () => ({ services, calendars, home, timeZone, locale, remindersOf }));
  if (begin.about !== undefined && (await flows.edit(begin.about.ref, begin))) return;
  const { about: _, ...asNew } = begin;
  await flows.create({}, asNew);
}

async function openContact({ host, services, display }: Place, begin: UnsavedContact): Promise<void> {
  const [{ createContactActions }, { createPeopleLookup }] = await Promise.all([
    import('../contacts/contact-actions.js'),
    import('../contacts/people-lookup.js'),
    import('../contacts/ik-contact-dialog.js'),
  ]);
  const books = (await firstOf(services.collections.watch('addressbook'))).filter(canEdit);
  const groups = await firstOf(services.contacts.watchGroups());
  const isThere = begin.about !== undefined && (await services.contacts.read(begin.about.ref)) !== undefined;
  const about = isThere ? begin.about : undefined;
  const bookId = books.find(({ id }) => id === begin.bookId)?.id ?? books[0]?.id ?? begin.bookId;
  const actions = createContactActions(host, () => services);
  const dialog = Object.assign(document.createElement('ik-contact-dialog'), {
    ...{ about, books, locale: display.locale },
    begin: { ...begin, bookId },
    fields: about?.before,
    uid: about?.ref.uid ?? '',
    bookId: about?.ref.collectionId ?? bookId,
    people: createPeopleLookup(() => services),
    groupNames: (id: string) =>
      (groups.find(({ collectionId }) => collectionId === id)?.groups ?? []).map(({ name }) => name),
    save: async (fields: ContactFields, to: string) => {
      await actions.save(about, fields, to);
    },
  });
  dialog.addEventListener('ik-close', () => dialog.remove());
  host.shadowRoot?.appendChild(dialog);
}
