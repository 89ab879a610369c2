import type { AccountState } from '../protocol/fold-state.js';

/** @returns The id of the account's present recovery key, hexadecimal. */
export const recoveryKeyOf = ({ devices }: AccountState): string | undefined =>
  Object.entries(devices).find(([, { kind, revoked }]) => kind === 0 && !revoked)?.[0];
