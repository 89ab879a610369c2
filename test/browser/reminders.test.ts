import { expect } from 'chai';
import { startReminders } from '../../src/app/reminder-scheduler.js';
import { showReminders } from '../../src/components/reminders/start-reminders.js';
import type { Reminder } from '../../src/domain/reminders/reminder.js';
import { formatReminderState } from '../../src/domain/reminders/reminder-state.js';
import { systemClock } from '../../src/domain/time/clock.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createFakeLock } from '../support/fake-lock.js';
import { createFakeServices } from '../support/fake-services.js';
import { exampleDisplay, until } from '../support/mount.js';

const MINUTE = 60_000;

function reminder(key: string, at: number, start: number): Reminder {
  const common = { collectionId: 'work', uid: key, title: key, allDay: false, task: false };
  return { ...common, key, at: at as EpochMs, start: start as EpochMs, end: (start + MINUTE) as EpochMs };
}

/** As many tabs of a profile as wanted; what each shows is written down. */
function openTabs(count: number, services = createFakeServices({}), name = `test-${crypto.randomUUID()}`) {
  const shown: string[] = [];
  const missed: string[] = [];
  const tabs = Array.from({ length: count }, (_, tab) =>
    startReminders({
      services: { ...services, calendar: { ...services.calendar, read: async (ref) => ({ ref }) as never } },
      clock: systemClock,
      name,
      timeZone: () => 'UTC',
      show: (list) => shown.push(...list.map(({ key }) => `${tab} ${key}`)),
      missed: (list) => missed.push(list.map(({ key }) => key).join(' ')),
    }),
  );
  const close = () => {
    for (const tab of tabs) tab.stop();
  };
  return { services, name, shown, missed, tabs, close };
}

describe('reminders in several tabs', () => {
  it('[RM9] are shown in one of them, once, and by the next when that one closes', async () => {
    const { services, shown, tabs, close } = openTabs(3);
    const now = systemClock.now();
    services.state.reminders.set([reminder('a', now + 50, now + MINUTE)]);
    await until(() => shown.length > 0);
    tabs[0]?.stop();
    services.state.reminders.set([
      reminder('a', now + 50, now + MINUTE),
      reminder('b', systemClock.now() + 80, now + MINUTE),
    ]);
    await until(() => shown.length > 1);
    expect(shown).to.deep.equal(['0 a', '1 b']);
    close();
  });

  it('[RM11] that were put off in any tab go off again', async () => {
    const { services, shown, tabs, close } = openTabs(2);
    const now = systemClock.now();
    const one = reminder('a', now + 30, now + MINUTE);
    services.state.reminders.set([one]);
    await until(() => shown.length > 0);
    await tabs[1]?.snooze(one, (systemClock.now() + 100) as EpochMs);
    await until(() => shown.length > 1);
    expect(shown).to.deep.equal(['0 a', '0 a']);
    close();
  });

  it('[RM10] that went off while the app was closed are told once', async () => {
    const now = systemClock.now();
    const services = createFakeServices();
    const hour = 60 * MINUTE;
    await services.reminders.keepState(
      undefined,
      formatReminderState({ shownUntil: (now - 3 * hour) as EpochMs, snoozed: [] }),
    );
    services.state.reminders.set([
      reminder('a', now - 2 * hour, now - hour),
      reminder('b', now - hour, now - hour + MINUTE),
      reminder('c', now - hour, now + hour),
    ]);
    const first = openTabs(2, services);
    await until(() => first.missed.length > 0 && first.shown.length > 0);
    expect([first.missed, first.shown]).to.deep.equal([['a b'], ['0 c']]);
    first.close();
    const again = openTabs(1, services);
    const later = reminder('d', systemClock.now() + 50, now + hour);
    services.state.reminders.set([...services.state.reminders.get(), later]);
    await until(() => again.shown.length > 0);
    expect([again.missed, again.shown]).to.deep.equal([[], ['0 d']]);
    again.close();
  });
});

describe('reminders of somebody who is not to be disturbed', () => {
  it('[RM13] wait until that is over, and are told together', async () => {
    const services = createFakeServices();
    const { settings, reminders } = services.state;
    const now = systemClock.now();
    const quiet = { presence: 'dnd', emoji: '', text: '', until: now + 60 * MINUTE } as const;
    settings.set({ ...settings.get(), status: quiet });
    await services.reminders.keepState(
      undefined,
      formatReminderState({ shownUntil: (now - 60 * MINUTE) as EpochMs, snoozed: [] }),
    );
    const { shown, missed, tabs, close } = openTabs(1, services);
    reminders.set([reminder('a', now - 30 * MINUTE, now - 10 * MINUTE), reminder('b', now - MINUTE, now + MINUTE)]);
    for (let turn = 0; turn < 5; turn += 1) {
      tabs[0]?.check();
      await new Promise(requestAnimationFrame);
    }
    expect([shown, missed]).to.deep.equal([[], []]);
    settings.set({ ...settings.get(), status: { ...quiet, until: systemClock.now() + 60 } });
    await until(() => shown.length > 0 && missed.length > 0);
    expect([shown, missed]).to.deep.equal([['0 b'], ['a']]);
    close();
  });
});

describe('reminders of a locked app', () => {
  const locked = { isSet: true, locked: true, minutes: 0 };
  const told: (readonly [title: string, options: NotificationOptions])[] = [];

  /** A system that shows notifications. */
  function withNotifications(): () => void {
    const registration = {
      active: {},
      showNotification: async (title: string, options: NotificationOptions) => void told.push([title, options]),
    };
    Object.defineProperty(Notification, 'permission', { configurable: true, get: () => 'granted' });
    navigator.serviceWorker.getRegistration = async () => registration as unknown as ServiceWorkerRegistration;
    return () => {
      told.length = 0;
      Reflect.deleteProperty(Notification, 'permission');
      Reflect.deleteProperty(navigator.serviceWorker, 'getRegistration');
    };
  }

  it('[ID26] are told by the system without their titles; their card is in the page once it is unlocked', async () => {
    const restore = withNotifications();
    const lock = createFakeLock(() => {}, locked);
    const fakes = createFakeServices({ lock });
    const services = { ...fakes, calendar: { ...fakes.calendar, read: async () => ({}) as never } };
    const root = document.body.appendChild(document.createElement('div'));
    const stop = showReminders({ services, root, display: () => exampleDisplay, go: () => {} });
    const now = systemClock.now();
    fakes.state.reminders.set([reminder('Visit of the dentist', now + 50, now + MINUTE)]);
    await until(() => told.length > 0);
    const [title, { body }] = told[0]!;
    expect([title, body]).to.deep.equal(['Reminder', '']);
    expect(root.childElementCount).to.equal(0);
    lock.state.set({ ...locked, locked: false });
    expect(root.querySelector('ik-reminder-card')).not.to.equal(null);
    await lock.lock();
    expect(root.childElementCount).to.equal(0);
    stop();
    root.remove();
    restore();
  });
});
