// What other programs bring: mail links, things that were shared; and the badge of the app's icon.
import { expect } from 'chai';
import { html } from 'lit';
import type { Services } from '../../src/app/services.js';
import '../../src/components/share-target/ik-shared.js';
import type { IkShared } from '../../src/components/share-target/ik-shared.js';
import type { ImportRequestEvent } from '../../src/components/shared/import-request-event.js';
import type { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import '../../src/components/shell/ik-app.js';
import { showAppBadge } from '../../src/components/shell/app-badge.js';
import type { IkApp } from '../../src/components/shell/ik-app.js';
import { MAIL_USED } from '../../src/components/shell/unread-controller.js';
import type { Mailbox } from '../../src/domain/mail/mailbox.js';
import { takeShare } from '../../src/share-target.js';
import type { FakeMail } from '../support/fake-mail.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { deep, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(async () => {
  unmountAll();
  document.querySelector('ik-compose-dock')?.remove();
  localStorage.removeItem(MAIL_USED);
  await caches.delete('ikebana-shared');
});

/** As the system posts it; @returns the name it waits under. */
async function share(texts: Readonly<Record<string, string>>, files: readonly File[] = []): Promise<string> {
  const body = new FormData();
  for (const [name, text] of Object.entries(texts)) body.set(name, text);
  for (const file of files) body.append('files', file);
  const answer = await takeShare(new Request('/share', { method: 'POST', body }));
  expect(answer.status).to.equal(303);
  return new URL(answer.headers.get('Location')!, location.href).searchParams.get('shared')!;
}

async function show(id: string, services: Services = createFakeServices()) {
  const mounted = await mount<IkShared>(html`<ik-shared .share=${id}></ik-shared>`, { services });
  const closed: Event[] = [];
  mounted.element.addEventListener('ik-close', (event) => closed.push(event));
  const text = () => mounted.element.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const button = (name: string) =>
    [...mounted.element.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)!;
  return { ...mounted, closed, text, button };
}

const calendar = new File(['BEGIN:VCALENDAR\r\nEND:VCALENDAR'], 'team.ics', { type: 'text/calendar' });
const letter = new File(['Subject: Hi\r\n\r\nHi'], 'letter.eml', { type: 'message/rfc822' });
const photo = new File(['x'], 'photo.jpg', { type: 'image/jpeg' });

describe('things shared with the app', () => {
  it('[SL1] a calendar goes to the import at once, with its bytes', async () => {
    const { events, closed } = await show(await share({}, [calendar]));
    await until(() => closed.length > 0);
    const [wish] = events<ImportRequestEvent>('ik-import');
    expect(wish!.files.map(({ name }) => name)).to.deep.equal(['team.ics']);
    expect(await wish!.files[0]!.text()).to.contain('BEGIN:VCALENDAR');
  });

  it('[SL1] of several kinds each has its way, one after the other', async () => {
    const { element, events, closed, button, text } = await show(
      await share({ title: 'All' }, [calendar, letter, photo]),
    );
    await until(() => text().includes('photo.jpg'));
    await expectAccessible(element);
    button('Import calendars and contacts').click();
    await element.updateComplete;
    expect(text()).not.to.contain('team.ics');
    button('Import mail').click();
    await element.updateComplete;
    const wishes = events<ImportRequestEvent>('ik-import');
    expect(wishes.map(({ files }) => files.map(({ name }) => name))).to.deep.equal([['team.ics'], ['letter.eml']]);
    expect(closed).to.have.length(0);
    expect(text()).to.contain('photo.jpg');
  });

  it('[SL3] a text becomes an event when the person says so', async () => {
    const { host, events, button, text } = await show(await share({ title: 'Concert', text: 'at eight' }));
    await until(() => text().includes('at eight'));
    button('New event').click();
    const root = await until(() => deep(host, 'ik-shared').shadowRoot?.querySelector('ik-event-dialog'));
    expect(root.fields.title).to.equal('Concert');
    expect(root.fields.description).to.equal('at eight');
    expect(events<NavigateEvent>('ik-navigate').map(({ url }) => url)).to.deep.equal(['/calendar']);
  });

  it('[SL2] says what is not there any more, or too much', async () => {
    const id = await share({ text: 'once' });
    const first = await show(id);
    await until(() => first.text().includes('once'));
    const again = await show(id);
    await until(() => again.text().includes('not here any more'));
    const many = Array.from({ length: 101 }, (_, at) => new File(['x'], `${at}.ics`));
    const much = await show(await share({ title: 'Many' }, many));
    await until(() => much.text().includes('more than can be handed over'));
    expect(much.events('ik-import')).to.have.length(0);
  });
});

describe('a mail link that the system gives to the app', () => {
  it('[SL4] opens a window to write in, also without an account, and leaves no address that would open another', async () => {
    const testPage = location.href;
    const link = 'mailto:ann@a.example?subject=Hello%0D%0ABcc:x@y.example&body=Hi&bcc=eve@e.example';
    history.replaceState(null, '', `/import?url=${encodeURIComponent(link)}`);
    const app = document.createElement('ik-app') as IkApp;
    const services = createFakeServices();
    app.services = services;
    document.body.append(app);
    try {
      const compose = await until(() => app.querySelector('ik-compose'));
      await until(() => deep(compose, 'ik-recipients').shadowRoot?.textContent?.includes('ann@a.example'));
      const subject = deep<HTMLInputElement>(compose, '.subject');
      expect(subject.value).to.equal('Hello Bcc:x@y.example');
      expect(app.textContent).not.to.contain('eve@');
      expect(location.pathname + location.search).to.equal('/mail');
    } finally {
      app.remove();
      localStorage.clear();
      history.replaceState(null, '', testPage);
    }
  });
});

describe('the badge of the icon', () => {
  const inbox = (id: string, unreadEmails: number, role: Mailbox['role'] = 'inbox') =>
    ({ id, accountId: 'a', role, unreadEmails }) as Mailbox;

  it('[SL5] counts what is unread in inboxes, goes with the last one, and can be switched off', async () => {
    localStorage.setItem(MAIL_USED, '1');
    const state = createFakeState();
    const services = createFakeServices({}, state);
    const { mailboxes } = services.mail as FakeMail;
    mailboxes.set([inbox('1', 2), inbox('2', 3), inbox('3', 9, 'junk')]);
    const drawn: (number | 'none')[] = [];
    const badge = {
      setAppBadge: async (count: number) => void drawn.push(count),
      clearAppBadge: async () => void drawn.push('none'),
    };
    const stop = showAppBadge(services, badge);
    mailboxes.set([inbox('1', 1)]);
    state.settings.set({ ...state.settings.get(), appBadge: false });
    state.settings.set({ ...state.settings.get(), appBadge: true });
    mailboxes.set([inbox('1', 0)]);
    expect(drawn).to.deep.equal([5, 1, 'none', 1, 'none']);
    stop();
    mailboxes.set([inbox('1', 7)]);
    expect(drawn).to.have.length(5);
  });

  it('[SL5] does not start mail that nobody has used', () => {
    let asked = 0;
    const services = createFakeServices();
    const watchMailboxes = () => {
      asked += 1;
      return services.mail.watchMailboxes();
    };
    const mail = { ...services.mail, watchMailboxes };
    const badge = { setAppBadge: async () => {}, clearAppBadge: async () => {} };
    const stop = showAppBadge({ ...services, mail }, badge);
    expect(asked).to.equal(0);
    localStorage.setItem(MAIL_USED, '1');
    window.dispatchEvent(new Event(MAIL_USED));
    expect(asked).to.equal(1);
    stop();
  });
});
