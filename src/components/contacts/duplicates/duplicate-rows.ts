import type { ReactiveControllerHost } from 'lit';
import type { DuplicateGroup, DuplicateInfo, DuplicateQuery, DuplicateService } from '../../../app/services.js';

/** Groups read at once. */
const PAGE = 50;

/** The groups of one search, read page by page as they come into view. */
export class DuplicateRows {
  /** Another whenever other rows may be drawn. */
  revision = 0;
  private _pages = new Map<number, readonly DuplicateGroup[]>();
  private _old = new Map<number, readonly DuplicateGroup[]>();
  private readonly _reading = new Set<number>();
  private _of:
    | { readonly service: DuplicateService; readonly query: DuplicateQuery; readonly version: number }
    | undefined;

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _onError: (error: unknown) => void,
  ) {}

  /** What is shown from now on; what was read of another list stays in sight until the new is there. */
  show(service: DuplicateService, query: DuplicateQuery, info: DuplicateInfo) {
    const { _of: old } = this;
    if (old?.service === service && old.query === query && old.version === info.version) return;
    this._old = old?.query === query ? new Map([...this._old, ...this._pages]) : new Map();
    this._of = { service, query, version: info.version };
    this.revision += 1;
    this._pages = new Map();
    this._reading.clear();
  }

  /** `undefined` while it is read. */
  at(index: number): DuplicateGroup | undefined {
    const page = Math.floor(index / PAGE);
    return (this._pages.get(page) ?? this._old.get(page))?.[index % PAGE];
  }

  /** Whether it is of the latest list. */
  isFresh(index: number): boolean {
    return this._pages.has(Math.floor(index / PAGE));
  }

  /** Index of a group among those that were read, -1 when it is not there. */
  indexOf(id: string): number {
    for (const [page, groups] of this._pages) {
      const at = groups.findIndex((group) => group.id === id);
      if (at !== -1) return page * PAGE + at;
    }
    return -1;
  }

  /** Reads what is missing of `[from, to)`. */
  want(from: number, to: number) {
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page += 1)
      if (!this._pages.has(page) && !this._reading.has(page)) void this._read(page);
  }

  private async _read(page: number) {
    const { _of: of } = this;
    if (of === undefined) return;
    this._reading.add(page);
    try {
      const groups = await of.service.groups(of.query, page * PAGE, (page + 1) * PAGE);
      if (of !== this._of) return;
      this._pages.set(page, groups);
      this._old.delete(page);
      this.revision += 1;
      this._host.requestUpdate();
    } catch (error) {
      if (of === this._of) this._onError(error);
    }
  }
}
