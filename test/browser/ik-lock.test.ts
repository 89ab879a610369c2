// The app's lock in the page: settings, the screen that stands instead of the app, and what comes back afterwards.
import { expect } from 'chai';
import { html, render } from 'lit';
import '../../src/components/lock/ik-lock-settings.js';
import '../../src/components/shared/tokens.css';
import '../../src/components/shell/ik-app.js';
import { createCommandRegistry } from '../../src/app/commands/command-registry.js';
import type { IkLockSettings } from '../../src/components/lock/ik-lock-settings.js';
import { watchUse } from '../../src/components/lock/watch-use.js';
import type { IkApp } from '../../src/components/shell/ik-app.js';
import { ShortcutController } from '../../src/components/shell/shortcut-controller.js';
import { AppError } from '../../src/domain/errors.js';
import type { LockState } from '../../src/domain/lock/lock.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createFakeLock } from '../support/fake-lock.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { deep, expectAccessible, hasFocus, mount, settled, unmountAll, until } from '../support/mount.js';

type Call = readonly [name: string, ...args: readonly unknown[]];

const open: LockState = { isSet: true, locked: false, minutes: 15 };
const closed: LockState = { ...open, locked: true };
const device = { credential: new Uint8Array([1]), salt: new Uint8Array(32) };

function fake(first?: LockState, hasDevice = false) {
  const calls: Call[] = [];
  const lock = createFakeLock((...call) => calls.push(call), first, hasDevice);
  return { calls, lock };
}

