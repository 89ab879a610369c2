// The way to the windows that mail is written in: from mail, from links, from anywhere in the app.

import { readMailLink } from '../../../domain/mail/compose/mail-link.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import type { ComposeRequest } from './compose-request.js';
import type { IkComposeDock } from './ik-compose-dock.js';

/**
 * Writes what a mail link asks for; without an account to send from it is the system's to do that.
 *
 * @param options.here - The system has given it to us: it is written here, whatever there is to send from.
 */
export async function openMailLink(
  from: HTMLElement,
  href: string,
  { here = false }: { readonly here?: boolean } = {},
): Promise<void> {
  const link = readMailLink(href);
  if (link === undefined) return;
  const { to, cc, subject, body } = link;
  await openCompose(from, { kind: 'new', to, cc, subject, text: body, ...(!here && { href }) });
}

/**
 * Opens a window to write in, above whatever is shown; the code for it comes with the first one.
 *
 * @param from - Anything in the app: the windows are put where they outlive it.
 */
export async function openCompose(from: HTMLElement, request: ComposeRequest): Promise<void> {
  try {
    await import('./ik-compose-dock.js');
    const app = document.querySelector<HTMLElement>('ik-app') ?? document.body;
    let dock = app.querySelector<IkComposeDock>('ik-compose-dock');
    if (dock === null) {
      dock = document.createElement('ik-compose-dock');
      app.append(dock);
    }
    await dock.open(request);
  } catch (error) {
    from.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
  }
}
