import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Done, Services } from '../../app/services.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { systemClock } from '../../domain/time/clock.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { freeHue } from '../shared/hue-names.js';
import '../shared/ik-dialog.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { changeListStyles } from './change-list.js';
import { differenceList, differenceListStyles, ROWS_AT_ONCE } from './difference-list.js';
import { styles } from './ik-restore-dialog.styles.js';
import { createWording } from './property-words.js';
import { clockTimeOf, type MomentChoice, momentChoices, momentOf } from './restore-moments.js';
import { RestoreWork } from './restore-work.js';

/** Value of the choice that makes a new collection. */
const NEW = 'new';

/**
 * A calendar or address book as it was at a moment: shows what differs before anything happens, and brings back what is
 * chosen, there or into another one. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 * @fires {NoticeEvent} ik-notice - Something was restored.
 */
@customElement('ik-restore-dialog')
@localized()
export class IkRestoreDialog extends LitElement {
  static override styles = [controls, changeListStyles, differenceListStyles, styles];

  @property({ attribute: false }) collection!: Collection;
  /** Others of its kind to choose from. */
  @property({ attribute: false }) choices: readonly Collection[] = [];
  @consume({ context: servicesContext }) private _services?: Services;
  @consume({ context: displayContext, subscribe: true }) @state() private _display?: DisplaySettings;
  @state() private _open = true;
  @state() private _choice: MomentChoice = '24h';
  @state() private _other = { date: '', time: '' };
  @state() private _shown = ROWS_AT_ONCE;
  @state() private _target = '';
  @state() private _everything = false;
  @state() private _opened: ReadonlySet<string> = new Set();
  @query('#new-name') private _newName!: HTMLInputElement | null;
  private readonly _work = new RestoreWork(this, () => this._services!.history);
  private readonly _collections = new LiveController(this, () =>
    this._services?.collections.watch(this.collection?.kind ?? 'calendar'),
  );

  protected override firstUpdated() {
    this._collections.refresh();
    this._other = clockTimeOf(systemClock.now(), this._zone);
  }

  protected override willUpdate(changed: PropertyValues) {
    if (
      !this.hasUpdated ||
      changed.has('collection') ||
      changed.has('_choice') ||
      (changed.has('_other') && this._choice === 'other')
    ) {
      this._shown = ROWS_AT_ONCE;
      this._opened = new Set();
      void this._work.look(this.collection.id, momentOf(this._choice, this._other, systemClock.now(), this._zone));
    }
  }

  private get _zone(): string {
    return this._display?.timeZone ?? 'UTC';
  }

  private get _elsewhere(): boolean {
    return this._target !== '';
  }

  /** How many items restoring writes. */
  private get _count(): number {
    const { differences = [], chosen } = this._work;
    return differences.filter(({ uid, change }) => chosen.has(uid) && !(this._elsewhere && change === 'added')).length;
  }

  private _toggle = (uid: string) => {
    const opened = new Set(this._opened);
    if (!opened.delete(uid)) {
      opened.add(uid);
      void this._work.open(uid);
    }
    this._opened = opened;
  };

  private async _newTarget(): Promise<Collection> {
    const { kind, name } = this.collection;
    const hues = (this._collections.value ?? []).map(({ hue }) => hue);
    return this._services!.collections.create(kind, this._newName?.value.trim() || name, freeHue(hues));
  }

  private async _restore() {
    const { collections } = this._services!;
    const made = this._target === NEW ? await this._newTarget() : undefined;
    const target = made?.id ?? (this._target || undefined);
    const done = await this._work.restore(this._everything && this._elsewhere, target);
    if (done === undefined) {
      if (made !== undefined) await collections.remove(made.id);
      return;
    }
    const undo = async () => {
      await done.undo();
      if (made !== undefined) await collections.remove(made.id);
    };
    this._tell({ undo });
    this._open = false;
  }

  private _tell(done: Done) {
    const message =
      this._everything && this._elsewhere
        ? msg('Restored.')
        : this._count === 1
          ? msg('1 entry restored.')
          : msg(str`${this._count.toLocaleString(this._display?.locale)} entries restored.`);
    this.dispatchEvent(new NoticeEvent(message, { undo: () => done.undo() }));
  }

  private _onSubmit = (event: Event) => {
    event.preventDefault();
    this._restore().catch((error: unknown) => {
      this._work.error = error;
      this.requestUpdate();
    });
  };

  private _leave = () => {
    if (this._work.restoring) this._work.cancel();
    else this._open = false;
  };

