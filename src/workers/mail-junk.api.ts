// What the mail worker does with the junk filter of this device (docs/rules/mail-junk.md).
import type { JunkExampleRecord } from '../store/mail/records.js';

/** The filter, and how many examples of each kind it has learned from. */
export interface JunkState {
  readonly isOn: boolean;
  /** It has learned enough to put mail aside. */
  readonly isReady: boolean;
  readonly junk: number;
  readonly good: number;
}

/** Calls reject with AppError `store/*`. */
export interface MailJunkApi {
  junkState(): Promise<JunkState>;
  setJunkFilter(isOn: boolean): Promise<void>;
  /** What speaks for junk in a message, the strongest first; nothing where the filter does not think it is. */
  junkReasons(emailId: string): Promise<readonly string[]>;
  /** @returns what it had learned. */
  forgetJunk(): Promise<readonly JunkExampleRecord[]>;
  /** Takes that back. */
  rememberJunk(examples: readonly JunkExampleRecord[]): Promise<void>;
}
