import type { LitElement, ReactiveController } from 'lit';

/** More than fit in a list are not drawn: who wants another types more. */
const MAX_SHOWN = 40;

interface Options<Choice> {
  /** Before the list opens. */
  begin?(): void;
  find(typed: string): readonly Choice[];
  choose(choice: Choice): void;
}

/** What is typed into a field with a list, and which of the found is meant (ARIA combobox; its options have `aria-selected`). */
export class ComboboxController<Choice> implements ReactiveController {
  /** While the list is open. */
  typed: string | undefined;
  active = 0;

  constructor(
    private readonly _host: LitElement,
    private readonly _options: Options<Choice>,
  ) {
    _host.addController(this);
  }

  hostDisconnected() {
    this.typed = undefined;
  }

  get found(): readonly Choice[] {
    return this.typed === undefined ? [] : this._options.find(this.typed).slice(0, MAX_SHOWN);
  }

  readonly open = () => {
    if (this.typed !== undefined) return;
    this._options.begin?.();
    this.typed = '';
    this.active = 0;
    this._input?.select();
    this._host.requestUpdate();
  };

  close() {
    this.typed = undefined;
    this._host.requestUpdate();
  }

  readonly onInput = () => {
    this.open();
    this.typed = this._input?.value ?? '';
    this.active = 0;
    this._host.requestUpdate();
  };

  readonly onKeyDown = (event: KeyboardEvent) => {
    const { found } = this;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (this.typed === undefined) this.open();
      else
        this.active = (this.active + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length);
      this._host.requestUpdate();
      void this._host.updateComplete.then(() =>
        this._host.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter' && this.typed !== undefined) {
      event.preventDefault();
      const chosen = found[this.active];
      if (chosen !== undefined) this._options.choose(chosen);
    } else if (event.key === 'Escape' && this.typed !== undefined) {
      event.preventDefault(); // closes the list, not the dialog
      event.stopPropagation();
      this.close();
    }
  };

  private get _input(): HTMLInputElement | null {
    return this._host.renderRoot.querySelector('input');
  }
}