const textOf = (root: Element) => root.shadowRoot?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
function press(root: Element, name: string) {
  const found = [...(root.shadowRoot?.querySelectorAll('button') ?? [])].find(
    (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === name,
  );
  if (!found) throw new Error(`no button “${name}”`);
  found.click();
}
const input = (root: Element, id: string) => deep<HTMLInputElement>(root, `#${id}`);
function type(root: Element, id: string, value: string) {
  input(root, id).value = value;
  input(root, id).dispatchEvent(new Event('input', { bubbles: true }));
}
const submit = (root: Element) => deep<HTMLFormElement>(root, 'form').requestSubmit();

afterEach(unmountAll);

describe('<ik-lock-settings>', () => {
  async function page(first?: LockState, hasDevice = false) {
    const { calls, lock } = fake(first, hasDevice);
    const services = createFakeServices({ lock });
    const { element, events } = await mount<IkLockSettings>(html`<ik-lock-settings></ik-lock-settings>`, { services });
    await until(() => element.shadowRoot?.querySelector('section'));
    await settled(element);
    const dialog = () => until(() => element.shadowRoot?.querySelector<HTMLElement>('ik-lock-dialog'));
    const gone = () => until(() => element.shadowRoot?.querySelector('ik-lock-dialog') === null, 'the dialog is gone');
    return { calls, lock, element, events, dialog, gone };
  }

  it('sets the lock with two passphrases that are the same, and says how good it is', async () => {
    const { calls, element, dialog, gone } = await page();
    await expectAccessible(element);
    press(element, 'Lock Ikebana with a passphrase');
    const form = await dialog();
    await settled(form);
    await expectAccessible(form);
    expect(textOf(form)).to.contain('which is not encrypted by it');
    type(form, 'fresh', 'short');
    await settled(form);
    expect(textOf(form)).to.contain('At least 8 characters.');
    type(form, 'fresh', 'password1');
    await settled(form);
    expect(textOf(form)).to.contain('Weak:');
    type(form, 'fresh', 'seven quiet herons by night');
    type(form, 'again', 'seven quiet heron by night');
    submit(form);
    await until(() => textOf(form).includes('The two are not the same.'));
    expect(calls).to.deep.equal([]);
    type(form, 'again', 'seven quiet herons by night');
    deep<HTMLSelectElement>(form, 'select').value = '60';
    submit(form);
    await gone();
    expect(calls).to.deep.equal([['lock.set', { passphrase: 'seven quiet herons by night', minutes: 60 }]]);
    await until(() => textOf(element).includes('Ikebana asks for your passphrase'));
    await expectAccessible(element);
    // The button that opened the dialog is gone: the keyboard is at what stands there now.
    await until(() => element.shadowRoot?.activeElement?.textContent?.trim() === 'Lock now', 'the focus is kept');
  });

  it('suggests a passphrase and shows it; hides what is typed otherwise', async () => {
    const { element, dialog } = await page();
    press(element, 'Lock Ikebana with a passphrase');
    const form = await dialog();
    await settled(form);
    expect([input(form, 'fresh').type, input(form, 'again').type]).to.deep.equal(['password', 'password']);
    press(form, 'Suggest one');
    await until(() => input(form, 'fresh').value !== '');
    await settled(form);
    expect(input(form, 'again').value).to.equal(input(form, 'fresh').value);
    expect([input(form, 'fresh').type, input(form, 'again').type]).to.deep.equal(['text', 'text']);
    expect(textOf(form)).to.contain('Strong');
    press(form, 'Hide passphrase');
    await settled(form);
    expect(input(form, 'fresh').type).to.equal('password');
  });

  it('changes the passphrase and takes the lock off for who knows it', async () => {
    const { calls, lock, element, dialog, gone } = await page(open);
    press(element, 'Change the passphrase');
    const change = await dialog();
    await settled(change);
    type(change, 'present', 'wrong one');
    for (const id of ['fresh', 'again']) type(change, id, 'nine loud geese here');
    submit(change);
    await until(() => textOf(change).includes('This is not the passphrase.'));
    type(change, 'present', lock.passphrase);
    submit(change);
    await gone();
    press(element, 'Take the lock off');
    const off = await dialog();
    await settled(off);
    await expectAccessible(off);
    type(off, 'present', 'nine loud geese here');
    submit(off);
    await gone();
    expect(calls).to.deep.equal([['lock.change', 'nine loud geese here'], ['lock.remove']]);
    await until(() => textOf(element).includes('Lock Ikebana with a passphrase'));
  });

  it('locks after another time, or at once', async () => {
    const { calls, element } = await page(open);
    const select = deep<HTMLSelectElement>(element, 'select');
    expect(select.value).to.equal('15');
    select.value = '0';
    select.dispatchEvent(new Event('change'));
    press(element, 'Lock now');
    await until(() => calls.length === 2);
    expect(calls).to.deep.equal([['lock.setMinutes', 0], ['lock.lock']]);
  });

  it('offers what the device asks for only where there is such a thing, and asks for the passphrase first', async () => {
    expect(textOf((await page(open)).element)).not.to.contain('fingerprint');
    const { calls, lock, element, dialog, gone } = await page(open, true);
    await until(() => textOf(element).includes('fingerprint'));
    press(element, 'Turn on');
    const form = await dialog();
    await settled(form);
    type(form, 'present', lock.passphrase);
    submit(form);
    await gone();
    await until(() => textOf(element).includes('Turn off'));
    press(element, 'Turn off');
    await until(() => textOf(element).includes('Turn on'));
    expect(calls.map(([name]) => name)).to.deep.equal(['lock.device.add', 'lock.device.remove']);
  });

  it('says why a lock cannot be set', async () => {
    const { lock, element, dialog } = await page();
    lock.set = () => Promise.reject(new AppError('sync/browser', '', { why: 'lock' }));
    press(element, 'Lock Ikebana with a passphrase');
    const form = await dialog();
    await settled(form);
    for (const id of ['fresh', 'again']) type(form, id, 'seven quiet herons');
    submit(form);
    await until(() => textOf(form).includes('made before there was a lock'));
  });
});

describe('a locked <ik-app>', () => {
  const testPage = location.href;
  const host = document.createElement('div');
  const title = 'Visit of the dentist';

  async function start(first: LockState) {
    history.replaceState(null, '', '/settings');
    const { calls, lock } = fake(first);
    const state = createFakeState();
    state.collections.set(state.collections.get().map((each) => ({ ...each, name: title })));
    const services = createFakeServices({ lock }, state);
    document.body.append(host);
    render(html`<ik-app .services=${services}></ik-app>`, host);
    const app = host.firstElementChild as IkApp;
    await settled(app);
    const screen = () => app.shadowRoot?.querySelector('ik-lock-screen') ?? null;
    const shown = async () => {
      const found = await until(screen, 'the lock screen');
      await until(() => found.shadowRoot?.querySelector('form'), 'its form');
      await settled(found);
      return found;
    };
    const pages = () => [...(app.shadowRoot?.children ?? [])].map(({ localName }) => localName);
    return { app, calls, lock, screen, shown, pages };
  }

  afterEach(() => {
    render(null, host);
    host.remove();
    localStorage.clear();
    history.replaceState(null, '', testPage);
  });

  it('[ID26] has nothing of the app in the page, and the focus in the field', async () => {
    const { app, shown, pages } = await start(closed);
    const screen = await shown();
    expect(pages().filter((name) => name !== 'style')).to.deep.equal(['ik-lock-screen', 'ik-notices']);
    expect(app.shadowRoot?.innerHTML).not.to.contain(title);
    await until(() => hasFocus(input(screen, 'passphrase')));
    await expectAccessible(app);
  });

  it('[ID26] draws nothing before it is known whether another tab is unlocked', async () => {
    const { calls, lock } = fake(closed);
    lock.watch = () => ({ subscribe: () => ({ unsubscribe: () => {} }) });
    history.replaceState(null, '', '/settings');
    document.body.append(host);
    render(html`<ik-app .services=${createFakeServices({ lock })}></ik-app>`, host);
    const app = host.firstElementChild as IkApp;
    await settled(app);
    expect(app.shadowRoot?.querySelector('ik-settings-page')).to.equal(null);
    expect(app.shadowRoot?.querySelector('ik-lock-screen')?.shadowRoot?.querySelector('form') ?? null).to.equal(null);
    expect(calls).to.deep.equal([]);
  });

  it('opens with the passphrase; a wrong one is said in words, and how long to wait', async () => {
    const { app, lock, shown, screen, pages } = await start(closed);
    const element = await shown();
    type(element, 'passphrase', 'wrong one');
    submit(element);
    await until(() => textOf(element).includes('This is not the passphrase.'));
    await expectAccessible(element);
    lock.seconds = 1;
    submit(element);
    await until(() => textOf(element).includes('Try again in 1 second.'));
    const button = () => deep<HTMLButtonElement>(element, 'button[type=submit]');
    await until(() => button().disabled);
    await until(() => !button().disabled, 'one may try again');
    type(element, 'passphrase', lock.passphrase);
    submit(element);
    await until(() => screen() === null);
    await until(() => pages().includes('nav'));
    await until(() => hasFocus(deep(app, '#content')), 'the focus goes on in the content');
  });

  it('opens with what the device asks for; who does not go on is told nothing', async () => {
    const { lock, shown, screen } = await start({ ...closed, device });
    const element = await shown();
    await expectAccessible(element);
    const byDevice = 'Unlock with fingerprint, face or device PIN';
    const idle = () => until(() => !deep<HTMLButtonElement>(element, 'button.primary').disabled, 'it may be pressed');
    lock.deviceError = new AppError('cancelled', '');
    press(element, byDevice);
    await settled(element);
    await idle();
    expect(element.shadowRoot?.querySelector('.problem')).to.equal(null);
    lock.deviceError = new AppError('sync/code', '', { why: 'device' });
    press(element, byDevice);
    await until(() => textOf(element).includes('Use the passphrase.'));
    await idle();
    lock.deviceError = undefined;
    press(element, byDevice);
    await until(() => screen() === null);
  });

  it('says what is lost with a forgotten passphrase, and erases only when asked twice', async () => {
    const { calls, shown } = await start(closed);
    const element = await shown();
    deep<HTMLDetailsElement>(element, 'details').open = true;
    expect(textOf(element)).to.contain('recovery key');
    expect(textOf(element)).to.contain('What is only on this device is lost');
    press(element, 'Erase everything on this device…');
    const sure = await until(() => element.shadowRoot?.querySelector('ik-sure-dialog'));
    await settled(sure);
    expect(calls).to.deep.equal([]);
    press(sure, 'Erase everything');
    await until(() => calls.length === 1);
    expect(calls).to.deep.equal([['lock.erase']]);
  });

  it('[ID26] is locked at once by “Lock now”, with what was said in notices', async () => {
    const { app, lock, shown } = await start(open);
    await until(() => app.shadowRoot?.querySelector('ik-settings-page'));
    await app.notify(`“${title}” was deleted.`);
    const notices = () => app.shadowRoot?.querySelector('ik-notices')?.shadowRoot?.textContent ?? '';
    await until(() => notices().includes(title));
    await lock.lock();
    await shown();
    expect(notices()).not.to.contain(title);
    expect(app.shadowRoot?.querySelector('ik-settings-page')).to.equal(null);
  });

  it('has “Lock now” among its commands only while there is an open lock', async () => {
    const { app, calls, lock } = await start({ isSet: false, locked: false, minutes: 0 });
    const stroke = () =>
      document.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'L', code: 'KeyL', ctrlKey: true, shiftKey: true, bubbles: true }),
      );
    stroke();
    expect(calls).to.deep.equal([]);
    lock.state.set(open);
    await until(() => {
      stroke();
      return calls.length > 0;
    }, 'the command is there');
    expect(calls[0]).to.deep.equal(['lock.lock']);
    await until(() => app.shadowRoot?.querySelector('ik-lock-screen'));
  });
});

