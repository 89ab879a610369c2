import { isUnreadTarget, type MailActions } from './mail-actions.js';
import type { MailState } from './mail-state.js';

/** Marks what is looked at as read, once for each time it is opened. */
export class ReadOpened {
  private _seen = '';

  constructor(
    private readonly _state: MailState,
    private readonly _actions: MailActions,
  ) {}

  /** Another message may be open, or its thread be here now. */
  look() {
    const { thread, route } = this._state;
    if (route.emailId === undefined) this._seen = '';
    if (thread === undefined || route.emailId === undefined || this._seen === route.emailId) return;
    this._seen = route.emailId;
    const unread = thread.filter(isUnreadTarget);
    if (unread.length > 0) void this._actions.setKeyword(unread, '$seen', true, true);
  }
}
