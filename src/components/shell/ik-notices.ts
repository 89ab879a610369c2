import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { type NoticeOptions, UndoneEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { styles } from './ik-notices.styles.js';

/** Long enough to read a sentence and reach the button. */
const SHOWN_MS = 9000;
const MOST_SHOWN = 3;

interface Notice {
  readonly id: number;
  readonly message: string;
  readonly options: NoticeOptions;
}

/** Short messages at the bottom, read out by screen readers. They wait while the pointer or the focus is on them. */
@customElement('ik-notices')
@localized()
export class IkNotices extends LitElement {
  static override styles = [controls, styles];

  @state() private _notices: readonly Notice[] = [];
  /** Kept: it may lie in a dialog. */
  @query('.stack', true) private _stack!: HTMLElement;
  private _timers = new Map<number, ReturnType<typeof setTimeout>>();
  private _nextId = 1;
  private _layer: Promise<void> | undefined;
  /** Shown anew each time: the last popover lies on top. */
  private _raise = () => {
    if (this._stack.matches(':popover-open')) this._stack.hidePopover();
    this._stack.showPopover();
  };

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._stopTimers();
  }

  /** Shows a message. @returns takes it away again. */
  async show(message: string, options: NoticeOptions = {}): Promise<() => void> {
    const notice = { id: this._nextId++, message, options };
    await this.updateComplete;
    this._raise();
    this._layer ??= import('./notice-layer.js').then(
      ({ keepAbove }) => {
        this._raise = keepAbove(this.renderRoot as ShadowRoot, this._stack);
        this._raise();
      },
      () => {},
    ); // they lie above what was there before them
    this._notices = [...this._notices, notice].slice(-MOST_SHOWN);
    this._startTimers();
    return () => this._dismiss(notice);
  }

  /** Takes back the latest command that can be. @returns false when there is none. */
  undoLatest(): boolean {
    const notice = this._notices.findLast(({ options }) => options.undo);
    if (notice) void this.undo(notice.options.undo!);
    return notice !== undefined;
  }

  private _startTimers() {
    this._stopTimers();
    for (const notice of this._notices) {
      if (notice.options.lasting || notice.options.kind === 'error') continue;
      this._timers.set(
        notice.id,
        setTimeout(() => this._dismiss(notice), notice.options.milliseconds ?? SHOWN_MS),
      );
    }
  }

  private _stopTimers() {
    for (const timer of this._timers.values()) clearTimeout(timer);
    this._timers.clear();
  }

  private _dismiss(notice: Notice) {
    clearTimeout(this._timers.get(notice.id));
    this._timers.delete(notice.id);
    this._notices = this._notices.filter(({ id }) => id !== notice.id);
  }

  /** Takes something back, whether its message is still shown or not. */
  async undo(undo: () => Promise<void>) {
    const notice = this._notices.find(({ options }) => options.undo === undo);
    if (notice) this._dismiss(notice);
    try {
      await undo();
      this.dispatchEvent(new UndoneEvent(undo));
      await this.show(msg('Undone.'));
    } catch (error) {
      await this.show(describeError(error), { kind: 'error' });
    }
  }

  private _act(notice: Notice) {
    this._dismiss(notice);
    notice.options.action?.run();
  }

  private _onFocusOut = (event: FocusEvent) => {
    if (!this._stack.contains(event.relatedTarget as Node | null)) this._startTimers();
  };

  private _notice = (notice: Notice) => html`<div class="notice ${notice.options.kind ?? 'info'}" part="notice">
    <span class="message">${notice.message}</span>
    ${notice.options.action ? html`<button type="button" @click=${() => this._act(notice)}>${notice.options.action.label}</button>` : nothing}
    ${notice.options.undo ? html`<button type="button" @click=${() => this.undo(notice.options.undo!)}>${msg('Undo')}</button>` : nothing}
    <button type="button" class="close" aria-label=${msg('Dismiss')} @click=${() => this._dismiss(notice)}>${icon(closeIcon)}</button>
  </div>`;

  protected override render() {
    const isError = ({ options }: Notice) => options.kind === 'error';
    const list = (notices: readonly Notice[]) => repeat(notices, ({ id }) => id, this._notice);
    // Polite and urgent ones are read out by regions of their own, which exist before the first message.
    return html`<div
      class="stack"
      popover="manual"
      @pointerenter=${this._stopTimers}
      @pointerleave=${this._startTimers}
      @focusin=${this._stopTimers}
      @focusout=${this._onFocusOut}
    >
      <div class="regions" role="status">${list(this._notices.filter((notice) => !isError(notice)))}</div>
      <div class="regions" role="alert">${list(this._notices.filter(isError))}</div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-notices': IkNotices;
  }
}
