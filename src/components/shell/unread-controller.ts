import { msg, str } from '@lit/localize';
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Services } from '../../app/services.js';
import type { Mailbox } from '../../domain/mail/mailbox.js';
import { LiveController } from '../shared/live-controller.js';

/** Kept, and an event of the window, once the person uses mail: until then nothing of it is started. */
export const MAIL_USED = 'ik-mail-used';
/** Longer than the first view takes to be drawn. */
const LATER_MS = 2500;

/** How many messages wait in all inboxes, asked for when the first view is there. */
export class UnreadController implements ReactiveController {
  private readonly _mailboxes: LiveController<readonly Mailbox[]>;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _wanted = false;

  constructor(host: ReactiveControllerHost, services: () => Services | undefined) {
    host.addController(this);
    this._mailboxes = new LiveController(host, () => (this._wanted ? services()?.mail.watchMailboxes() : undefined));
  }

  hostConnected() {
    window.addEventListener(MAIL_USED, this._look);
    this._timer = setTimeout(this._look, LATER_MS);
  }

  hostDisconnected() {
    window.removeEventListener(MAIL_USED, this._look);
    clearTimeout(this._timer);
  }

  private _look = () => {
    if (this._wanted || !isMailUsed()) return;
    this._wanted = true;
    this._mailboxes.refresh();
  };

  badge(locale: string) {
    const inboxes = (this._mailboxes.value ?? []).filter(({ role }) => role === 'inbox');
    const count = inboxes.reduce((sum, { unreadEmails }) => sum + unreadEmails, 0);
    if (count === 0) return nothing;
    const shown = count > 999 ? '999+' : count.toLocaleString(locale);
    return html`<span class="badge" aria-label=${msg(str`${shown} unread`)} role="img">${shown}</span>`;
  }
}

/** Whether somebody has used mail on this device. */
export function isMailUsed(): boolean {
  try {
    return localStorage.getItem(MAIL_USED) !== null;
  } catch {
    return false; // storage is blocked
  }
}
