// [ID28] What is typed into a form is there again after the app has locked itself, and nowhere in the page meanwhile.
import { expect } from 'chai';
import { html, render } from 'lit';
import '../../src/components/calendar/ik-event-dialog.js';
import '../../src/components/contacts/ik-contact-dialog.js';
import '../../src/components/shared/tokens.css';
import '../../src/components/shell/ik-app.js';
import '../../src/components/tasks/ik-task-dialog.js';
import { openEventForm } from '../../src/components/calendar/open-event-form.js';
import { watchUse } from '../../src/components/lock/watch-use.js';
import { openCompose } from '../../src/components/mail/compose/open-compose.js';
import type { IkApp } from '../../src/components/shell/ik-app.js';
import type { LockState } from '../../src/domain/lock/lock.js';
import type { UnsavedForm } from '../../src/domain/lock/unsaved-form.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createFakeLock } from '../support/fake-lock.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { expectAccessible, settled, until } from '../support/mount.js';

const open: LockState = { isSet: true, locked: false, minutes: 15 };
const testPage = location.href;
const host = document.createElement('div');
type Call = readonly [name: string, ...args: readonly unknown[]];

async function start(first: LockState = open, sealed: Readonly<Record<string, readonly UnsavedForm[]>> = {}) {
  history.replaceState(null, '', '/settings');
  const calls: Call[] = [];
  const lock = createFakeLock((...call) => calls.push(call), first);
  for (const [tab, forms] of Object.entries(sealed)) lock.sealed.set(tab, forms);
  const state = createFakeState();
  const services = createFakeServices({ lock }, state);
  document.body.append(host);
  render(html`<ik-app .services=${services}></ik-app>`, host);
  const app = host.firstElementChild as IkApp;
  await settled(app);
  const locked = () => until(() => app.shadowRoot?.querySelector('ik-lock-screen'), 'it is locked');
  const unlock = async () => {
    await lock.unlock(lock.passphrase);
    await until(() => app.shadowRoot?.querySelector('nav'), 'it is unlocked');
  };
  const offered = () => until(() => app.querySelector('ik-unsaved')?.shadowRoot?.querySelector('ik-dialog'), 'offered');
  return { app, lock, services, state, calls, locked, unlock, offered };
}

/** Everything that is in the page, in whatever shadow tree: text, and what is typed. */
function contentOf(root: Node): string {
  const own = root instanceof HTMLInputElement || root instanceof HTMLTextAreaElement ? root.value : '';
  const text = root.nodeType === Node.TEXT_NODE ? (root as Text).data : '';
  const shadow = root instanceof Element && root.shadowRoot ? contentOf(root.shadowRoot) : '';
  return own + text + shadow + [...root.childNodes].map(contentOf).join(' ');
}
const field = (form: Element, selector: string) =>
  until(() => form.shadowRoot?.querySelector<HTMLInputElement>(selector), selector);
async function write(form: Element, selector: string, text: string) {
  const input = await field(form, selector);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}
function press(app: IkApp, name: string) {
  const found = [...(app.querySelector('ik-unsaved')?.shadowRoot?.querySelectorAll('button') ?? [])].find(
    (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === name,
  );
  if (!found) throw new Error(`no button “${name}”`);
  found.click();
}
/** A form of a page that is shown. */
async function newEvent({ app, services }: Awaited<ReturnType<typeof start>>, title: string) {
  const page = await until(() => app.shadowRoot?.querySelector('ik-settings-page'));
  await until(() => page.shadowRoot, 'it is drawn');
  await openEventForm(page, services, app.display, { title: '', guests: [] });
  const form = await until(() => page.shadowRoot?.querySelector('ik-event-dialog'));
  await write(form, 'input.title', title);
  return form;
}
const again = (app: IkApp, tag: string) =>
  until(() => app.querySelector('ik-unsaved')?.shadowRoot?.querySelector(tag), `${tag} is open again`);

/** Of a part of the page, in whatever shadow they are. */
function buttonsIn(root: ParentNode): readonly HTMLButtonElement[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element instanceof HTMLButtonElement ? [element] : []),
    ...(element.shadowRoot ? buttonsIn(element.shadowRoot) : []),
  ]);
}

