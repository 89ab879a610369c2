export type CollectionKind = 'calendar' | 'addressbook';

/** A calendar or an address book: one shareable set of documents. */
export interface Collection {
  readonly id: string;
  readonly kind: CollectionKind;
  readonly name: string;
  /** OKLCH hue 0–360. */
  readonly hue: number;
  readonly description: string;
  /** Position among its kind, ascending. */
  readonly order: number;
  /** Whether its items are shown. */
  readonly visible: boolean;
  /** Items that are not deleted. */
  readonly itemCount: number;
}
