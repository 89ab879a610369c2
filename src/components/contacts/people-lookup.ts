// Other contacts of this device, for what a card says of related people.
import type { Services } from '../../app/services.js';
import { contactUri } from '../../domain/contacts/contact-uri.js';
import { contactsUrl } from './contacts-route.js';

/** A contact a card names by its URI. */
export interface RelatedPerson {
  readonly name: string;
  /** Address of its own card. */
  readonly href: string;
}

/** A contact to choose. */
export interface PersonChoice {
  readonly uri: string;
  readonly name: string;
  /** Tells namesakes apart. */
  readonly note: string;
}

export interface PeopleLookup {
  /** Contacts whose name, or anything else, has words that begin so; best first. */
  find(typed: string): Promise<readonly PersonChoice[]>;
  /** Those of these URIs that are on this device, by URI. */
  named(uris: readonly string[]): Promise<Readonly<Record<string, RelatedPerson>>>;
}

const LIMIT = 8;

export function createPeopleLookup(services: () => Services | undefined): PeopleLookup {
  return {
    async find(typed) {
      const rows = (await services()?.contacts.rows({ text: typed, sort: 'first' }, 0, LIMIT)) ?? [];
      return rows.map(({ uid, name, organization, email }) => ({
        uri: contactUri(uid),
        name,
        note: email || (organization === name ? '' : organization),
      }));
    },
    async named(uris) {
      const found = (await services()?.contacts.byUri(uris)) ?? {};
      const people = Object.entries(found).map(([uri, { name, collectionId, uid }]) => {
        return [uri, { name, href: contactsUrl('all', { collectionId, uid }) }] as const;
      });
      return Object.fromEntries(people);
    },
  };
}
