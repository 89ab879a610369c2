import { msg } from '@lit/localize';
import type { Done, OutgoingMessage } from '../../../app/services.js';
import { NoticeEvent, type NoticeOptions } from '../../shared/notice-event.js';

/** The outermost element around one: its dialogs find everything an app provides. */
function outermost(element: HTMLElement): HTMLElement {
  let host = element;
  for (;;) {
    const root = host.getRootNode();
    if (!(root instanceof ShadowRoot) || !(root.host instanceof HTMLElement)) return host;
    host = root.host;
  }
}

/** Shows what is to be told to others, over the page that an element is in. @returns whether something was taken out. */
export async function openOutgoing(element: HTMLElement, messages: readonly OutgoingMessage[]): Promise<boolean> {
  const host = outermost(element);
  await import('./ik-outgoing-dialog.js');
  const dialog = Object.assign(document.createElement('ik-outgoing-dialog'), { messages });
  (host.shadowRoot ?? host).append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('ik-close', () => {
      dialog.remove();
      resolve(dialog.told);
    });
  });
}

type Tellable = Pick<Done, 'messages' | 'takeBack'>;

/** What a notice offers after an edit that others should hear of; nothing when nobody should. */
export function tellOthers(element: HTMLElement, done: Tellable): NoticeOptions {
  const { messages = [] } = done;
  const [first] = messages;
  if (first === undefined) return {};
  const host = outermost(element);
  const label = first.method === 'REPLY' ? msg('Tell the organiser') : msg('Tell the guests');
  return { lasting: true, action: { label, run: () => void tell(host, done, messages) } };
}

/** Once others know of it, taking it back is something to tell them, too (IT50). */
async function tell(host: HTMLElement, { takeBack }: Tellable, messages: readonly OutgoingMessage[]): Promise<void> {
  if (!(await openOutgoing(host, messages)) || takeBack === undefined) return;
  const undo = async () => {
    const news = await takeBack();
    if (news.length > 0) void openOutgoing(host, news);
  };
  host.dispatchEvent(new NoticeEvent(msg('The others are told. If you undo it, tell them that, too.'), { undo }));
}
