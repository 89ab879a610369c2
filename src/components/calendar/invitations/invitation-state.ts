// Where the looking at one message stands, and what can be done with it.
import type { InvitationView, OutgoingMessage } from '../../../app/services.js';
import type { Answer } from '../../../domain/calendar/itip/answer.js';

export type InvitationStep =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'view'; readonly view: InvitationView; readonly error?: unknown }
  /** Carried out; what is to be told to others. */
  | { readonly kind: 'done'; readonly text: string; readonly messages: readonly OutgoingMessage[] };

/** Can the organiser be answered? Of what is cancelled, published or not sound there is nothing to answer. */
export function canAnswer({ kind, verdict, organizer, method, isTask }: InvitationView): boolean {
  const asks = kind === 'invitation' || kind === 'update';
  return asks && method !== 'PUBLISH' && verdict !== 'refuse' && organizer !== undefined && !isTask;
}

/** Whose answer it is: one's address in the event, or the first of one's own. */
export function addressOf(view: InvitationView, own: readonly string[], chosen: string): string {
  return view.me ?? (chosen || own[0] || '');
}

export const answers: readonly Answer[] = ['ACCEPTED', 'TENTATIVE', 'DECLINED'];

/** A mail address as typed becomes a calendar address; '' when it is none. */
export function typedAddress(text: string): string {
  const plain = text.trim().replace(/^mailto:/i, '');
  return /^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(plain) ? `mailto:${plain}` : '';
}
