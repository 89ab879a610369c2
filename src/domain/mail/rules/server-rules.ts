// How an account's server stands to its rules.
import type { Vacation } from './vacation.js';

/** Why rules are not as they should be at the server. */
export interface ServerRulesProblem {
  readonly kind: /** It lacks extensions of Sieve, named in `text`: the rules run on this device. */
    | 'extensions'
    /** It refused the script; `text` is what it said. */
    | 'refused'
    /** Rules there were written by another device, later than those here. */
    | 'newer';
  readonly text: string;
}

export interface ServerRules {
  /** Who looks at mail that comes: the server, also while all devices are off, or this device. */
  readonly at: 'device' | 'server';
  /** Whether it takes scripts at all, can send mail on, and answers while one is away. */
  readonly hasScripts: boolean;
  readonly canForward: boolean;
  readonly hasVacation: boolean;
  /** Whether it can answer some people otherwise than others. */
  readonly hasAudiences?: boolean;
  /** The person's own script, which goes on after these rules. */
  readonly include?: string;
  readonly problem?: ServerRulesProblem;
  /** Of the answer while one is away, as far as the server was asked. */
  readonly away?: Pick<Vacation, 'isOn' | 'from' | 'to'>;
}
