import type { ContactFields } from './contact-fields.js';
import { formatName } from './contact-name.js';

/** The name a card is headed by: what is written, or the next best thing it has. */
export function displayName(fields: ContactFields): string {
  return (
    fields.formattedName ||
    formatName(fields) ||
    fields.organization ||
    fields.nickname ||
    fields.emails[0]?.value ||
    fields.phones[0]?.value ||
    ''
  );
}
