// The address book beside the fields of people.
import { withoutRepeats } from '../../../domain/mail/compose/typed-recipients.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import type { ComposeTarget } from '../compose/compose-target.js';

export type RecipientField = 'to' | 'cc' | 'bcc';

/** Opens it, and puts whoever was chosen into a field. @returns the field; `undefined` when nobody was chosen */
export async function pickAddresses(target: ComposeTarget, field: RecipientField): Promise<RecipientField | undefined> {
  const { host, services, draft } = target;
  if (services === undefined || host.shadowRoot === null) return undefined;
  try {
    await import('./ik-address-picker.js');
    const { showDialog } = await import('../../account/account-dialog.js');
    const dialog = document.createElement('ik-address-picker');
    dialog.services = services;
    dialog.field = field;
    dialog.taken = [...draft.to, ...draft.cc, ...draft.bcc].map(({ email }) => email.toLowerCase());
    const { result } = await showDialog(host.shadowRoot, dialog);
    if (result === undefined) return undefined;
    const before = target.draft[result.field];
    target.change({ [result.field]: [...before, ...withoutRepeats(result.people, before)] });
    return result.field;
  } catch (error) {
    host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    return undefined;
  }
}
