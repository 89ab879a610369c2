// What other apps can do, from wherever one is.
import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../src/components/shared/tokens.css';
import '../../src/components/shell/ik-app.js';
import type { IkApp } from '../../src/components/shell/ik-app.js';
import { startLate } from '../../src/components/shell/late.js';
import { createFakeServices } from '../support/fake-services.js';
import { hasFocus, settled, until } from '../support/mount.js';

const testPage = location.href;

before(() => setViewport({ width: 1200, height: 800 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(() => {
  document.querySelector('ik-app')?.remove();
  document.querySelector('ik-reminder-card')?.remove();
  localStorage.clear();
  history.replaceState(null, '', testPage);
});

async function open(path: string) {
  history.replaceState(null, '', path);
  const app = document.createElement('ik-app') as IkApp;
  app.style.blockSize = '700px';
  app.services = createFakeServices();
  document.body.append(app);
  startLate(app);
  await settled(app);
  const offered = (title: string) =>
    app.commands.list().filter((command) => command.title === title && (command.when?.() ?? true));
  const page = (name: string) => app.shadowRoot?.querySelector('#content')?.querySelector(name)?.shadowRoot;
  return { app, offered, page };
}

describe('commands of other apps', () => {
  for (const [title, where, dialog] of [
    ['New event', 'ik-calendar-page', 'ik-event-dialog'],
    ['New task', 'ik-calendar-page', 'ik-task-dialog'],
    ['New contact', 'ik-contacts-page', 'ik-contact-dialog'],
    ['Make a backup…', 'ik-settings-page', 'ik-backup-dialog'],
  ] as const)
    it(`[SL12] ${title} is there on My Day, and opens its form in its app, which then offers it alone`, async () => {
      const { offered, page } = await open('/day');
      expect(offered(title)).to.have.length(1);
      offered(title)[0]!.run();
      await until(() => page(where)?.querySelector(dialog), dialog);
      expect(offered(title)).to.have.length(1);
    });

  it('[SL12] makes an event of a sentence typed on My Day', async () => {
    const { offered, page } = await open('/day');
    offered('New event from a sentence')[0]!.runWith!('lunch tomorrow 12:30');
    const card = await until(() =>
      page('ik-calendar-page')?.querySelector('ik-quick-create, ik-event-dialog, ik-quick-card'),
    );
    await until(() => [...card.shadowRoot!.querySelectorAll('input')].some(({ value }) => /lunch/.test(value)));
  });

  it('[SL12] leads to a section of the settings, again and again', async () => {
    const { app, offered, page } = await open('/day');
    const lead = async (name: string, id: string) => {
      offered(`Settings: ${name}`)[0]!.run();
      const heading = await until(() => page('ik-settings-page')?.querySelector<HTMLElement>(`#${id}`));
      await until(() => hasFocus(heading), name);
      expect(location.pathname).to.equal('/settings');
    };
    await lead('On this device', 'storage');
    await lead('Language and region', 'region');
    await lead('On this device', 'storage');
    expect(app.commands.list().filter(({ title }) => title === 'Show the tasks')).to.have.length(1);
  });
});