describe('[ID26] “Lock now” by its keys', () => {
  const stroke = (key: string, more: KeyboardEventInit = {}) =>
    new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true, composed: true, ...more });
  const strokes = { lock: stroke('L', { ctrlKey: true, shiftKey: true }), box: stroke('k', { ctrlKey: true }) };

  it('counts in an open form too, as no other command does', () => {
    const registry = createCommandRegistry();
    const ran: string[] = [];
    registry.add([
      { id: 'lock', title: '', group: '', shortcut: 'Ctrl+Shift+L', inDialogs: true, run: () => ran.push('lock') },
      { id: 'box', title: '', group: '', shortcut: 'Ctrl+K', run: () => ran.push('box') },
    ]);
    const host = {
      addController() {},
      removeController() {},
      requestUpdate() {},
      updateComplete: Promise.resolve(true),
    };
    const shortcuts = new ShortcutController(host, registry);
    shortcuts.hostConnected();
    const dialog = document.createElement('dialog');
    const field = document.createElement('input');
    dialog.append(field);
    document.body.append(dialog);
    dialog.showModal();
    field.dispatchEvent(strokes.box);
    field.dispatchEvent(strokes.lock);
    expect(ran).to.deep.equal(['lock']);
    dialog.remove();
    shortcuts.hostDisconnected();
  });
});

