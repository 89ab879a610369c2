import type { Services } from '../../../app/services.js';
import type { MailTemplate } from '../../../domain/mail/compose/mail-texts.js';
import { showDialog } from '../../account/account-dialog.js';
import type { ComposeDraft } from '../compose/compose-draft.js';
import './ik-templates.js';
import { templateContent } from './template-content.js';

/**
 * Shows the person's templates, over whatever is there.
 *
 * @param root - Of the element that asks: focus goes back into it.
 * @param draft - What is being written, which can be kept as one; without it they are looked after.
 * @returns the one to be put in; `undefined` for none
 */
export async function openTemplates(
  root: ShadowRoot,
  services: Services,
  draft?: ComposeDraft,
): Promise<MailTemplate | undefined> {
  const dialog = document.createElement('ik-templates');
  dialog.services = services;
  if (draft !== undefined) dialog.written = templateContent(draft);
  return (await showDialog(root, dialog)).result;
}
