import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import mergeIcon from 'lucide-static/icons/merge.svg?raw';
import allIcon from 'lucide-static/icons/wand-sparkles.svg?raw';
import type { CommandRegistry } from '../../../app/commands/command-registry.js';
import type { Done, DuplicateInfo, DuplicateQuery, Progress, Services } from '../../../app/services.js';
import type { Collection } from '../../../domain/collections/collection.js';
import { commandsContext, servicesContext } from '../../contexts.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import { LiveController } from '../../shared/live-controller.js';
import { NavigateEvent } from '../../shared/navigate-event.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { duplicatesUrl } from '../contacts-route.js';
import { ComparedGroup } from './compared-group.js';
import { DuplicateRows } from './duplicate-rows.js';
import { mergedText } from './duplicate-texts.js';
import { duplicatesCommands } from './duplicates-commands.js';
import {
  backButton,
  bookChoice,
  importBar,
  menuButton,
  noDuplicates,
  queryOf,
  reasons,
  searching,
} from './duplicates-parts.js';
import './ik-duplicate-list.js';
import type { GroupSelectEvent, IkDuplicateList } from './ik-duplicate-list.js';
import { styles } from './ik-duplicates.styles.js';
import './ik-merge-form.js';
import type { IkMergeForm } from './ik-merge-form.js';

/** CSS pixels below which list and comparison take turns. */
const TWO_PANES = 760;

/**
 * Contacts that may be one person: found with the reason, compared side by side, merged, or remembered as different people.
 * Shown at `/contacts/duplicates/<group>`.
 *
 * @fires {NoticeEvent} ik-notice - What was done, with undo.
 * @fires {NavigateEvent} ik-navigate - Another group is shown.
 */
@customElement('ik-duplicates')
@localized()
export class IkDuplicates extends LitElement {
  static override styles = [controls, styles];

