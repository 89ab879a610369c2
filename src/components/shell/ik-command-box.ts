import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import taskIcon from 'lucide-static/icons/square-check-big.svg?raw';
import type { Command, CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { normalizeForSearch } from '../../domain/text/fold.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { styles } from './ik-command-box.styles.js';
import { kbd, keysTemplate } from './ik-shortcut-sheet.js';
import { byRecency, noteChoice, recencyOf } from './recent-choices.js';
import { matchingCommands, resultKey, type SearchResult, search } from './search-results.js';
import { calendarIcon, contactsIcon, mailIcon, roomsIcon, searchIcon } from './shell-commands.js';

interface Option {
  readonly group: string;
  readonly title: string;
  readonly detail: string;
  readonly icon?: string;
  readonly shortcut?: string;
  /** A command whose name begins with what is typed: it is the first, whatever else is found. */
  readonly named?: boolean;
  run(): void;
}

/** Before this many letters only commands are looked for. */
const SHORTEST_SEARCH = 2;
/** Commands that stand above the others when nothing is typed. */
const MOST_LATE = 4;

/**
 * Everything from one field: commands, events, contacts, mail, rooms (ARIA combobox with a list). Arrow keys move, Enter chooses.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-command-box')
@localized()
export class IkCommandBox extends LitElement {
  static override styles = [controls, kbd, styles];

  @consume({ context: servicesContext, subscribe: true }) private _services?: Services;
  @consume({ context: displayContext, subscribe: true }) private _display?: DisplaySettings;
  @consume({ context: commandsContext }) private _registry?: CommandRegistry;
  @state() private _text = '';
  @state() private _results: readonly SearchResult[] = [];
  @state() private _searching = false;
  @state() private _active = 0;
  @query('dialog') private _dialog!: HTMLDialogElement;
  private _run: (() => void) | undefined;
  /** Enter came before what is looked for: the first of it is chosen. */
  private _enters = false;

  private _stop: (() => void) | undefined;

  protected override firstUpdated() {
    this._dialog.showModal();
    // What is loaded after the first view brings commands of its own.
    this._stop = this._registry?.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
  }

  private _options(): readonly Option[] {
    const commands = matchingCommands(
      (this._registry?.list() ?? []).filter(({ when }) => when?.() ?? true),
      this._text,
    ).filter(({ id }) => id !== 'shell.search');
    const recency = recencyOf();
    const isLate = ({ id }: Command) => this._text.trim() === '' && recency(id) < Number.POSITIVE_INFINITY;
    const late = byRecency(commands.filter(isLate), ({ id }) => id, recency).slice(0, MOST_LATE);
    const others = byRecency(commands, ({ id }) => id, recency).filter((command) => !late.includes(command));
    const typed = normalizeForSearch(this._text);
    const isNamed = ({ title }: Command) =>
      typed.length >= SHORTEST_SEARCH && normalizeForSearch(title).startsWith(typed);
    return [
      ...groupTogether(others.filter(isNamed)).map((command) => ({ ...this._commandOption(command), named: true })),
      ...this._results.map((result) => this._resultOption(result)),
      ...late.map((command) => this._commandOption(command, msg('Lately used'))),
      ...groupTogether(others.filter((command) => !isNamed(command))).map((command) => this._commandOption(command)),
      ...this._typedOptions(),
    ];
  }

  /** What can be made of the words themselves. */
  private _typedOptions(): readonly Option[] {
    const typed = this._text.trim();
    if (typed.length < SHORTEST_SEARCH) return [];
    const commands = (this._registry?.list() ?? []).filter(
      ({ runWith, when }) => runWith !== undefined && (when?.() ?? true),
    );
    return commands.map(({ icon: picture, runWith }) => ({
      group: msg('Create'),
      title: msg(str`Create: ${typed}`),
      detail: '',
      ...(picture !== undefined && { icon: picture }),
      run: () => runWith?.(typed),
    }));
  }

  private _commandOption(command: Command, group = command.group): Option {
    const run = () => {
      noteChoice(command.id);
      command.run();
    };
    return { ...command, group, detail: '', run };
  }

  private _resultOption(result: SearchResult): Option {
    const kinds = {
      event: [msg('Events'), calendarIcon],
      task: [msg('Tasks'), taskIcon],
      contact: [msg('Contacts'), contactsIcon],
      mail: [msg('Mail'), mailIcon],
      room: [msg('Rooms'), roomsIcon],
    } as const;
    const [group, picture] = kinds[result.kind];
    return {
      group,
      title: result.title || msg('(no title)'),
      detail: result.detail,
      icon: picture,
      run: () => {
        noteChoice(resultKey(result));
        this.dispatchEvent(new NavigateEvent(result.url));
      },
    };
  }

  private async _onInput(event: InputEvent) {
    const text = (event.target as HTMLInputElement).value;
    this._text = text;
    this._active = 0;
    this._enters = false;
    if (text.trim().length < SHORTEST_SEARCH || !this._services || !this._display) {
      this._results = [];
      this._searching = false;
      return;
    }
    this._searching = true;
    const results = await search(this._services, text.trim(), this._display);
    if (this._text !== text) return; // a later letter asked anew
    this._results = results;
    this._searching = false;
    if (this._enters) this._choose(this._options()[0]);
  }

  /** Who types quickly means what will be found, not what stands there of the letters before. */
  private _enter(options: readonly Option[]) {
    this._enters = this._searching && this._active === 0 && options[0]?.named !== true;
    if (!this._enters) this._choose(options[this._active]);
  }

  private _onKeyDown(event: KeyboardEvent) {
    const options = this._options();
    const count = options.length;
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this._enter(options);
    }
    if (count === 0) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: this._active + 1,
      ArrowUp: this._active - 1,
      PageDown: Math.min(this._active + 8, count - 1),
      PageUp: Math.max(this._active - 8, 0),
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this._active = (next + count) % count;
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
      );
    }
  }

  /** The box closes first: what runs may open a dialog, and takes the focus from where it was before. */
  private _choose(option: Option | undefined) {
    if (!option) return;
    this._run = option.run;
    this._dialog.close();
  }

  private _onClose() {
    this._run?.();
    this.dispatchEvent(new Event('ik-close'));
  }

  private _onClick(event: MouseEvent) {
    if (event.target === this._dialog) this._dialog.close();
  }

  // The keyboard's way to an option is Enter in the field.
  /* eslint-disable lit-a11y/click-events-have-key-events */
  private _option = (option: Option, index: number, all: readonly Option[]) => html`
    ${option.group === all[index - 1]?.group ? nothing : html`<div class="group eyebrow" role="presentation">${option.group}</div>`}
    <div
      class="option"
      id="option-${index}"
      role="option"
      aria-selected=${String(index === this._active)}
      @click=${() => this._choose(option)}
      @pointermove=${() => {
        this._active = index;
      }}
    >
      ${option.icon ? icon(option.icon) : html`<span class="blank"></span>`}
      <span class="text">${option.title}${option.detail ? html`<span class="detail">${option.detail}</span>` : nothing}</span>
      ${option.shortcut ? html`<span>${keysTemplate(option.shortcut)}</span>` : nothing}
    </div>`;

  protected override render() {
    const options = this._options();
    const label = msg('Search events, contacts, mail, rooms and commands');
    return html`<dialog aria-label=${msg('Search and commands')} @close=${this._onClose} @click=${this._onClick}>
      <div class="search">
        ${icon(searchIcon)}
        <input
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="go"
          placeholder=${label}
          aria-label=${label}
          aria-expanded="true"
          aria-controls="list"
          aria-autocomplete="list"
          aria-activedescendant=${options.length > 0 ? `option-${this._active}` : nothing}
          .value=${this._text}
          @input=${this._onInput}
          @keydown=${this._onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div class="list" id="list" role="listbox" aria-label=${msg('Results')} aria-busy=${String(this._searching)}>${options.map(this._option)}</div>
      ${options.length === 0 && !this._searching ? html`<p class="nothing">${msg('Nothing found.')}</p>` : nothing}
      <div class="visually-hidden" role="status">${this._searching ? '' : options.length}</div>
    </dialog>`;
  }
}

function groupTogether(commands: readonly Command[]): readonly Command[] {
  const groups = [...new Set(commands.map(({ group }) => group))];
  return groups.flatMap((group) => commands.filter((command) => command.group === group));
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-command-box': IkCommandBox;
  }
}
