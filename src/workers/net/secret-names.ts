/** Names of secrets (`SecretStore`). */
export const secretNames = {
  /** The device's X25519 secret key. */
  deviceSeal: 'device-seal',
  /** What the recovery key's words say, until the person has shown that they have them. */
  recovery: 'recovery',
} as const;
