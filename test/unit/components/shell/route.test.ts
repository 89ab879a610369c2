import { describe, expect, it } from 'vitest';
import { linkToFetch, parseRoute } from '../../../../src/components/shell/route.js';

describe('parseRoute', () => {
  it.each([
    ['/calendar/week/2026-11-18', '', { app: 'calendar', path: 'week/2026-11-18' }],
    ['/contacts/all/a%2Fb@c', '', { app: 'contacts', path: 'all/a%2Fb@c' }],
    ['/settings/', '', { app: 'settings', path: '' }],
    ['/', '', { app: 'contacts', path: '' }],
    ['/mail/inbox', '', { app: 'mail', path: 'inbox' }],
    ['/rooms/day', '', { app: 'rooms', path: 'day' }],
    ['/day', '', { app: 'day', path: '' }],
    ['/nowhere', '', { app: 'contacts', path: '' }],
    [
      '/import',
      '?url=webcal%3A%2F%2Fa.example%2Fx.ics',
      { app: 'calendar', path: '', link: 'webcal://a.example/x.ics' },
    ],
    [
      '/import',
      '?url=mailto%3Aann%40a.example%3Fsubject%3DHi',
      { app: 'mail', path: '', link: 'mailto:ann@a.example?subject=Hi' },
    ],
    ['/import', '?shared=a1', { app: 'contacts', path: '', shared: 'a1' }],
    ['/import', '', { app: 'contacts', path: '' }],
  ] as const)('reads %s%s', (pathname, search, route) => {
    expect(parseRoute(pathname, search, 'contacts')).toEqual(route);
  });
});

describe('linkToFetch', () => {
  it.each([
    ['webcal://a.example/x.ics', 'https://a.example/x.ics'],
    ['WEBCAL://a.example/x.ics', 'https://a.example/x.ics'],
    ['https://a.example/x.ics?k=1', 'https://a.example/x.ics?k=1'],
    [' webcals://a.example/x.ics ', 'https://a.example/x.ics'],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    ['not an address', undefined],
  ])('%s is fetched from %s', (link, address) => {
    expect(linkToFetch(link)?.href).toBe(address);
  });
});
