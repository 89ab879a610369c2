import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ContactInput } from '../../app/contacts/contact-input.js';
import type { ContactSource } from '../../app/contacts/contact-source.js';
import { fetchContactsFile } from '../../app/contacts/contacts-file.js';
import {
  contactOfInput,
  createMemoryContacts,
  MEMORY,
  type MemoryContact,
} from '../../app/contacts/memory-contacts.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ItemRef } from '../../domain/items/item.js';

/** The contacts of a widget and how to change them. */
export interface WidgetContacts {
  readonly source: ContactSource;
  create(uid: string, fields: ContactFields): Promise<ItemRef>;
  update(ref: ItemRef, fields: ContactFields): Promise<void>;
  remove(ref: ItemRef): Promise<void>;
}

/** Where a page said its contacts are; the first that is there counts. */
export interface WidgetOptions {
  readonly contacts: readonly ContactInput[] | undefined;
  /** Address of a .vcf file. */
  readonly src: string;
  /** The store of this device. */
  readonly local: boolean;
  /** BCP 47, for the order of names. */
  readonly locale: string;
}

export type WidgetFailure = 'fetch' | 'input' | 'local';

/** Turns a widget's attributes into contacts. A file is fetched when it is named, and only then. */
export class WidgetSource implements ReactiveController {
  contacts: WidgetContacts | undefined;
  failure: WidgetFailure | undefined;
  private _options: WidgetOptions = { contacts: undefined, src: '', local: false, locale: '' };
  private _abort: AbortController | undefined;
  private _loading = false;

  constructor(private readonly _host: ReactiveControllerHost) {
    _host.addController(this);
  }

  hostConnected() {
    if (this._loading) this._load(); // it was taken out of the page while it loaded
  }

  hostDisconnected() {
    this._abort?.abort();
  }

  set(options: WidgetOptions) {
    const before = this._options;
    this._options = options;
    const keys = ['contacts', 'src', 'local', 'locale'] as const;
    if (keys.some((key) => options[key] !== before[key])) this._load();
  }

  /** Tries again after a failure. */
  retry() {
    this._load();
  }

  private _load() {
    this._abort?.abort();
    const { contacts, src, local, locale } = this._options;
    this.contacts = undefined;
    this.failure = undefined;
    this._loading = false;
    if (contacts !== undefined) this.contacts = inMemory(contacts.map(contactOfInput), locale);
    else if (src === '' && !local) this.contacts = inMemory([], locale);
    else this._open(src, locale);
  }

  private _open(src: string, locale: string) {
    const abort = new AbortController();
    this._abort = abort;
    this._loading = true;
    const done = (contacts: WidgetContacts | undefined, failure?: WidgetFailure) => {
      if (abort.signal.aborted) return; // a later wish took its place
      this.contacts = contacts;
      this.failure = failure;
      this._loading = false;
      this._host.requestUpdate();
    };
    const opened =
      src === '' ? openLocal() : fetchContactsFile(src, abort.signal).then((contacts) => inMemory(contacts, locale));
    opened.then(done, (error: unknown) => done(undefined, failureOf(error, src)));
  }
}

function inMemory(contacts: readonly MemoryContact[], locale: string): WidgetContacts {
  const source = createMemoryContacts(contacts, locale);
  return {
    source,
    async create(uid, fields) {
      source.put(uid, fields);
      return { collectionId: MEMORY, uid };
    },
    update: async (ref, fields) => source.put(ref.uid, fields),
    remove: async (ref) => source.remove(ref.uid),
  };
}

/** The store, its workers and Automerge are loaded here, for `local` only. */
async function openLocal(): Promise<WidgetContacts> {
  const { openLocalContacts } = await import('../../app/contacts/open-local-contacts.js');
  const { contacts, homeBook } = openLocalContacts();
  return {
    source: contacts,
    create: async (_uid, fields) => (await contacts.create(await homeBook(), fields)).ref,
    update: async (ref, fields) => void (await contacts.update(ref, fields)),
    remove: async (ref) => void (await contacts.remove([ref])),
  };
}

function failureOf(error: unknown, src: string): WidgetFailure {
  if (src === '') return 'local';
  const isInput =
    typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('input/');
  return isInput ? 'input' : 'fetch';
}
