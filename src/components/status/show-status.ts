// The person's status in the app: their face in the rail, commands, and how others are on faces. Loaded after the first view.
import { msg } from '@lit/localize';
import { html } from 'lit';
import dndIcon from 'lucide-static/icons/bell-off.svg?raw';
import statusIcon from 'lucide-static/icons/smile-plus.svg?raw';
import type { Command, CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { noStatus, type Status, statusAt } from '../../domain/status/status.js';
import { saysSomething, statusEnd } from '../../domain/status/status-rules.js';
import { systemClock } from '../../domain/time/clock.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import './ik-status.js';
import { knowPeople } from './known-statuses.js';
import { statusWords } from './status-texts.js';

export interface StatusHost extends HTMLElement {
  readonly services: Services | undefined;
  readonly display: DisplaySettings;
  readonly commands: CommandRegistry;
  requestUpdate(): void;
}

/** Timers that are set further ahead run at once (HTML, 32 bits): looked at again then. */
const FAR_MS = 86_400_000;

export class StatusOfPerson {
  private _status = noStatus;
  private _name = '';
  private _accountName = '';
  private _hasAccount = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly _app: StatusHost,
    private readonly _services: Services,
  ) {
    const error = () => {}; // as it was
    _services.settings.watch().subscribe({
      next: ({ status, personName }) => {
        this._status = status;
        this._name = personName;
        this._draw();
      },
      error,
    });
    _services.account.watch().subscribe({
      next: (account) => {
        this._hasAccount = account !== undefined;
        this._accountName = account?.name ?? '';
        this._draw();
      },
      error,
    });
    _services.sharing.watchPeople().subscribe({ next: knowPeople, error });
    _app.commands.add(this._list());
    window.addEventListener('lit-localize-status', () => _app.commands.add(this._list()));
  }

  /** Drawn again when it is over. */
  private _draw() {
    clearTimeout(this._timer);
    this._app.requestUpdate();
    const left = this._now.until - systemClock.now();
    if (this._now.until !== 0) this._timer = setTimeout(() => this._draw(), Math.min(left, FAR_MS));
  }

  private get _now(): Status {
    return statusAt(this._status, systemClock.now());
  }

  private _list(): readonly Command[] {
    const group = msg('General');
    return [
      { id: 'shell.status', title: msg('Your status'), group, icon: statusIcon, run: () => void this.open() },
      {
        id: 'shell.dnd',
        title: msg('Do not disturb for an hour, or again'),
        group,
        icon: dndIcon,
        run: () => void this._toggleQuiet(),
      },
    ];
  }

  private async _toggleQuiet() {
    const before = this._status;
    const isQuiet = this._now.presence === 'dnd';
    const { timeZone, firstDay } = this._app.display;
    const until = statusEnd('hour', systemClock.now(), timeZone, firstDay);
    const status: Status = isQuiet ? noStatus : { presence: 'dnd', emoji: '', text: '', until };
    try {
      await this._services.settings.update({ status });
      const message = isQuiet ? msg('You are online again.') : msg('Nothing disturbs you for an hour.');
      const undo = () => this._services.settings.update({ status: before });
      this._app.dispatchEvent(new NoticeEvent(message, { undo }));
    } catch (error) {
      this._fail(error);
    }
  }

  private _fail = (error: unknown) => this._app.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));

  /** Shows the form. */
  open = async (): Promise<void> => {
    try {
      await import('./ik-status-dialog.js');
    } catch (error) {
      this._fail(error);
      return;
    }
    const dialog = Object.assign(document.createElement('ik-status-dialog'), {
      services: this._services,
      display: this._app.display,
      status: this._status,
      shared: this._hasAccount,
    });
    dialog.addEventListener('ik-close', () => dialog.remove());
    this._app.shadowRoot?.append(dialog);
  };

  /** At the foot of the rail. */
  person() {
    return html`<ik-status .name=${this._accountName || this._name} .status=${this._now} @ik-status-open=${this.open}></ik-status>`;
  }

  /** Behind *More* of phones. */
  get more() {
    const label = msg('Your status');
    const said = saysSomething(this._now) ? `${label}: ${statusWords(this._now)}` : label;
    return [{ id: 'status', label: said, icon: statusIcon }];
  }
}
