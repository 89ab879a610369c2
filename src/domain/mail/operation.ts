// What a person did that a server is still to be told (docs/decisions/0012).

/** A message's mailboxes and keywords. */
export interface RemoteState {
  readonly mailboxIds: readonly string[];
  readonly keywords: readonly string[];
}

/** One message, or mailbox, of this device each time; to carry it out twice changes nothing. */
export type MailOperationChange =
  | {
      readonly type: 'setKeywords';
      readonly emailIds: readonly string[];
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | {
      readonly type: 'place';
      readonly places: readonly {
        readonly emailId: string;
        readonly add: readonly string[];
        readonly remove: readonly string[];
      }[];
    }
  | {
      readonly type: 'destroy';
      readonly emailIds: readonly string[];
      /** The message that it is now in another account: the server is not told before that one is where it goes (rule ML11). */
      readonly movedTo?: string;
    }
  | {
      readonly type: 'createMailbox';
      readonly mailboxId: string;
      readonly name: string;
      readonly parentId: string | null;
    }
  | {
      readonly type: 'updateMailbox';
      readonly mailboxId: string;
      readonly name?: string;
      readonly parentId?: string | null;
      readonly sortOrder?: number;
    }
  | { readonly type: 'destroyMailbox'; readonly mailboxId: string }
  /**
   * A message made here: imported to the server with its bytes and as it was then; with `submit` it is sent. Until it is settled
   * it can be taken back by the store: then it is not among the operations any more.
   */
  | {
      readonly type: 'upload';
      readonly emailId: string;
      /** Of this device; where it is now. A message that is sent is in drafts (or scheduled) until it is. */
      readonly mailboxIds: readonly string[];
      readonly keywords: readonly string[];
      /** Epoch ms. */
      readonly receivedAt: number;
      /** Without brackets. By it the client finds out whether the server has the message already. */
      readonly messageId: string;
      readonly submit?: MailSubmission;
      /** Of a message of another account: when it is refused, the copy goes. */
      readonly isCopy?: boolean;
      /** Epoch ms; the server is not told before: a draft that is being written is soon another one. */
      readonly holdUntil?: number;
      /** Of this device alone: where the message is shown, whatever the server has, until it is sent. */
      readonly shownIn?: string;
    }
  /** Takes back what the server holds until `sendAt`: it is a draft again. Refused when it is too late. */
  | {
      readonly type: 'cancelSend';
      readonly emailId: string;
      /** Where it was handed over; '' where the server did not say. */
      readonly submissionId: string;
      /** Epoch ms. */
      readonly sendAt: number;
      readonly draftsMailboxId: string;
      /** Where it goes when it was sent before it could be taken back. */
      readonly sentMailboxId: string;
    };

/** What of it waits, as people count it. */
export type MailOperationKind = MailOperationChange['type'];

/** How a message is sent (`EmailSubmission` of RFC 8621 §7). */
export interface MailSubmission {
  readonly identityId: string;
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  /** Epoch ms; not before then. The client holds it here, or gives it to the server where that can hold it. */
  readonly sendAt?: number;
  /** Of this device: where it goes once it is sent. */
  readonly sentMailboxId: string;
}

/**
 * A message as it is when the operations that wait are carried out on what the server has; `undefined` when it is destroyed.
 *
 * @param state - With mailboxes by ids of this device.
 */
export function applyOperations(
  state: RemoteState,
  emailId: string,
  operations: readonly MailOperationChange[],
): RemoteState | undefined {
  const mailboxIds = new Set(state.mailboxIds);
  const keywords = new Set(state.keywords);
  for (const change of operations) {
    if (change.type === 'destroy' && change.emailIds.includes(emailId)) return undefined;
    if (change.type === 'setKeywords' && change.emailIds.includes(emailId)) {
      for (const keyword of change.add) keywords.add(keyword);
      for (const keyword of change.remove) keywords.delete(keyword);
    }
    if (change.type === 'upload' && change.emailId === emailId && change.shownIn !== undefined) {
      mailboxIds.clear();
      mailboxIds.add(change.shownIn);
      keywords.delete('$draft');
    }
    if (change.type === 'cancelSend' && change.emailId === emailId) {
      mailboxIds.clear();
      mailboxIds.add(change.draftsMailboxId);
      keywords.add('$draft');
    }
    if (change.type !== 'place') continue;
    for (const place of change.places) {
      if (place.emailId !== emailId) continue;
      for (const id of place.add) mailboxIds.add(id);
      for (const id of place.remove) mailboxIds.delete(id);
    }
  }
  return { mailboxIds: [...mailboxIds], keywords: [...keywords] };
}

/** Ids of the messages an operation is about. */
export function emailsOfOperation(change: MailOperationChange): readonly string[] {
  switch (change.type) {
    case 'setKeywords':
    case 'destroy':
      return change.emailIds;
    case 'place':
      return change.places.map(({ emailId }) => emailId);
    case 'upload':
    case 'cancelSend':
      return [change.emailId];
    default:
      return [];
  }
}
