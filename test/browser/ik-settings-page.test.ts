import { expect } from 'chai';
import { html } from 'lit';
import type { Services, StorageService } from '../../src/app/services.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import '../../src/components/shell/ik-settings-page.js';
import type { IkSettingsPage } from '../../src/components/shell/ik-settings-page.js';
import { createFakeServices, personalBook } from '../support/fake-services.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

async function open(storage: Partial<StorageService> = {}) {
  const services = createFakeServices();
  const used: Services = { ...services, storage: { ...services.storage, ...storage } };
  const mounted = await mount<IkSettingsPage>(html`<ik-settings-page .version=${'1.2.3'}></ik-settings-page>`, {
    services: used,
  });
  await until(() => mounted.element.shadowRoot?.querySelector('meter'));
  await settled(mounted.element);
  const button = (label: string) =>
    [...(mounted.element.shadowRoot?.querySelectorAll('button') ?? [])].find((b) =>
      b.textContent?.includes(label),
    ) as HTMLButtonElement;
  const choose = (select: HTMLSelectElement, value: string) => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  return { ...mounted, button, choose, state: services.state, settings: () => services.state.settings.get() };
}

describe('<ik-settings-page>', () => {
  it('is accessible in both themes', async () => {
    const { element } = await open();
    await expectAccessible(element);
  });

  it('writes each choice at once', async () => {
    const { element, choose, settings } = await open();
    deep<HTMLInputElement>(element, 'label:last-of-type input[name=theme]').click();
    const [locale, firstDay] = element.shadowRoot?.querySelectorAll('select') ?? [];
    const sort = element.shadowRoot?.querySelector('[aria-labelledby=contacts] select');
    choose(locale as HTMLSelectElement, 'fr-CH');
    choose(firstDay as HTMLSelectElement, '7');
    choose(sort as HTMLSelectElement, 'company');
    expect(settings()).to.include({ theme: 'dark', locale: 'fr-CH', firstDay: 7, contactSort: 'company' });
  });

  it('lets new events and contacts go to another calendar and book, where there are several', async () => {
    const { element, choose, settings, state } = await open();
    const field = (label: string) =>
      [...(element.shadowRoot?.querySelectorAll('label') ?? [])]
        .find((found) => found.textContent?.includes(label))
        ?.querySelector('select');
    expect(field('New contacts go to')).to.equal(undefined);
    state.collections.set([...state.collections.get(), { ...personalBook, id: 'club', name: 'Club' }]);
    await settled(element);
    choose(field('New events go to') as HTMLSelectElement, 'family');
    choose(field('New contacts go to') as HTMLSelectElement, 'club');
    expect(settings()).to.include({ defaultCalendarId: 'family', defaultAddressBookId: 'club' });
    await settled(element);
    expect(field('New events go to')?.value).to.equal('family');
    await expectAccessible(element);
  });

  it('names the days in the locale', async () => {
    const { element } = await open();
    const days = [...(element.shadowRoot?.querySelectorAll('select')[1]?.options ?? [])].map(({ text }) => text);
    expect(days.slice(1)).to.deep.equal(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);
  });

  it('takes a time zone in any case, and refuses one that does not exist', async () => {
    const { element, settings } = await open();
    const field = deep(element, 'ik-zone-field');
    const input = deep<HTMLInputElement>(field, 'input');
    const type = async (text: string) => {
      input.value = text;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await settled(element);
    };
    await type('america/new york');
    expect(settings().timeZone).to.equal('America/New_York');
    await type('Mars/Olympus');
    expect(settings().timeZone).to.equal('America/New_York');
    expect(field.shadowRoot?.textContent).to.contain('There is no time zone “Mars/Olympus”');
    await expectAccessible(element);
    await type('');
    expect(settings().timeZone).to.equal('');
  });

  it('tells how much is stored, and asks the browser to keep it', async () => {
    let persisted = false;
    const { element, button, events } = await open({
      info: async () => ({ usage: 12_300_000, quota: 2e9, persisted }),
      persist: async () => {
        persisted = true;
        return true;
      },
    });
    expect(element.shadowRoot?.textContent).to.contain('12.3 MB used of 2 GB');
    button('Ask for lasting storage').click();
    await until(() => element.shadowRoot?.textContent?.includes('Lasting storage is on:'));
    expect(events<NoticeEvent>('ik-notice').length).to.equal(1);
  });

  it('says so when a task fails, and allows another try', async () => {
    const { button, events } = await open({ rebuild: () => Promise.reject(new Error('boom')) });
    button('Rebuild index').click();
    const notice = await until(() => events<NoticeEvent>('ik-notice')[0]);
    expect(notice.options.kind).to.equal('error');
    await until(() => !button('Rebuild index').disabled);
  });
});
