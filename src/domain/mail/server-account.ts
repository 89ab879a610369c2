// Accounts of mail servers: what a person types to add one.
import type { MailServerProblem } from './server-problem.js';

/** How one signs in: a password (Basic), or a token that a provider gives out for apps (Bearer). */
export type MailSignIn = 'password' | 'token';

export interface NewMailAccount {
  /** As a person types it. */
  readonly address: string;
  /** Address of the server, or of the gateway before one; '' looks for it by the address. */
  readonly server: string;
  /** '' is the address. */
  readonly user: string;
  readonly signIn: MailSignIn;
  readonly secret: string;
}

/** The account that was made, or why not. */
export type MailAccountAdded = { readonly accountId: string } | { readonly problem: MailServerProblem };

/** Something like `ann@example.org`: whether one can look for a server by it. */
export function isMailAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text.trim()) && text.length <= 254;
}
