// How a person says they are: the form, the face in the rail, and others on faces.
import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { face } from '../../src/components/contacts/contact-face.js';
import type { IkStatusDialog } from '../../src/components/status/ik-status-dialog.js';
import '../../src/components/status/ik-status-dialog.js';
import '../../src/components/status/ik-status.js';
import { createCommandRegistry } from '../../src/app/commands/command-registry.js';
import { knowPeople } from '../../src/components/status/known-statuses.js';
import { StatusOfPerson } from '../../src/components/status/show-status.js';
import { statusNote } from '../../src/components/status/status-note.js';
import { noStatus, type Status } from '../../src/domain/status/status.js';
import { systemClock } from '../../src/domain/time/clock.js';
import { createFakeServices } from '../support/fake-services.js';
import { exampleDisplay, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(() => {
  unmountAll();
  knowPeople([]);
});

async function open(status: Status = noStatus) {
  const services = createFakeServices();
  const mounted = await mount<IkStatusDialog>(
    html`<ik-status-dialog .services=${services} .display=${exampleDisplay} .status=${status} shared></ik-status-dialog>`,
    { services },
  );
  const root = mounted.element.shadowRoot!;
  const button = (text: string) =>
    [...root.querySelectorAll('button')].find((one) => one.textContent?.trim().endsWith(text))!;
  const saved = () => services.state.settings.get().status;
  return { ...mounted, root, button, saved };
}

describe('<ik-status-dialog>', () => {
  it('[ST1] takes presence, an emoji and words, and says until when', async () => {
    const { element, root, button, saved, events } = await open();
    await expectAccessible(element);
    button('At lunch').click();
    await element.updateComplete;
    const before = systemClock.now();
    button('Save').click();
    await until(() => saved() !== noStatus);
    expect(saved()).to.include({ presence: 'away', emoji: '🍽️', text: 'At lunch' });
    expect(saved().until).to.be.within(before + 3_600_000, systemClock.now() + 3_600_000);
    expect(events('ik-notice')).to.have.length(1);
    expect(root.querySelector('ik-dialog')?.open).to.equal(false);
  });

  it('[ST2] keeps the end it has, clears it, and leaves out what is no emoji', async () => {
    const end = systemClock.now() + 7_200_000;
    const { root, element, button, saved } = await open({ presence: 'dnd', emoji: '🎯', text: 'Busy', until: end });
    const emoji = root.querySelector<HTMLInputElement>('input.emoji')!;
    emoji.value = 'abc';
    emoji.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(root.textContent).to.contain('That is no emoji');
    button('Save').click();
    await until(() => saved() !== noStatus);
    expect(saved()).to.deep.equal({ presence: 'dnd', emoji: '', text: 'Busy', until: end });
    const again = await open({ presence: 'away', emoji: '', text: '', until: 0 });
    again.button('Clear status').click();
    await until(() => again.events('ik-notice').length > 0);
    expect(again.saved()).to.deep.equal(noStatus);
  });

  it('is said in the menu of a phone, which has no face to show it', async () => {
    const services = createFakeServices();
    const app = Object.assign(document.createElement('div'), {
      services,
      display: exampleDisplay,
      commands: createCommandRegistry(),
      requestUpdate: () => {},
    });
    const person = new StatusOfPerson(app, services);
    expect(person.more.map(({ label }) => label)).to.deep.equal(['Your status']);
    await services.settings.update({ status: { presence: 'dnd', emoji: '🎯', text: 'Busy', until: 0 } });
    await until(() => person.more[0]?.label === 'Your status: Do not disturb · 🎯 Busy');
  });

  it('[ST4] says who sees it, and that others do not where one may only view', async () => {
    const { root, element } = await open();
    expect(root.textContent).to.contain('Where you may only view, the others do not see it');
    element.shared = false;
    await element.updateComplete;
    expect(root.textContent).to.contain('On this device.').and.not.contain('only view');
  });

  it('looks right on a telephone', async () => {
    await setViewport({ width: 390, height: 800 });
    const { element } = await open();
    await expectAccessible(element);
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
    await setViewport({ width: 800, height: 600 });
  });
});

describe('faces', () => {
  it('[ST4] show how people say they are, by address and by account, until that is over', async () => {
    const now = systemClock.now();
    const person = (address: string, until: number) => ({
      account: address.slice(0, 3),
      name: '',
      address,
      status: { presence: 'away', emoji: '🏝️', text: 'On holiday', until } as const,
    });
    knowPeople([person('ann@a.example', 0), person('bob@b.example', now - 1)]);
    const draw = async (who: string) => {
      const one = { initials: 'A', hue: 1, who };
      const { element } = await mount<HTMLElement>(html`<div>${face(one)}${statusNote(who)}</div>`);
      return [element.querySelector('.face')!.classList.contains('away'), element.textContent?.includes('On holiday')];
    };
    expect(await draw('mailto:Ann@a.example')).to.deep.equal([true, true]);
    expect(await draw('ann')).to.deep.equal([true, true]);
    expect(await draw('bob@b.example')).to.deep.equal([false, false]);
    expect(await draw('carl@c.example')).to.deep.equal([false, false]);
  });
});
