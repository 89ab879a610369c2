// A filter that learns from examples: Robinson's and Fisher's combination of what each clue says, as SpamBayes has it.
import type { JunkClue } from './junk-clues.js';
import type { JunkKind } from './junk-said.js';

/** Clues of one example, by their hashes. */
export interface JunkExample {
  readonly kind: JunkKind;
  readonly clues: Iterable<number>;
}

export interface JunkVerdict {
  /** 0: good for sure, 1: junk for sure; 0.5 when nothing is known. */
  readonly score: number;
  readonly isJunk: boolean;
  /** What speaks most for junk, the strongest first; words a person knows. */
  readonly reasons: readonly string[];
}

/** Examples of junk, and of good mail, before the filter says anything (rule MJ3). */
export const MIN_EXAMPLES: Readonly<Record<JunkKind, number>> = { junk: 10, good: 30 };
/** From this score on a message is junk. To put good mail aside is worse than to let junk through. */
const IS_JUNK = 0.95;
/** How much what was never seen counts, in examples, and what it is thought to be. */
const STRENGTH = 0.45;
const UNKNOWN = 0.5;
/** Clues that say nearly nothing are passed over; of those for junk, and of those for good mail, the strongest are looked at. */
const MIN_SAYS = 0.1;
const MAX_OF_KIND = 75;
const MAX_REASONS = 6;

export class JunkFilter {
  private readonly _examples = { junk: 0, good: 0 };
  /** By clue: examples of junk that have it, and of good mail. */
  private readonly _junk = new Map<number, number>();
  private readonly _good = new Map<number, number>();

  get examples(): Readonly<Record<JunkKind, number>> {
    return this._examples;
  }

  /** Whether there are examples enough to say anything. */
  get isReady(): boolean {
    return this._examples.junk >= MIN_EXAMPLES.junk && this._examples.good >= MIN_EXAMPLES.good;
  }

  /** @param by - 1; or -1, to forget one that was learned. */
  learn({ kind, clues }: JunkExample, by: 1 | -1 = 1): void {
    this._examples[kind] += by;
    const counts = kind === 'junk' ? this._junk : this._good;
    for (const clue of clues) {
      const count = (counts.get(clue) ?? 0) + by;
      if (count > 0) counts.set(clue, count);
      else counts.delete(clue);
    }
  }

  /** How likely a message with this clue is junk, drawn to the middle while few examples have it. Between 0 and 1, never either. */
  private _says(clue: number): number {
    const { junk, good } = this._examples;
    const inJunk = this._junk.get(clue) ?? 0;
    const inGood = this._good.get(clue) ?? 0;
    const seen = inJunk + inGood;
    if (seen === 0) return UNKNOWN;
    const junkShare = inJunk / Math.max(1, junk);
    const goodShare = inGood / Math.max(1, good);
    return (STRENGTH * UNKNOWN + seen * (junkShare / (junkShare + goodShare))) / (STRENGTH + seen);
  }

  /** What is thought of a message with these clues. */
  judge(clues: readonly JunkClue[]): JunkVerdict {
    const telling = clues
      .map(({ hash, text }) => ({ text, says: this._says(hash) }))
      .filter(({ says }) => Math.abs(says - 0.5) >= MIN_SAYS)
      .sort((a, b) => Math.abs(b.says - 0.5) - Math.abs(a.says - 0.5));
    const junk = telling.filter(({ says }) => says > 0.5).slice(0, MAX_OF_KIND);
    const good = telling.filter(({ says }) => says < 0.5).slice(0, MAX_OF_KIND);
    const said = [...junk, ...good].map(({ says }) => says);
    const forJunk = 1 - chanceOf(said.map((says) => 1 - says));
    const forGood = 1 - chanceOf(said);
    const score = (forJunk - forGood + 1) / 2;
    const reasons = new Set(junk.map(({ text }) => text));
    return { score, isJunk: this.isReady && score >= IS_JUNK, reasons: [...reasons].slice(0, MAX_REASONS) };
  }
}

/**
 * How likely it is by chance that values between 0 and 1 are as small as these (Fisher: minus twice the sum of their
 * logarithms has a chi-squared distribution with twice as many degrees of freedom). 1 for none.
 */
function chanceOf(values: readonly number[]): number {
  const half = -values.reduce((sum, value) => sum + Math.log(value), 0);
  // The survival function for an even number of degrees: e^-m times the first terms of e^m.
  let term = Math.exp(-half);
  let sum = term;
  for (let i = 1; i < values.length; i += 1) {
    term *= half / i;
    sum += term;
  }
  return values.length === 0 ? 1 : Math.min(1, sum);
}
