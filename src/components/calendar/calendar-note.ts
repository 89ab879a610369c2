import { msg } from '@lit/localize';
import { build } from '../shared/build.js';
import type { Hindrance } from './sources/source-controller.js';

/** The line over the calendar that says what keeps it from showing its events. Made anew for each text, so that it is read out. */
export class CalendarNote {
  private _shown: HTMLElement | undefined;

  constructor(private readonly _root: ParentNode) {}

  draw(hindrance: Hindrance | undefined): void {
    const text = hindrance === undefined ? '' : textOf(hindrance);
    if (text === (this._shown?.textContent ?? '')) return;
    this._shown?.remove();
    const [className, role] = hindrance === 'loading' ? ['note', 'status'] : ['note error', 'alert'];
    this._shown = text === '' ? undefined : build('p', { className, role }, text);
    if (this._shown) this._root.append(this._shown);
  }
}

function textOf(hindrance: Hindrance): string {
  if (hindrance === 'loading') return msg('Loading…');
  if (hindrance === 'input') return msg('This address does not answer with a calendar.');
  return hindrance === 'fetch' ? msg('The calendar could not be fetched.') : msg('The events could not be read.');
}