  private _source() {
    if (this.choices.length < 2) return nothing;
    return html`<label class="field">${this.collection.kind === 'calendar' ? msg('Calendar') : msg('Address book')}
      <select ?disabled=${this._work.restoring} @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.collection = this.choices.find(({ id }) => id === value) ?? this.collection;
        this._target = '';
      }}>
        ${this.choices.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.collection.id}>${name}</option>`)}
      </select>
    </label>`;
  }

  private _moments() {
    const set = (change: Partial<typeof this._other>) => {
      this._other = { ...this._other, ...change };
    };
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    return html`<fieldset ?disabled=${this._work.restoring}>
        <legend>${msg('As it was')}</legend>
        <div class="moments">
          ${momentChoices().map(
            ([choice, label]) => html`<label>
              <input type="radio" name="moment" .checked=${this._choice === choice} ?data-autofocus=${choice === this._choice}
                @change=${() => {
                  this._choice = choice;
                }} /><span>${label}</span>
            </label>`,
          )}
        </div>
      </fieldset>
      ${
        this._choice === 'other'
          ? html`<div class="pair">
              <label class="field">${msg('Date')}<input type="date" .value=${this._other.date} @change=${(event: Event) => set({ date: value(event) })} /></label>
              <label class="field">${msg('Time')}<input type="time" .value=${this._other.time} @change=${(event: Event) => set({ time: value(event) })} /></label>
            </div>`
          : nothing
      }`;
  }

  private _where() {
    const others = (this._collections.value ?? []).filter((other) => other.id !== this.collection.id && canEdit(other));
    const isCalendar = this.collection.kind === 'calendar';
    return html`<div class="where">
      <label class="field">${msg('Where to')}
        <select .value=${this._target} ?disabled=${this._work.restoring} @change=${(event: Event) => {
          this._target = (event.target as HTMLSelectElement).value;
        }}>
          <option value="">${this.collection.name}</option>
          <option value=${NEW}>${isCalendar ? msg('New calendar') : msg('New address book')}</option>
          ${others.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </label>
      ${this._target === NEW ? html`<label class="field">${msg('Name')}<input id="new-name" maxlength="100" .value=${msg(str`${this.collection.name} (restored)`)} /></label>` : nothing}
      ${
        this._elsewhere
          ? html`<label class="check"><input type="checkbox" .checked=${this._everything} ?disabled=${this._work.restoring} @change=${(
              event: Event,
            ) => {
              this._everything = (event.target as HTMLInputElement).checked;
            }} />${msg('Everything that was there then, also what has not changed since')}</label>
            <p class="quiet">${msg(str`Nothing in “${this.collection.name}” is changed.`)}</p>`
          : nothing
      }
    </div>`;
  }

  private _list(locale: string) {
    const { differences, progress, chosen } = this._work;
    if (progress !== undefined) {
      const label = this._work.restoring ? msg('Restoring …') : msg('Looking for what differs …');
      return html`<div class="busy" role="status"><p class="quiet">${label}</p><progress aria-label=${label} max="1" .value=${progress.fraction ?? 0}></progress></div>`;
    }
    if (differences === undefined)
      return this._work.error === undefined ? html`<p class="quiet">${msg('Choose a date and a time.')}</p>` : nothing;
    if (differences.length === 0)
      return html`<p class="empty" role="status">${msg('Nothing has changed since then.')}</p>`;
    const total = differences.length.toLocaleString(locale);
    const all = chosen.size === differences.length;
    return html`<label class="check all">
        <input type="checkbox" .checked=${all} .indeterminate=${!all && chosen.size > 0}
          @change=${() =>
            this._work.choose(
              differences.map(({ uid }) => uid),
              !all,
            )} />
        <span>${differences.length === 1 ? msg('1 entry differs') : msg(str`${total} entries differ`)}</span>
      </label>
      ${differenceList(this._work, createWording(this._display ?? { locale, timeZone: this._zone }), {
        shown: this._shown,
        elsewhere: this._elsewhere,
        opened: this._opened,
        toggle: this._toggle,
      })}
      ${
        differences.length > this._shown
          ? html`<button type="button" class="button more" @click=${() => {
              this._shown += ROWS_AT_ONCE;
            }}>${msg('Show more')}</button>`
          : nothing
      }`;
  }

  protected override render() {
    const { error, restoring, differences } = this._work;
    const locale = this._display?.locale ?? 'en';
    const everything = this._everything && this._elsewhere;
    const count = this._count;
    const label = everything
      ? msg('Restore everything')
      : count === 1
        ? msg('Restore 1 entry')
        : msg(str`Restore ${count.toLocaleString(locale)} entries`);
    return html`<ik-dialog heading=${msg(str`Restore “${this.collection.name}”`)} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit}>
        ${this._source()} ${this._moments()} ${error === undefined ? nothing : html`<p role="alert">${describeError(error)}</p>`}
        ${this._list(locale)} ${this._where()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._leave}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${restoring || differences === undefined || (count === 0 && !everything)}>${label}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-restore-dialog': IkRestoreDialog;
  }
}
