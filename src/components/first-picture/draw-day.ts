import checkIcon from 'lucide-static/icons/check.svg?raw';
import arrangeIcon from 'lucide-static/icons/layout-grid.svg?raw';
import { MAX_ALL_DAY } from '../../domain/day/day-events.js';
import type { PictureWidget } from '../../domain/day/day-layout.js';
import type { DayPicture, DayScene } from '../../domain/day/day-picture.js';
import { styles as dayStyles } from '../day/ik-day.styles.js';
import { dayMailStyles } from '../day/ik-day-mail.styles.js';
import { momentStyles } from '../day/ik-day-moment.styles.js';
import { dayRoomsStyles } from '../day/ik-day-rooms.styles.js';
import { dayTasksStyles } from '../day/ik-day-tasks.styles.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { styles as pageStyles } from '../shared/ik-page.styles.js';
import { draw, drawIcon, drawPart, withHue, words } from './draw.js';

function drawMoment({ allDay, main, next, nothing }: DayScene) {
  const more = allDay.length - MAX_ALL_DAY;
  const pills = allDay
    .slice(0, MAX_ALL_DAY)
    .map((one) => draw('li', '', [withHue(draw('a', 'pill hue', [words(one.title)]), one.hue)]));
  const line = ({ event, when }: DayScene['next'][number]) => {
    const place = event.location && draw('span', 'quiet', [' · ', words(event.location)]);
    return draw('li', '', [
      withHue(
        draw('a', 'line hue', [
          draw('time', '', [event.from]),
          draw('span', 'dot'),
          draw('span', 'text', [words(event.title), place || undefined]),
          when !== '' && draw('span', 'when', [when]),
        ]),
        event.hue,
      ),
    ]);
  };
  return drawPart(
    [controls, hue, momentStyles],
    [
      pills.length > 0 &&
        draw('ul', 'all-day', [...pills, more > 0 && draw('li', '', [draw('a', 'pill', [`+${more}`])])]),
      main === undefined
        ? draw('p', 'empty', [nothing])
        : withHue(
            draw('div', 'main hue', [
              draw('div', 'what', [
                draw('a', 'title', [words(main.event.title)]),
                draw(
                  'p',
                  'facts',
                  main.facts.flatMap((fact, at) => [at > 0 && ' · ', words(fact)]),
                ),
              ]),
            ]),
            main.event.hue,
          ),
      next.length > 0 && draw('ul', 'next', next.map(line)),
    ],
  );
}

function drawTasks({ tasks, moreTasks }: DayScene, { words: { noTasks } }: DayPicture) {
  if (tasks.length === 0) return drawPart([controls, hue, dayTasksStyles], [draw('p', 'empty', [noTasks])]);
  const lines = tasks.map((task) =>
    draw('li', '', [
      withHue(
        draw('button', 'tick hue', [draw('span', 'circle', [drawIcon(checkIcon)])], { type: 'button' }),
        task.hue,
      ),
      draw('span', 'title', [words(task.title)]),
      draw('span', task.late ? 'due late' : 'due', [task.due]),
    ]),
  );
  return drawPart(
    [controls, hue, dayTasksStyles],
    [draw('ul', '', lines), moreTasks !== '' && draw('a', 'more', [moreTasks])],
  );
}

/** A sentence and a link; `undefined` while what it is about is on its way. */
const emptyOrWaiting = (empty: readonly [string, string] | undefined) =>
  empty === undefined
    ? [draw('div', '', [draw('div', 'waiting'), draw('div', 'waiting')])]
    : [draw('p', 'empty', [`${empty[0]} `, underlined(empty[1])])];

/** A link without an address: it is not one, and looks as if it were. */
function underlined(text: string): HTMLElement {
  const link = draw('a', '', [text]);
  link.style.textDecoration = 'underline';
  return link;
}

/** My Day as `ik-day` draws it. @param usesMail - Then what is there is not known yet. */
export function drawDay(scene: DayScene, picture: DayPicture, usesMail: boolean): HTMLElement {
  const { words: texts, layout, hasRooms } = picture;
  const bodies: Readonly<Record<PictureWidget, () => HTMLElement>> = {
    moment: () => drawMoment(scene),
    tasks: () => drawTasks(scene, picture),
    mail: () => drawPart([controls, dayMailStyles], emptyOrWaiting(usesMail ? undefined : texts.noMail)),
    rooms: () => drawPart([controls, dayRoomsStyles], emptyOrWaiting(hasRooms ? undefined : texts.noRooms)),
  };
  const card = (widget: PictureWidget) =>
    draw('section', 'card', [
      draw('div', 'top', [draw('h2', 'eyebrow', [texts.widgets[widget]]), draw('a', '', [texts.links[widget]])]),
      draw('div', 'body', [bodies[widget]()]),
    ]);
  const header = draw('header', '', [
    draw('div', 'greeting', [draw('p', 'date', [scene.date]), draw('h1', '', [scene.greeting])]),
    draw('button', 'icon-button plain arrange', [drawIcon(arrangeIcon)], { type: 'button' }),
  ]);
  const frame = draw('div', 'frame bare', [draw('aside'), draw('main', '', [draw('slot')], { id: 'main' })]);
  const page = drawPart([pageStyles], [frame]);
  page.append(draw('div', 'scroll', [header, draw('div', 'grid', layout.map(card))]));
  return drawPart([controls, dayStyles], [page]);
}
