// What is asked of the documents' history.
import type { DifferenceSlice, HistoryPage, PropertyChange } from '../domain/history/history.js';
import type { ItemRef } from '../domain/items/item.js';

/** What is asked of the documents' history: nothing is written. */
export type Question =
  /** From this shard on, as many as a moment allows. @see DifferenceSlice */
  | { readonly type: 'differences'; readonly collectionId: string; readonly time: number; readonly from: number }
  /** One item then and now. */
  | { readonly type: 'difference'; readonly ref: ItemRef; readonly time: number }
  | { readonly type: 'history'; readonly ref: ItemRef; readonly skip: number };

/** What each is answered with. */
export interface Answers {
  readonly differences: DifferenceSlice;
  readonly difference: readonly PropertyChange[];
  readonly history: HistoryPage;
}

export type Answer = Answers[keyof Answers];

export function isQuestion<C extends { readonly type: string }>(command: C | Question): command is Question {
  return command.type === 'differences' || command.type === 'difference' || command.type === 'history';
}
