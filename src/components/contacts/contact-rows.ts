import type { ContactSource } from '../../app/contacts/contact-source.js';
import type { ContactListInfo, ContactQuery } from '../../app/services.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { WindowedRows } from '../shared/windowed-rows.js';

/** The rows of a contact list that are drawn. */
export class ContactRows extends WindowedRows<ContactListInfo, ContactRow> {
  /** Asks for another list. */
  ask(source: ContactSource | undefined, query: ContactQuery) {
    this.show(
      source && {
        watch: () => source.watchList(query),
        rows: (from, to) => source.rows(query, from, to),
        count: ({ count }) => count,
        isSame: (info, before) => info.version === before.version,
      },
    );
  }
}
