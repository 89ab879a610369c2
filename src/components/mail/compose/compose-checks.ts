// What is looked at before a message goes out (rule MC6).
import { mentionsAttachment } from '../../../domain/mail/compose/attachment-words.js';
import type { ComposeDraft } from './compose-draft.js';

/** In the order they are asked about. */
export type ComposeConcern = 'subject' | 'attachment';

export function composeConcerns(draft: ComposeDraft): readonly ComposeConcern[] {
  const hasFile = draft.files.some(({ cid }) => cid === undefined);
  const speaks = mentionsAttachment(`${draft.subject}\n${draft.text}`);
  return [
    ...(draft.subject.trim() === '' ? (['subject'] as const) : []),
    // A subject of an answer was written by somebody else.
    ...(!hasFile && speaks && (draft.quote === undefined || mentionsAttachment(draft.text))
      ? (['attachment'] as const)
      : []),
  ];
}
