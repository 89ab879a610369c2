import { msg } from '@lit/localize';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import type { ChipElement } from './view.js';

/** How a chip looks and what it says. */
export interface Look {
  /** Classes. */
  readonly name: string;
  readonly style: string;
  readonly title: string;
  /** After the title, in a pool of titled chips. */
  readonly rest?: string;
}

/** Chips of one view, handed out anew at each drawing. What is left over is taken out at its end. */
export class ChipPool {
  private readonly _chips: ChipElement[] = [];
  private _used = 0;
  private _shown = 0;

  /**
   * @param _part - Which CSS part the chips are.
   * @param _titled - Title in bold before the rest: two nodes for each chip, one otherwise.
   */
  constructor(
    private readonly _part: string,
    private readonly _titled = false,
  ) {}

  begin(): void {
    this._used = 0;
  }

  /** Puts the next chip into a parent with this look. Only what differs is written. */
  place(parent: Element, index: number, look: Look): ChipElement {
    const { name, style } = look;
    const chip = this._chips[this._used] ?? this._create();
    this._used++;
    chip.index = index;
    const { drawn } = chip;
    if (drawn.name !== name) chip.className = drawn.name = name;
    if (drawn.style !== style) chip.style.cssText = drawn.style = style;
    const text = this._titled ? `${look.title}\n${look.rest ?? ''}` : look.title;
    if (drawn.text !== text) {
      drawn.text = text;
      if (this._titled) chip.firstChild!.textContent = look.title;
      (chip.lastChild as Text).data = this._titled ? (look.rest ?? '') : text;
      if (chip.hasAttribute('aria-description')) chip.removeAttribute('aria-description');
    }
    if (chip.parentNode !== parent) parent.appendChild(chip);
    return chip;
  }

  /** Takes out the chips that were not placed since `begin`. */
  end(): void {
    for (let i = this._used; i < this._shown; i++) this._chips[i]!.remove();
    this._shown = this._used;
  }

  /** The chips on screen. */
  shown(): readonly ChipElement[] {
    return this._chips.slice(0, this._shown);
  }

  private _create(): ChipElement {
    const chip = document.createElement('div') as unknown as ChipElement;
    chip.setAttribute('role', 'button');
    chip.setAttribute('part', this._part);
    chip.tabIndex = -1;
    if (this._titled) chip.appendChild(document.createElement('b'));
    chip.appendChild(document.createTextNode(''));
    chip.drawn = { style: '', name: '', text: '' };
    this._chips.push(chip);
    return chip;
  }
}

/** Classes that say how an occurrence stands: cancelled, tentative, free. */
export function stateClasses({ status, transparent, task }: EventOccurrence): string {
  if (task) return ` task ${task}`;
  if (status === 'CANCELLED') return ' cancelled';
  if (status === 'TENTATIVE') return ' tentative';
  return transparent ? ' free' : '';
}

/** Classes of the edges where a piece of an event goes on elsewhere. */
export function edgeClasses({ before, after }: { readonly before: boolean; readonly after: boolean }): string {
  return `${before ? ' before' : ''}${after ? ' after' : ''}`;
}

/** An event without title still needs something to read and to press. */
export const titleOf = ({ title }: EventOccurrence): string => title || msg('(no title)');

/** Where it is, to stand after something. */
export const whereOf = ({ location }: EventOccurrence): string => (location ? ` · ${location}` : '');
