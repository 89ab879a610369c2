import { msg } from '@lit/localize';
import type { Done, OutgoingMessage } from '../../../app/services.js';
import type { NoticeOptions } from '../../shared/notice-event.js';

/** The outermost element around one: its dialogs find everything an app provides. */
function outermost(element: HTMLElement): HTMLElement {
  let host = element;
  for (;;) {
    const root = host.getRootNode();
    if (!(root instanceof ShadowRoot) || !(root.host instanceof HTMLElement)) return host;
    host = root.host;
  }
}

/** Shows what is to be told to others, over the page that an element is in. */
export async function openOutgoing(element: HTMLElement, messages: readonly OutgoingMessage[]): Promise<void> {
  const host = outermost(element);
  await import('./ik-outgoing-dialog.js');
  const dialog = Object.assign(document.createElement('ik-outgoing-dialog'), { messages });
  dialog.addEventListener('ik-close', () => dialog.remove());
  (host.shadowRoot ?? host).append(dialog);
}

/** What a notice offers after an edit that others should hear of; nothing when nobody should. */
export function tellOthers(element: HTMLElement, { messages = [] }: Pick<Done, 'messages'>): NoticeOptions {
  const [first] = messages;
  if (first === undefined) return {};
  const host = outermost(element);
  const label = first.method === 'REPLY' ? msg('Tell the organiser') : msg('Tell the guests');
  return { lasting: true, action: { label, run: () => void openOutgoing(host, messages) } };
}
