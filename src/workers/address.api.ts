/** A fact about this device: an address of the account is somebody else's at the relay. */
export const ADDRESS_LOST = 'addressLost';

/** The person's address at the relay, by which others find them. Both reject with `sync/*`. */
export interface AddressRequests {
  /** Has a code sent to an address. */
  readonly sendAddressCode: { readonly ask: { readonly address: string }; readonly answer: undefined };
  /** The code that came: from now on the address is this account's. */
  readonly proveAddress: {
    readonly ask: { readonly address: string; readonly code: string };
    readonly answer: undefined;
  };
}
