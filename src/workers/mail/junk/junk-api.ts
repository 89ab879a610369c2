// The mail worker's surface for the junk filter, without the worker: tests run it in their own thread.
import type { MailStore } from '../../../store/mail/mail-store.js';
import { toStoreError } from '../../../store/store-errors.js';
import type { MailJunkApi } from '../../mail-junk.api.js';
import { emailNumber } from '../email-rows.js';
import type { MailJunk } from './mail-junk.js';

/** Every call waits until `ready`, and its failures are AppErrors. */
export function createJunkApi(store: MailStore, junk: MailJunk, ready: Promise<unknown>): MailJunkApi {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      await ready;
      return await work();
    } catch (error) {
      throw toStoreError(error);
    }
  };
  return {
    junkState: () => guarded(junk.state),
    setJunkFilter: (isOn) => guarded(() => junk.setOn(isOn)),
    junkReasons: (emailId) =>
      guarded(async () => {
        const email = emailNumber(store, emailId);
        return email === 0 ? [] : junk.reasons(email);
      }),
    forgetJunk: () => guarded(junk.forget),
    rememberJunk: (examples) => guarded(() => junk.remember(examples)),
  };
}