  /** Id of the group that is shown; '' for the list. */
  @property() group = '';
  /** Only what concerns contacts that came with these imports, ids with commas; '' for all. */
  @property() imports = '';
  @property({ attribute: false }) books: readonly Collection[] = [];
  @property() locale = 'en';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: commandsContext, subscribe: true }) @state() private _registry: CommandRegistry | undefined;
  @state() private _narrow = false;
  /** Of the search; `undefined` when nothing is looked for. */
  @state() private _progress: Progress | undefined;
  @state() private _stopped = false;
  @state() private _failure: unknown;
  @state() private _busy = false;
  @query('ik-duplicate-list') private _list!: IkDuplicateList | null;
  @query('ik-merge-form') private _form!: IkMergeForm | null;
  private _query: DuplicateQuery = {};
  /** The address book whose duplicates are looked at; '' for all. */
  private _book = '';
  private _index = 0;
  private readonly _compared = new ComparedGroup(this, {
    isBusy: () => this._busy,
    drawn: () => this._form?.updateComplete,
    fail: (error) => {
      this._failure = error;
    },
  });
  private readonly _rows = new DuplicateRows(this, (error) => {
    this._failure = error;
  });
  private readonly _live = new LiveController<DuplicateInfo>(this, () =>
    this._stopped
      ? undefined
      : this._services?.duplicates.watch(this._query, (progress) => {
          this._progress = progress;
        }),
  );
  private readonly _resize = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this._narrow = entry.contentRect.width < TWO_PANES;
  });

  override connectedCallback() {
    super.connectedCallback();
    this._resize.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._resize.disconnect();
    this._takeOutCommands();
  }

  private _takeOutCommands = () => {};

  protected override firstUpdated() {
    const commands = duplicatesCommands({
      merge: () => this._compared.whenReady(this._merge),
      distinct: () => this._compared.whenReady(this._distinct),
      step: (by) => void this._next(by),
    });
    this._takeOutCommands = this._registry?.add(commands) ?? (() => {});
  }

  private get _info(): DuplicateInfo | undefined {
    return this._live.value;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('imports') && this._useQuery()) this._restart();
    else if ((changed as Map<string, unknown>).has('_services')) this._live.refresh();
    const { _info: info, _services: services } = this;
    if (info === undefined || services === undefined) return;
    this._rows.show(services.duplicates, this._query, info);
    if (info.count === 0) return;
    const known = this.group === '' ? -1 : this._rows.indexOf(this.group);
    if (known !== -1) this._index = known;
    this._index = Math.min(this._index, info.count - 1);
    this._rows.want(this._index, this._index + 1);
    const group = this._rows.isFresh(this._index) ? this._rows.at(this._index) : undefined;
    void this._compared.show(group, services.contacts);
  }

  private _onSelect = ({ index, via }: GroupSelectEvent) => {
    this._index = index;
    const group = this._rows.at(index);
    if (group === undefined || (via === 'move' && this._narrow)) return this.requestUpdate();
    this._go(group.id, !this._narrow);
    if (via === 'open') void this._focusForm();
  };

  private _go(id: string | undefined, replace: boolean) {
    this.group = id ?? '';
    this.dispatchEvent(new NavigateEvent(duplicatesUrl({ group: this.group, imports: this.imports }), { replace }));
  }

  private async _focusForm() {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#what')?.focus();
  }

  /** The next group takes the place of one that is done with. */
  private async _next(by: -1 | 0 | 1) {
    const count = this._info?.count ?? 0;
    this._index = count === 0 ? 0 : (this._index + by + count) % count;
    const group = by === 0 ? undefined : this._rows.at(this._index);
    this._go(this._narrow && by === 0 ? undefined : group?.id, true);
    this.requestUpdate();
    await this.updateComplete;
    if (this._narrow && by === 0) this._list?.focus();
    else await this._focusForm();
  }

  private async _do(work: () => Promise<Done & { readonly changed?: number }>, text: (changed: number) => string) {
    if (this._busy) return;
    this._busy = true;
    try {
      const done = await work();
      this.dispatchEvent(new NoticeEvent(text(done.changed ?? 0), { undo: () => done.undo() }));
      await this._next(0);
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    } finally {
      this._busy = false;
    }
  }

  private _merge = () => {
    const request = this._form?.request;
    if (request === undefined || !this._compared.isReady) return;
    const count = (request.others.length + 1).toLocaleString(this.locale);
    void this._do(
      () => this._services!.duplicates.merge([request]),
      () => msg(str`${count} contacts merged.`),
    );
  };

  private _distinct = () => {
    const { group, cards } = this._compared;
    const included = this._form?.included ?? [];
    if (group === undefined || included.length < 2 || !this._compared.isReady) return;
    const isAll = included.length === cards.length;
    void this._do(
      () =>
        this._services!.duplicates.markDistinct(
          included.map(({ ref }) => ref),
          isAll ? { query: this._query, id: group.id } : undefined,
        ),
      () => msg('Remembered: they are different people.'),
    );
  };

  private _mergeCertain = () => {
    void this._do(
      () => this._services!.duplicates.mergeCertain(this._query),
      (changed) => mergedText(changed, this.locale),
    );
  };

  private _onBook = (event: Event) => {
    this._book = (event.target as HTMLSelectElement).value;
    if (this._useQuery()) this._restart();
    this._go(undefined, true);
  };

  private _showAll = () => {
    this.imports = '';
    this._go(undefined, true);
    void this.updateComplete.then(() => this._list?.focus());
  };

  /** @returns whether another list is shown. */
  private _useQuery(): boolean {
    const query = queryOf(this._book, this.imports);
    if (JSON.stringify(query) === JSON.stringify(this._query)) return false;
    this._query = query;
    this._index = 0;
    this._compared.leave();
    this._live.value = undefined;
    return true;
  }

  private _restart = () => {
    this._stopped = false;
    this._failure = undefined;
    this._progress = undefined;
    this._live.refresh();
    this.requestUpdate();
  };

  private _stop = () => {
    this._stopped = true;
    this._live.refresh();
  };

  private get _isFormAlone(): boolean {
    return this._narrow && this.group !== '' && (this._info?.count ?? 0) > 0;
  }

  private _header() {
    const count = this._info?.count.toLocaleString(this.locale);
    const certain = this._info?.certain ?? 0;
    const number = certain.toLocaleString(this.locale);
    return html`<header>
      ${this._isFormAlone ? backButton(() => this._go(undefined, true)) : menuButton()}
      <h1><span>${msg('Duplicates')}</span>${count === undefined ? nothing : html`<span class="chip">${count}</span>`}</h1>
      ${this.books.length < 2 || this._isFormAlone ? nothing : bookChoice(this.books, this._onBook)}
      ${
        certain === 0 || this._isFormAlone
          ? nothing
          : html`<button type="button" class="button primary" ?disabled=${this._busy} @click=${this._mergeCertain}>${icon(allIcon)}<span><span class="label">${msg('Merge all certain ones')}</span> (${number})</span></button>`
      }
    </header>`;
  }

  private _body() {
    const error = this._failure ?? this._live.error;
    if (error !== undefined)
      return html`<div class="state" role="alert"><p>${describeError(error)}</p>
        <button type="button" class="button" @click=${this._restart}>${msg('Try again')}</button></div>`;
    const info = this._info;
    if (info === undefined)
      return searching(this._stopped, this._progress, { stop: this._stop, restart: this._restart });
    if (info.count === 0) return noDuplicates(this.imports !== '');
    const alone = this._isFormAlone;
    return html`<div class=${classMap({ panes: true, single: this._narrow })}>
      <ik-duplicate-list ?hidden=${alone} .rows=${this._rows} .count=${info.count} .current=${this._index}
        .revision=${this._rows.revision} locale=${this.locale} @ik-group-select=${this._onSelect}></ik-duplicate-list>
      ${alone || !this._narrow ? this._pane() : nothing}
    </div>`;
  }

  private _pane() {
    const { group, cards, isReady } = this._compared;
    if (group === undefined) return html`<div class="pane waiting" aria-busy="true"></div>`;
    const canMerge = isReady && (this._form === null || this._form.request !== undefined);
    return html`<section class="pane" aria-labelledby="what">
      ${reasons(group, this.locale)}
      <ik-merge-form .cards=${cards} .books=${this.books} locale=${this.locale} @change=${() => this.requestUpdate()}></ik-merge-form>
      <footer>
        <button type="button" class="button" ?disabled=${!isReady} @click=${this._distinct}>${msg('Not the same person')}</button>
        ${(this._info?.count ?? 0) > 1 ? html`<button type="button" class="button" @click=${() => this._next(1)}>${msg('Skip')}</button>` : nothing}
        <button type="button" class="button primary" ?disabled=${!canMerge} @click=${this._merge}>${icon(mergeIcon)}${msg('Merge')}</button>
      </footer>
    </section>`;
  }

  protected override render() {
    return html`${this._header()} ${this.imports === '' || this._isFormAlone ? nothing : importBar(this._showAll)} ${this._body()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-duplicates': IkDuplicates;
  }
}