describe('[ID27] use of the app', () => {
  let now = 0;
  const clock = { now: () => now as EpochMs };
  const minute = 60_000;
  const stroke = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  const look = () => document.dispatchEvent(new Event('visibilitychange'));

  function watched(minutes: number) {
    now = 1_000 * minute;
    let used = 0;
    let locks = 0;
    const lock = {
      noteUse: () => {
        used = now;
      },
      lastUse: () => used,
      lock: async () => {
        locks += 1;
      },
    };
    return { stop: watchUse(lock, minutes, clock), locks: () => locks, use: (at: number) => (used = at) };
  }

  it('locks it after the minutes that nobody used it, also when the device slept', () => {
    const { stop, locks } = watched(5);
    now += 4 * minute;
    stroke();
    now += 4 * minute;
    look();
    expect(locks()).to.equal(0);
    now += 90 * minute;
    stroke(); // whoever wakes the device is asked first
    expect(locks()).to.equal(1);
    stop();
  });

  it('counts in all tabs, and not when it locks only at the end', () => {
    const { stop, locks, use } = watched(5);
    now += 4 * minute;
    use(now);
    now += 4 * minute;
    look();
    expect(locks()).to.equal(0);
    stop();
    const never = watched(0);
    now += 900 * minute;
    look();
    expect(never.locks()).to.equal(0);
    never.stop();
  });

  it('goes on from now when the clock is set back', () => {
    const { stop, locks } = watched(5);
    now -= 600 * minute;
    look();
    now += 4 * minute;
    look();
    expect(locks()).to.equal(0);
    now += 2 * minute;
    look();
    expect(locks()).to.equal(1);
    stop();
  });
});
