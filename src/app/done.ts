// What every command answers with.
import type { OutgoingMessage } from '../domain/calendar/itip/outgoing.js';

/** A command's answer: it is durable on this device, and can be taken back. */
export interface Done {
  /** Takes the command back by a new edit. */
  undo(): Promise<void>;
  /** The same when others have been told of it already. @returns what they should be told now. */
  takeBack?(): Promise<readonly OutgoingMessage[]>;
  /** What the guests, or the organiser, should be told of it. */
  readonly messages?: readonly OutgoingMessage[];
}
