import { msg } from '@lit/localize';
import leftIcon from 'lucide-static/icons/chevron-left.svg?raw';
import rightIcon from 'lucide-static/icons/chevron-right.svg?raw';
import { type ViewName, viewNames } from '../../domain/calendar/layout/range.js';
import { build, buildIcon } from '../shared/build.js';
import { isLesser, viewLabels } from './view-names.js';
import { setText } from './views/view.js';

/** Who hears what the person wants. */
export interface BarOwner {
  view: ViewName;
  goToToday(): void;
  turnPage(by: 1 | -1): void;
}

/** The calendar's own header: today, back and on, what is shown, how. Its DOM is made once. */
export function createBar(owner: BarOwner) {
  const button = (className: string, onclick: () => void, ...children: readonly Node[]) =>
    build('button', { type: 'button', className, onclick }, ...children);
  const today = button('button', () => owner.goToToday());
  const back = button('icon-button rtl-flip', () => owner.turnPage(-1), buildIcon(leftIcon));
  const on = button('icon-button rtl-flip', () => owner.turnPage(1), buildIcon(rightIcon));
  const heading = build('h2', { part: 'title', ariaLive: 'polite' });
  const views = viewNames.map((name) => {
    const choose = button('', () => {
      owner.view = name;
    });
    choose.hidden = isLesser(name);
    return { name, choose };
  });
  const group = build('div', { className: 'views', role: 'group' }, ...views.map(({ choose }) => choose));
  return {
    root: build('div', { className: 'header', part: 'header' }, today, back, on, heading, group),
    draw(view: ViewName, title: string, days: number) {
      const names = viewLabels(days);
      setText(today, msg('Today'));
      setText(heading, title);
      back.ariaLabel = msg('Previous');
      on.ariaLabel = msg('Next');
      group.ariaLabel = msg('View');
      for (const { name, choose } of views) {
        setText(choose, names[name]);
        choose.hidden &&= name !== view; // once it was seen, there is a way back to it
        choose.ariaPressed = String(name === view);
      }
    },
  };
}
