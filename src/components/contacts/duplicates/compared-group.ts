import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ContactDetail, DuplicateGroup, Services } from '../../../app/services.js';

interface ComparedHost {
  /** Something is being done: nothing else can be. */
  isBusy(): boolean;
  /** When the cards that were read are drawn, too. */
  drawn(): Promise<unknown> | undefined;
  fail(error: unknown): void;
}

/** The group that is shown: its cards, as soon as they are read, and what was asked for by key before they were. */
export class ComparedGroup implements ReactiveController {
  group: DuplicateGroup | undefined;
  /** Those of the group before, until they are read. */
  cards: readonly ContactDetail[] = [];
  private _cardsOf: DuplicateGroup | undefined;
  private _wish: { readonly group: DuplicateGroup | undefined; readonly carryOut: () => void } | undefined;

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _page: ComparedHost,
  ) {
    _host.addController(this);
  }

  hostUpdated() {
    const wish = this._wish;
    if (wish === undefined || (wish.group === this.group && !this.isReady)) return;
    this._wish = undefined;
    if (wish.group === this.group) void this._page.drawn()?.then(wish.carryOut);
  }

  /** Whether something can be done with it. */
  get isReady(): boolean {
    return !this._page.isBusy() && this.group !== undefined && this._cardsOf === this.group && this.cards.length > 1;
  }

  /** Does it now, or as soon as the cards of the group that is shown are read. */
  whenReady(carryOut: () => void) {
    if (this.isReady) carryOut();
    else this._wish = { group: this.group, carryOut };
  }

  /** Nothing is shown: another list is. */
  leave() {
    this.group = undefined;
  }

  /** Reads the cards of a group, when it is another one. */
  async show(group: DuplicateGroup | undefined, contacts: Services['contacts']) {
    if (group === undefined || group === this.group) return;
    this.group = group;
    try {
      const all = await Promise.all(group.rows.map((row) => contacts.read(row)));
      if (group !== this.group) return;
      this.cards = all.filter((card) => card !== undefined);
      this._cardsOf = group;
      this._host.requestUpdate();
    } catch (error) {
      this._page.fail(error);
    }
  }
}
