// What of a message is kept as a template: its own text, without signature, quote, pictures and files.
import type { MailTemplate } from '../../../domain/mail/compose/mail-texts.js';
import type { ComposeDraft } from '../compose/compose-draft.js';
import { oneLine } from '../compose/compose-draft.js';
import { editorFragment, SIGNATURE_CLASS, textOfNodes } from '../compose/editor-html.js';

export type TemplateContent = Pick<MailTemplate, 'subject' | 'html' | 'text'>;

export function templateContent(draft: Pick<ComposeDraft, 'subject' | 'isPlain' | 'html' | 'text'>): TemplateContent {
  const subject = oneLine(draft.subject);
  if (draft.isPlain) return { subject, html: '', text: withoutSignature(draft.text) };
  const holder = document.implementation.createHTMLDocument('').createElement('div');
  holder.append(holder.ownerDocument.importNode(editorFragment(draft.html), true));
  for (const signature of holder.querySelectorAll(`.${SIGNATURE_CLASS}`)) signature.remove();
  // What stands empty above a signature and below the text is no part of it.
  while (holder.lastElementChild !== null && isEmpty(holder.lastElementChild)) holder.lastElementChild.remove();
  return { subject, html: holder.innerHTML, text: textOfNodes(holder).trim() };
}

const isEmpty = (element: Element) => element.textContent?.trim() === '' && element.localName !== 'hr';

function withoutSignature(text: string): string {
  const at = text.search(/\n-- \n/);
  return (at === -1 ? text : text.slice(0, at)).trim();
}
