import { setViewport } from '@web/test-runner-commands';
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
  it('has its working hours inside of their box on a phone', async () => {
    await setViewport({ width: 390, height: 844 });
    const { element } = await open();
    const hours = element.shadowRoot!.querySelector('.hours')!;
    const { right } = hours.getBoundingClientRect();
    const fields = [...hours.querySelectorAll('input[type=time]')];
    expect(fields).to.have.length(10);
    for (const field of fields) {
      expect(field.getBoundingClientRect().right).to.be.at.most(right);
      expect(field.scrollWidth).to.be.at.most(field.clientWidth);
    }
    await setViewport({ width: 1280, height: 800 });
  });

  it('lists its sections, leads to each, and shows which one is read', async () => {
    await setViewport({ width: 1280, height: 800 });
    const { element } = await open();
    const root = element.shadowRoot!;
    element.style.blockSize = '760px';
    const lines = () => [...root.querySelectorAll<HTMLElement>('nav button')];
    const headings = () =>
      [...root.querySelectorAll('.column > *')].flatMap(
        (part) => (part.shadowRoot ?? part).querySelector<HTMLElement>('h2[id]') ?? [],
      );
    const textOf = (part: Element) => part.textContent?.trim();
    const isWhole = () => lines().map(textOf).join() === headings().map(textOf).join();
    await until(() => headings().length > 12 && isWhole(), 'all sections are listed');
    const current = () =>
      lines()
        .filter((line) => line.ariaCurrent !== null)
        .map(textOf);
    expect(current()).to.deep.equal(['Appearance']);
    lines()
      .find((line) => textOf(line) === 'App lock')!
      .click();
    const lock = headings().find((one) => textOf(one) === 'App lock')!;
    await until(() => (lock.getRootNode() as ShadowRoot).activeElement === lock, 'it has the focus');
    expect(lock.getBoundingClientRect().top).to.be.within(0, 800);
    await until(() => current().join() === 'App lock');
    // The last ones are too short to come to the top.
    lines()
      .find((line) => textOf(line) === 'On this device')!
      .click();
    await until(() => current().join() === 'On this device');
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
    expect(current()).to.deep.equal(['On this device']);
    root.querySelector('.scroll')!.scrollTo(0, 0);
    await until(() => current().join() === 'Appearance');
    await expectAccessible(element);
  });

  it('has them in a drawer on a phone', async () => {
    await setViewport({ width: 390, height: 844 });
    const { element } = await open();
    element.style.blockSize = '800px';
    const root = element.shadowRoot!;
    const drawer = () => root.querySelector('ik-page')!.shadowRoot!.querySelector('.frame')!.classList.contains('open');
    root.querySelector<HTMLElement>('.menu-button')!.click();
    await until(drawer);
    const lines = () => [...root.querySelectorAll<HTMLElement>('nav button')];
    (await until(() => lines().find((line) => line.textContent?.trim() === 'About'))).click();
    await until(() => !drawer() && root.activeElement?.id === 'about');
    await setViewport({ width: 1280, height: 800 });
  });

  it('is accessible in both themes', async () => {
    const { element } = await open();
    await expectAccessible(element);
  });

  it('writes each choice at once', async () => {
    const { element, choose, settings } = await open();
    deep<HTMLInputElement>(element, 'label:last-of-type input[name=theme]').click();
    deep<HTMLInputElement>(element, 'label:last-of-type input[name=accent]').click();
    const [locale, firstDay] = element.shadowRoot?.querySelectorAll('select') ?? [];
    const sort = element.shadowRoot?.querySelector('[aria-labelledby=contacts] select');
    choose(locale as HTMLSelectElement, 'fr-CH');
    choose(firstDay as HTMLSelectElement, '7');
    choose(sort as HTMLSelectElement, 'company');
    expect(settings()).to.include({
      theme: 'dark',
      accent: 'graphite',
      locale: 'fr-CH',
      firstDay: 7,
      contactSort: 'company',
    });
  });

  it('has every choice of the calendar', async () => {
    const { element, choose, settings } = await open();
    const section = deep(element, '[aria-labelledby=calendar]');
    const select = (label: string) =>
      [...section.querySelectorAll('label')]
        .find((found) => found.textContent?.includes(label))
        ?.querySelector('select') as HTMLSelectElement;
    const named = (name: string) => section.querySelector(`[aria-label="${name}"]`) as HTMLInputElement;
    const change = (field: HTMLInputElement, value: string) => {
      field.value = value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    choose(select('A new event lasts'), '30');
    choose(select('“Several days” shows'), '4');
    choose(select('The schedule shows'), 'this-week');
    choose(named('Add to “Reminders of new events”') as unknown as HTMLSelectElement, '10');
    choose(named('Add to “Reminders of new all-day events”') as unknown as HTMLSelectElement, '900');
    for (const box of section.querySelectorAll<HTMLInputElement>(':scope > div > .check input')) box.click();
    await settled(element);
    section.querySelector<HTMLInputElement>('.day .check input')?.click();
    await settled(element);
    change(named('Tuesday, from'), '08:30');
    await settled(element);
    change(named('Tuesday, to'), '00:00');
    const day = { start: 540, end: 1020 };
    expect(settings()).to.deep.include({
      defaultDuration: 30,
      severalDays: 4,
      schedulePeriod: 'this-week',
      timedReminders: [10],
      allDayReminders: [900],
      weekNumbers: true,
      showDeclined: false,
      workingHours: [null, { start: 510, end: 1440 }, day, day, day, null, null],
    });
    await settled(element);
    named('Remove “the day before at 09:00”').click();
    expect(settings().allDayReminders).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('refuses a working day that ends before it begins', async () => {
    const { element, settings } = await open();
    const field = deep<HTMLInputElement>(element, '[aria-label="Monday, to"]');
    field.value = '08:00';
    field.dispatchEvent(new Event('change', { bubbles: true }));
    expect(field.validationMessage).to.equal('The end must be after the start.');
    expect(settings().workingHours[0]).to.deep.equal({ start: 540, end: 1020 });
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
