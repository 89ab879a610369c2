// How much mail is unread, on the icon of the installed app (Badging API). Loaded when the first view is there.
import type { Services } from '../../app/services.js';
import type { Mailbox } from '../../domain/mail/mailbox.js';
import type { Settings } from '../../domain/settings/settings.js';
import { isMailUsed, MAIL_USED } from './unread-controller.js';

/** The parts of `navigator` that draw on the app's icon. */
export interface IconBadge {
  setAppBadge(count: number): Promise<void>;
  clearAppBadge(): Promise<void>;
}

/** Unread messages in all inboxes. */
export const unreadIn = (mailboxes: readonly Mailbox[]): number =>
  mailboxes.reduce((sum, { role, unreadEmails }) => (role === 'inbox' ? sum + unreadEmails : sum), 0);

/** @returns `undefined` where the system has no badges. */
export const iconBadge = (): IconBadge | undefined =>
  'setAppBadge' in navigator && 'clearAppBadge' in navigator ? navigator : undefined;

/**
 * Keeps the icon in step with the inboxes, unless the person has switched that off. Mail is not started for it before it has been
 * used on this device.
 *
 * @returns stops it, and leaves the icon as it is.
 */
export function showAppBadge(
  { mail, settings }: Pick<Services, 'mail' | 'settings'>,
  badge: IconBadge | undefined = iconBadge(),
): () => void {
  if (badge === undefined) return () => {};
  let isOn = true;
  let unread: number | undefined;
  let shown: number | undefined;
  let mailboxes: { unsubscribe(): void } | undefined;
  const draw = () => {
    const count = isOn ? unread : 0;
    if (count === undefined || count === shown) return;
    shown = count;
    // A system that refuses has no badge: nothing that a person could do about it.
    (count === 0 ? badge.clearAppBadge() : badge.setAppBadge(count)).catch(() => {});
  };
  const look = () => {
    if (mailboxes !== undefined || !isMailUsed()) return;
    mailboxes = mail.watchMailboxes().subscribe({
      next(all) {
        unread = unreadIn(all);
        draw();
      },
      error: () => {}, // the next start asks again
    });
  };
  const choices = settings.watch().subscribe({
    next({ appBadge }: Settings) {
      isOn = appBadge;
      if (isOn) look();
      draw();
    },
    error: () => {},
  });
  window.addEventListener(MAIL_USED, look);
  return () => {
    window.removeEventListener(MAIL_USED, look);
    choices.unsubscribe();
    mailboxes?.unsubscribe();
  };
}
