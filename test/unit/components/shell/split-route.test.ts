import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommandRegistry } from '../../../../src/app/commands/command-registry.js';
import { createShortcutMatcher } from '../../../../src/app/commands/shortcuts.js';
import { createPaneCommands } from '../../../../src/components/shell/split/pane-commands.js';
import {
  besideOf,
  splitAddress,
  swappedAddress,
  withBeside,
} from '../../../../src/components/shell/split/split-route.js';

const calendar = { app: 'calendar', path: 'week/2026-11-18' } as const;

describe('the address of two apps', () => {
  it.each([
    ['?beside=calendar/week/2026-11-18', calendar],
    ['?event=a&beside=day', { app: 'day', path: '' }],
    ['?beside=mail/inbox', undefined],
    ['?beside=nowhere', undefined],
    ['?beside=', undefined],
    ['', undefined],
  ])('[SL6] beside mail %j shows %j', (search, wanted) => {
    expect(besideOf(search, 'mail')).toEqual(wanted);
  });

  it('[SL6] keeps what stands beside a page, whatever its path is', () => {
    const path = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(path, fc.constantFrom('', '?event=a&calendar=b'), (text, query) => {
        const beside = { app: 'calendar', path: encodeURIComponent(text) } as const;
        const url = withBeside(`/mail/inbox${query}`, beside);
        expect(besideOf(url.slice(url.indexOf('?')), 'mail')).toEqual(beside);
        expect(withBeside(url, undefined)).toBe(`/mail/inbox${query}`);
        expect(withBeside(url, beside)).toBe(url);
      }),
    );
  });

  it('[SL6] changes sides', () => {
    expect(swappedAddress('/mail/inbox', calendar)).toBe('/calendar/week/2026-11-18?beside=mail/inbox');
    expect(swappedAddress('/day', { app: 'rooms', path: '' })).toBe('/rooms?beside=day');
  });

  const now = { path: '/mail/inbox', app: 'mail', beside: calendar } as const;
  it.each([
    ['/calendar/month/2026-12-01', false, '/mail/inbox?beside=calendar/month/2026-12-01'],
    ['/mail/sent', true, '/mail/sent?beside=calendar/week/2026-11-18'],
    ['/contacts/all/a%2Fb', true, '/mail/inbox?beside=contacts/all/a%252Fb'],
    ['/contacts/all', false, '/contacts/all?beside=calendar/week/2026-11-18'],
    [
      '/calendar/day/2026-12-01?event=e&calendar=c',
      false,
      '/mail/inbox?event=e&calendar=c&beside=calendar/day/2026-12-01',
    ],
    ['/import?url=x', false, '/import?url=x&beside=calendar/week/2026-11-18'],
  ])('[SL7] %s, wished beside: %s, leads to %s', (url, fromBeside, wanted) => {
    expect(splitAddress({ url, fromBeside }, now)).toBe(wanted);
  });

  it('[SL8] runs the command of the pane that has the focus', () => {
    const registry = createCommandRegistry();
    const panes = createPaneCommands(registry);
    const ran: string[] = [];
    const command = (id: string) => ({ id, title: id, group: '', shortcut: 'j', run: () => ran.push(id) });
    registry.add([command('mail.next')]);
    const leave = panes.beside.add([command('calendar.next')]);
    const press = () => {
      const found = createShortcutMatcher(() => registry.list(), false).press({
        ...{ key: 'j', code: 'KeyJ', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, timeStamp: 0 },
      });
      if (found !== undefined && found !== 'pending') found.run();
    };
    press();
    panes.prefer('beside');
    press();
    panes.prefer('page');
    press();
    panes.prefer('beside');
    leave();
    press();
    expect(ran).toEqual(['mail.next', 'calendar.next', 'mail.next', 'mail.next']);
    expect(registry.list()).toHaveLength(1);
  });
});
