// My Day as it was kept, painted before anything of the app is there (docs/decisions/0017). It looks like the app because it has the
// app's own styles and structure; it does nothing, takes no press and no focus, and is gone when the real view has been painted.
import { css } from 'lit';
import calendarIcon from 'lucide-static/icons/calendar-days.svg?raw';
import roomsIcon from 'lucide-static/icons/door-open.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import mailIcon from 'lucide-static/icons/mail.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import settingsIcon from 'lucide-static/icons/settings.svg?raw';
import dayIcon from 'lucide-static/icons/sun.svg?raw';
import contactsIcon from 'lucide-static/icons/users-round.svg?raw';
import { type DayPicture, type PictureDevice, readDayPicture, sceneAt } from '../../domain/day/day-picture.js';
import { systemClock, systemOffset } from '../../domain/time/clock.js';
import { controls } from '../shared/controls.styles.js';
import { styles as appStyles } from '../shell/ik-app.styles.js';
import { draw, drawIcon, drawPart } from './draw.js';
import { drawDay } from './draw-day.js';

/** An app that has not come by then will not: nobody is to look at a picture of it. */
const GIVEN_UP_MS = 15_000;

const ownStyles = css`
  :host { position: fixed; z-index: 1; inset: 0; pointer-events: none; user-select: none; }
  .more > div { display: grid; }
`;

function drawRail({ words }: DayPicture): HTMLElement {
  const tab = (icon: string, name: string, className = '', isCurrent = false) =>
    draw(
      'span',
      `tab ${className}`,
      [drawIcon(icon), draw('span', 'name', [name])],
      isCurrent ? { 'aria-current': 'page' } : {},
    );
  return draw('div', 'rail', [
    draw('img', 'logo', [], { src: '/icon.svg', alt: '', width: '34', height: '34' }),
    tab(dayIcon, words.apps.day, '', true),
    tab(mailIcon, words.apps.mail),
    tab(calendarIcon, words.apps.calendar),
    tab(contactsIcon, words.apps.contacts),
    tab(roomsIcon, words.apps.rooms),
    draw('span', 'space'),
    tab(searchIcon, words.search, 'wide'),
    tab(settingsIcon, words.apps.settings, 'wide'),
    draw('span', 'me'),
    draw('div', 'more', [draw('div', '', [tab(moreIcon, words.more)])]),
  ]);
}

/** Where the picture is read from: the app's notes. */
type Notes = Pick<Storage, 'getItem' | 'key' | 'length'>;

/** Whether something a person did is still to be carried out (src/app/command-journal.ts): the picture does not know of it. */
function isWorkLeft(notes: Notes): boolean {
  return Array.from({ length: notes.length }, (_, at) => notes.key(at)).some((key) =>
    key?.startsWith('ikebana/command/'),
  );
}

/** Whether the address is My Day, and all of the window. */
function isDayShown(notes: Notes): boolean {
  const { pathname, search } = location;
  return search === '' && (pathname === '/day' || (pathname === '/' && notes.getItem('ik-last-app') === 'day'));
}

/**
 * The kept picture as it is now; `undefined` where there is none, or it may not be shown (MD11–MD13).
 *
 * @param device - What the machine says of itself.
 */
export function firstPicture(notes: Notes, device: PictureDevice = ofMachine()): HTMLElement | undefined {
  if (!isDayShown(notes) || notes.getItem('ik-lock') !== null || isWorkLeft(notes)) return undefined;
  const picture = readDayPicture(notes.getItem('ik-day-picture'));
  const scene = picture && sceneAt(picture, systemClock.now(), device);
  if (picture === undefined || scene === undefined) return undefined;
  const content = draw('div', 'content', [drawDay(scene, picture, notes.getItem('ik-mail-used') !== null)]);
  const element = drawPart([controls, appStyles, ownStyles], [drawRail(picture), content]);
  element.id = 'ik-first-picture';
  element.lang = picture.language;
  element.inert = true;
  element.ariaHidden = 'true';
  return element;
}

const ofMachine = (): PictureDevice => ({ languages: navigator.languages.join(), offsetAt: systemOffset });

/** Puts the picture before the page as soon as there is one, until the app says `ik-picture-over`. Both moments are marked (User Timing). */
export function showFirstPicture(element: HTMLElement): void {
  const show = () => {
    document.body.prepend(element);
    performance.mark('ik-picture');
  };
  if (document.body) show();
  else {
    // This runs in the head.
    const observer = new MutationObserver(() => {
      if (document.body === null) return;
      observer.disconnect();
      show();
    });
    observer.observe(document.documentElement, { childList: true });
  }
  const end = () => {
    if (element.isConnected) performance.mark('ik-picture-over');
    element.remove();
  };
  addEventListener('ik-picture-over', end, { once: true });
  setTimeout(end, GIVEN_UP_MS);
}
