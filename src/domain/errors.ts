/** What can go wrong in a way somebody can do something about. Views translate the code. */
export type ProblemCode =
  | 'input/empty'
  | 'input/too-large'
  | 'input/wrong-kind'
  | 'input/truncated'
  | 'input/limit'
  | 'input/encoding'
  | 'ics/syntax'
  | 'ics/value'
  /** Kept, though nothing says on which day it is. */
  | 'ics/start'
  /** Kept under a UID made for it: it has none, or another's. */
  | 'ics/uid'
  /** Of two versions, or two that are alike, one was taken. */
  | 'ics/duplicate'
  | 'ics/zone'
  /** Kept; its times float, as nothing says what the name of their zone means. */
  | 'ics/no-zone'
  | 'vcard/syntax'
  | 'vcard/value'
  | 'csv/syntax'
  | 'csv/row'
  | 'csv/columns'
  | 'invite/refused'
  | 'slot/taken'
  | 'store/quota'
  | 'store/closed'
  | 'store/not-found'
  | 'store/failed'
  | 'store/read-only'
  | 'net/offline'
  | 'net/unreachable'
  | 'net/forbidden'
  | 'net/status'
  | 'net/insecure'
  | 'net/timeout'
  /** The relay cannot be reached now. */
  | 'sync/offline'
  /** There is no account on this device, or there is one already. */
  | 'sync/account'
  /** The relay, or the rules, said no: `detail.refusal` is the protocol's word (docs/sync-protocol.md §9). */
  | 'sync/refused'
  /** A code, words or a link that are not right, used up, or too old: `detail.why`. */
  | 'sync/code'
  /** Nobody here has that address. */
  | 'sync/nobody'
  /** One cannot share with oneself. */
  | 'sync/self'
  /** Nothing is shared before the person has shown that they have the words of their recovery key. */
  | 'sync/recovery'
  /** This browser cannot keep the keys an account needs. */
  | 'sync/browser'
  /** Keys are locked away. */
  | 'sync/locked'
  /** A backup file is not taken: `detail.why` (domain/backup). */
  | 'backup/refused'
  | 'worker/crashed'
  | 'worker/timeout'
  | 'cancelled';

export type Detail = Readonly<Record<string, string | number>>;

/** A failure somebody can do something about. `message` is for developers, `code` for everything else. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly detail: Detail = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Bad input that was met and survived: reported as data, next to what was good. */
export interface Problem {
  readonly code: ProblemCode;
  /** 1-based line of the input. */
  readonly line?: number;
  /** The offending text: a line at most 200 characters of it, a component at most 10 000. */
  readonly text?: string;
  /** For developers, in English. */
  readonly message: string;
}
