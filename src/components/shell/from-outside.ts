// What comes from other programs by an address: a link to a calendar, a mail link, an invitation, something shared. Loaded when
// there is such an address. Whatever it opens stands in <ik-app>, which draws it when the app is not locked.
import '../mail/compose/ik-mail-link.js';
import '../share-target/ik-shared.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import '../sharing/ik-join-invite.js';
import './ik-link-import.js';
import type { Route } from './route.js';

export interface OutsideHost extends HTMLElement {
  /** Drawn above the page. */
  outside: HTMLElement | undefined;
}

/** Shows what an address asks for. When it is done with, the address is that of a page. */
export function takeOutside(app: OutsideHost, route: Route): void {
  const element = elementFor(route);
  const leave = (event: Event) => {
    // One that goes on with what is left closes itself.
    if (event.type === 'ik-import' && element.localName === 'ik-shared') return;
    if (app.outside === element) app.outside = undefined;
    if (/^\/(?:import|join)$/.test(location.pathname))
      app.dispatchEvent(new NavigateEvent('/calendar', { replace: true }));
  };
  element.addEventListener('ik-close', leave);
  element.addEventListener('ik-import', leave);
  app.outside = element;
}

function elementFor({ link, shared }: Route): HTMLElement {
  if (link !== undefined && /^mailto:/i.test(link))
    return Object.assign(document.createElement('ik-mail-link'), { link });
  if (link !== undefined) return Object.assign(document.createElement('ik-link-import'), { link });
  if (shared !== undefined) return Object.assign(document.createElement('ik-shared'), { share: shared });
  return Object.assign(document.createElement('ik-join-invite'), { fragment: location.hash });
}
