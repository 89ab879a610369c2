// Where a provider's mail servers are.

/** How a connection is encrypted: from its first byte, or after a word in the clear. Never not at all. */
export type Tls = 'implicit' | 'starttls';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly tls: Tls;
}

export interface MailServer {
  /** What it is called in addresses of the gateway: `[a-z0-9.-]+`. */
  readonly key: string;
  readonly imap: Endpoint;
  /** Without one, nothing is sent. */
  readonly smtp?: Endpoint;
  /** Without one, no rules and no vacation answers. */
  readonly sieve?: Endpoint;
  /** Lower case. Whose address ends with one of these, and names no server, belongs here. */
  readonly domains: readonly string[];
}