describe('[ID28] what was not saved when the app was locked', () => {
  afterEach(() => {
    render(null, host);
    host.remove();
    localStorage.clear();
    history.replaceState(null, '', testPage);
  });

  it('is nowhere in the page while it is locked, offered afterwards, and goes on where it was', async () => {
    const started = await start();
    const { app, lock, calls, locked, unlock, offered } = started;
    await until(() => lock.beforeLock);
    await newEvent(started, 'Kaulquappenrunde');
    // “Lock now”, a moment after the last letter.
    await lock.lock();
    await locked();
    expect(contentOf(document.body)).not.to.contain('Kaulquappe');
    await unlock();
    const dialog = await offered();
    await settled(app);
    expect(contentOf(dialog)).to.contain('Kaulquappenrunde');
    await expectAccessible(app.querySelector('ik-unsaved')!);
    press(app, 'Go on with “Kaulquappenrunde”');
    const form = await again(app, 'ik-event-dialog');
    expect((await field(form, 'input.title')).value).to.equal('Kaulquappenrunde');
    expect(lock.sealed.get('own')).to.have.length(1);
    // Locked once more in the middle of it.
    await write(form, 'input.title', 'Kaulquappenrunde am Teich');
    await lock.lock();
    await locked();
    expect(contentOf(document.body)).not.to.contain('Kaulquappe');
    await unlock();
    await offered();
    press(app, 'Go on with “Kaulquappenrunde am Teich”');
    const last = await again(app, 'ik-event-dialog');
    last.shadowRoot!.querySelector('form')!.requestSubmit();
    await until(() => calls.length >= 0 && lock.sealed.get('own')?.length === 0, 'saved, it waits no longer');
    await lock.lock();
    await locked();
    await unlock();
    await settled(app);
    expect(app.querySelector('ik-unsaved')?.shadowRoot?.querySelector('ik-dialog') ?? null).to.equal(null);
  });

  it('is kept while one types: another tab may lock the app', async () => {
    const started = await start();
    const { app, lock, locked, unlock, offered } = started;
    await until(() => lock.beforeLock);
    await newEvent(started, 'Seerosen');
    await until(() => lock.sealed.get('own')?.length === 1, 'it is sealed');
    lock.state.set({ ...open, locked: true });
    await locked();
    await unlock();
    expect(contentOf(await offered())).to.contain('Seerosen');
    expect(app.querySelector('ik-unsaved')).not.to.equal(null);
  });

  it('of a message is kept among the drafts; its window is gone from the page, and offered again', async () => {
    const { app, lock, services, locked, unlock, offered } = await start();
    await until(() => lock.beforeLock);
    const { run } = services.mail;
    (services.mail as { run: typeof run }).run = async (command) => ({ ...(await run(command)), emailId: 'kept' });
    await openCompose(app, { kind: 'new', subject: 'Seerosenfest', text: 'Am Ufer' });
    await until(() => app.querySelector('ik-compose'));
    await lock.lock();
    await locked();
    await until(() => app.querySelector('ik-compose-dock') === null, 'the window is gone');
    expect(contentOf(document.body)).not.to.match(/Seerosenfest|Am Ufer/);
    const kept = services.state.calls.filter(([name]) => name === 'mail.run').map(([, command]) => command);
    expect(JSON.stringify(kept.at(-1))).to.contain('Am Ufer');
    const [form] = lock.sealed.get('own') ?? [];
    expect(form).to.deep.equal({ kind: 'mail', emailId: 'kept', subject: 'Seerosenfest' });
    await unlock();
    expect(contentOf(await offered()))
      .to.contain('Seerosenfest')
      .and.to.contain('among the drafts');
  });

  it('is not asked about once it was saved, or given up', async () => {
    const started = await start();
    const { app, lock } = started;
    await until(() => lock.beforeLock);
    const form = await newEvent(started, 'Seerosen');
    await until(() => lock.sealed.get('own')?.length === 1);
    form.shadowRoot!.querySelector('form')!.requestSubmit();
    await until(() => lock.sealed.get('own')?.length === 0, 'saved');
    const other = await newEvent(started, 'Teichrosen');
    await until(() => lock.sealed.get('own')?.length === 1);
    other.shadowRoot!.querySelector('ik-dialog')!.leave();
    await settled(other);
    [...other.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === 'Discard')!.click();
    await until(() => lock.sealed.get('own')?.length === 0, 'given up');
    expect(app.querySelector('ik-unsaved')).to.equal(null);
  });

  it('is offered by the next tab when its own was closed; it can be discarded, and that taken back; or left for later', async () => {
    const { app, lock, state, offered } = await start(open, {
      gone: [
        {
          kind: 'task',
          calendarId: '',
          parts: ['Schnur'],
          draft: { title: 'Drachen bauen' } as never,
        },
        { kind: 'mail', emailId: 'e1', subject: '' },
      ],
    });
    expect(state.collections.get().length).to.be.greaterThan(0);
    const dialog = await offered();
    await settled(app);
    expect(contentOf(dialog)).to.contain('Drachen bauen').and.to.contain('Without a title');
    // It is this tab's from now on.
    await until(() => !lock.sealed.has('gone') && lock.sealed.get('own')?.length === 2);
    await expectAccessible(app.querySelector('ik-unsaved')!);
    press(app, 'Discard “Without a title”');
    await until(() => lock.sealed.get('own')?.length === 1);
    // Notices lie in the dialog that is open: everything else is out of reach.
    const undo = await until(() => buttonsIn(document.body).find((button) => /Undo/.test(button.textContent!)));
    undo.click();
    await until(() => lock.sealed.get('own')?.length === 2, 'taken back');
    press(app, 'Go on with “Drachen bauen”');
    const form = await again(app, 'ik-task-dialog');
    expect((await field(form, 'input.title')).value).to.equal('Drachen bauen');
    expect(contentOf(form)).to.contain('Schnur');
    form.shadowRoot!.querySelector('ik-dialog')!.leave();
    await settled(form);
    [...form.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === 'Discard')!.click();
    // What waits beside it comes next.
    await offered();
    press(app, 'Later');
    await until(() => app.querySelector('ik-unsaved')!.shadowRoot!.querySelector('ik-dialog') === null);
    expect(lock.sealed.get('own')).to.have.length(1);
  });

  it('brings a contact’s form back with fields that its card does not have yet', async () => {
    const { app, offered } = await start(open, {
      gone: [
        {
          kind: 'contact',
          bookId: '',
          draft: { given: 'Ada', family: 'Teich', nickname: 'Quappe', department: 'Ufer' } as never,
        },
      ],
    });
    await offered();
    press(app, 'Go on with “Ada Teich”');
    const form = await again(app, 'ik-contact-dialog');
    const typed = await until(() => {
      const values = [...form.shadowRoot!.querySelectorAll('input')].map(({ value }) => value);
      return values.includes('Ada') && values;
    });
    expect(typed).to.include.members(['Ada', 'Teich', 'Quappe', 'Ufer']);
  });
});

describe('[ID27] dictated text', () => {
  it('counts as use, though no key is pressed', () => {
    let now = 1_000 * 60_000;
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
    const stop = watchUse(lock, 5, { now: () => now as EpochMs });
    for (let minute = 0; minute < 12; minute++) {
      now += 60_000;
      document.body.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
    expect(locks).to.equal(0);
    stop();
  });
});
