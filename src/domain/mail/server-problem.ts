// Why a mail server cannot be used now, and what helps: the person, time, or nothing.

export type MailServerProblemKind =
  /** The password or token is not right, or not any more (401, 403). */
  | 'credentials'
  /** This device has no network. */
  | 'offline'
  /** No connection: nobody there, a certificate that has expired or is for another name, or no leave for this site (CORS). */
  | 'unreachable'
  /** It is there, but does not let web apps of other sites use it (CORS). */
  | 'forbidden'
  | 'timeout'
  /** Too many requests; `retryAt` says when it goes on. */
  | 'rate'
  /** It has trouble of its own (5xx), or refuses in another way. */
  | 'status'
  /** What it answers is no JMAP, or more than is read. */
  | 'answer'
  /** The address is not encrypted. */
  | 'insecure'
  /** The server names another place, `elsewhere`, that the password would be sent to: the person decides. */
  | 'elsewhere'
  /** There is no JMAP at this address. */
  | 'not-found'
  /** The person has no mail account there. */
  | 'no-mail'
  /** The password cannot be read on this device: keys are locked away, or lost. */
  | 'locked';

export interface MailServerProblem {
  readonly kind: MailServerProblemKind;
  /** Name of the server, with its port where it is not the usual one. */
  readonly host: string;
  /** HTTP status. */
  readonly status?: number;
  /** Epoch ms. */
  readonly retryAt?: number;
  /** Address that it names. */
  readonly elsewhere?: string;
}

/** Whether trying again by itself may help; otherwise the person has to do something first. */
export const passesByItself = ({ kind }: MailServerProblem): boolean =>
  kind === 'offline' ||
  kind === 'unreachable' ||
  kind === 'timeout' ||
  kind === 'rate' ||
  kind === 'status' ||
  kind === 'answer';

/** How mail of an account stands, for people. */
export interface MailAccountState {
  readonly accountId: string;
  readonly phase: 'connecting' | 'fetching' | 'ready' | 'waiting' | 'stopped';
  /** What is wrong, in `waiting` (it goes on by itself) and `stopped` (it does not). */
  readonly problem?: MailServerProblem;
  /** Of `fetching`: how many messages of how many are listed; `total` 0 while it is not known. */
  readonly done?: number;
  readonly total?: number;
  /** Of what a server lets everybody use. */
  readonly quota?: MailQuota;
  /** Whether changes come by themselves; else the server is asked now and then. */
  readonly isLive?: boolean;
  /** When everything was in step last, epoch ms. */
  readonly syncedAt?: number;
}

/** `Quota` of RFC 9425, octets. */
export interface MailQuota {
  readonly used: number;
  readonly limit: number;
}
