// What stands in an open form and nowhere else when the app locks itself (docs/rules/identity.md, ID28).
import type { EventFields } from '../calendar/event-fields.js';
import type { OccurrenceRef } from '../calendar/occurrence.js';
import type { ContactFields } from '../contacts/contact-fields.js';
import type { ItemRef } from '../items/item.js';
import type { TaskFields } from '../tasks/task-fields.js';

/** Which item a form is about, and what it said when the form was opened. */
interface About<Ref, Fields> {
  readonly ref: Ref;
  readonly before: Fields;
}

export interface UnsavedEvent {
  readonly kind: 'event';
  readonly calendarId: string;
  readonly draft: EventFields;
  /** Absent for a new one. */
  readonly about?: About<OccurrenceRef, EventFields>;
}

export interface UnsavedTask {
  readonly kind: 'task';
  readonly calendarId: string;
  readonly draft: TaskFields;
  /** Titles of new parts. */
  readonly parts: readonly string[];
  readonly about?: About<OccurrenceRef, TaskFields>;
}

export interface UnsavedContact {
  readonly kind: 'contact';
  readonly bookId: string;
  readonly draft: ContactFields;
  readonly about?: About<ItemRef, ContactFields>;
}

/** A message: its text is kept among the drafts, as all mail is; this is that its window was open. */
export interface UnsavedMail {
  readonly kind: 'mail';
  readonly emailId: string;
  readonly subject: string;
}

/** Survives JSON. */
export type UnsavedForm = UnsavedEvent | UnsavedTask | UnsavedContact | UnsavedMail;

const kinds: ReadonlySet<unknown> = new Set<UnsavedForm['kind']>(['event', 'task', 'contact', 'mail']);

/** @param text - As one of our tabs has written it, sealed in between; what an older version wrote may be something else. */
export function readUnsaved(text: string): readonly UnsavedForm[] {
  try {
    const forms: unknown = JSON.parse(text);
    if (!Array.isArray(forms)) return [];
    return forms.filter((form: Partial<UnsavedForm> | null): form is UnsavedForm => kinds.has(form?.kind));
  } catch {
    return [];
  }
}
