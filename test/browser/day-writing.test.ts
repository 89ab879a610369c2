import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/day/ik-day.js';
import '../../src/components/mail/compose/ik-compose-dock.js';
import type { IkDay } from '../../src/components/day/ik-day.js';
import { createFakeAssistant } from '../support/fake-assistant.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { deep, exampleDisplay, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const on = { isOn: true, address: 'https://ai.example/v1', model: 'small', hasKey: true, isAgreed: true };

async function open(theme: 'light' | 'dark' = 'light', dayHidden: readonly string[] = []) {
  const state = createFakeState();
  state.settings.set({ ...state.settings.get(), dayHidden });
  const assistant = createFakeAssistant((name, ...args) => void state.calls.push([name, ...args]));
  const services = createFakeServices({ assistant }, state);
  const { element: page } = await mount<IkDay>(html`<ik-day></ik-day><ik-compose-dock></ik-compose-dock>`, {
    services,
    display: { ...exampleDisplay, theme },
  });
  await until(() => deep(page, 'ik-day-mail').shadowRoot);
  const card = () => page.shadowRoot!.querySelector<HTMLElement>('[data-widget=writing]');
  const part = () => until(() => page.shadowRoot!.querySelector('ik-day-writing')?.shadowRoot?.querySelector('form'));
  return { page, assistant, calls: state.calls, card, part };
}

describe('writing help on My Day [WH6]', () => {
  it('is there only while it is set up, also among what is hidden', async () => {
    const { page, assistant, card } = await open('light', ['writing']);
    deep(page, '.arrange').click();
    await settled(page);
    const shows = () => page.shadowRoot!.textContent!.includes('Show Writing help');
    expect([card(), shows()]).to.deep.equal([null, false]);
    assistant.state.set(on);
    await until(shows);
    expect(card()).to.equal(null);
  });

  for (const theme of ['light', 'dark'] as const)
    it(`can be used by everybody (${theme}), and moved by keys`, async () => {
      const { page, assistant, part, card, calls } = await open(theme);
      expect(card()).to.equal(null);
      assistant.state.set(on);
      await part();
      await expectAccessible(page);
      deep(page, '.arrange').click();
      await settled(page);
      deep(page, '[data-widget=writing] .handle').focus();
      await sendKeys({ press: 'Home' });
      const order = ['writing', 'moment', 'mail', 'rooms', 'tasks'];
      await until(() => calls.some(([, change]) => JSON.stringify(change) === JSON.stringify({ dayOrder: order })));
    });

  it('opens help on its words over a new message, and sends nothing', async () => {
    const { assistant, part } = await open();
    assistant.state.set(on);
    const input = (await part()).querySelector('input')!;
    input.focus();
    await sendKeys({ press: 'Enter' });
    expect(document.querySelector('ik-compose')).to.equal(null);
    await sendKeys({ type: 'thanks for lunch' });
    await sendKeys({ press: 'Enter' });
    const compose = await until(() => document.querySelector('ik-compose'));
    const help = await until(() => compose.shadowRoot!.querySelector('ik-writing-help'));
    await settled(help);
    expect(deep<HTMLTextAreaElement>(help, '#keywords').value).to.equal('thanks for lunch');
    expect(help.shadowRoot!.querySelector('pre:last-of-type')!.textContent).to.contain('thanks for lunch');
    expect(assistant.questions).to.have.length(0);
  });
});
