import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/sharing/ik-public-link.js';
import type { IkPublicLink } from '../../src/components/sharing/ik-public-link.js';
import { AppError } from '../../src/domain/errors.js';
import { createFakePublicLinks } from '../support/fake-public-links.js';
import { createFakeServices } from '../support/fake-services.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(() => {
  unmountAll();
});

async function show(services = createFakeServices()) {
  const mounted = await mount<IkPublicLink>(html`<ik-public-link collection-id="work"></ik-public-link>`, { services });
  const { element } = mounted;
  const root = element.shadowRoot!;
  const part = (at: number) => root.querySelectorAll<HTMLElement>('.link')[at]!;
  const box = (at: number) => part(at).querySelector<HTMLInputElement>('.switch')!;
  const address = (at: number) => part(at).querySelector<HTMLInputElement>('.address input')?.value;
  return { ...mounted, services, root, part, box, address, calls: services.state.calls };
}

describe('<ik-public-link>', () => {
  it('is off, says what everybody and the server would see, and shows times alone when it is switched on', async () => {
    const { element, part, box, address, calls } = await show();
    expect(box(0).checked || box(1).checked).to.equal(false);
    expect(part(0).textContent).to.contain('the server can read this calendar while someone fetches it');
    expect(part(1).textContent).to.contain('The server cannot read it');
    await expectAccessible(element);
    box(0).click();
    await until(() => address(0) !== undefined);
    expect(address(0)).to.equal('https://relay.example.org/ics/example');
    expect(box(0).checked).to.equal(true);
    expect(address(1)).to.equal(undefined);
    expect(calls).to.deep.include(['publicLinks.publish', 'ics', 'busy', 'Busy']);
    await expectAccessible(element);
  });

  it('shows more only when that is chosen', async () => {
    const { part, box, address, calls } = await show();
    box(1).click();
    await until(() => address(1) !== undefined);
    const choice = part(1).querySelector('select')!;
    choice.value = 'full';
    choice.dispatchEvent(new Event('change'));
    await until(() =>
      calls.some(([name, form, content]) => name === 'publicLinks.publish' && form === 'page' && content === 'full'),
    );
  });

  it('is off at once, which can be taken back', async () => {
    const { events, box, address, element } = await show();
    box(0).click();
    await until(() => address(0) !== undefined);
    await settled(element);
    box(0).click();
    await until(() => address(0) === undefined);
    const [notice] = events<Event & { message: string; options: { undo(): Promise<void> } }>('ik-notice').slice(-1);
    expect(notice!.message).to.contain('switched off');
    await notice!.options.undo();
    await until(() => address(0) === 'https://relay.example.org/ics/example');
  });

  it('stays as it is without the relay, and says why', async () => {
    const links = createFakePublicLinks(() => ({ undo: async () => undefined }));
    const failing = {
      ...links,
      publish: () => Promise.reject(new AppError('sync/offline', 'no connection')),
    };
    const { element, part, box } = await show(createFakeServices({ publicLinks: failing }));
    box(0).click();
    await until(() => part(0).querySelector('[role=alert]') !== null);
    expect(part(0).querySelector('[role=alert]')!.textContent).to.contain('relay cannot be reached');
    expect(box(0).checked).to.equal(false);
    await expectAccessible(element);
  });

  it('copies the address, or selects it where the browser lets nothing copy', async () => {
    const { root, part, box, address, element, events } = await show();
    box(0).click();
    await until(() => address(0) !== undefined);
    await settled(element);
    deep(element, '.address .button').click();
    await until(() => events('ik-notice').length > 0 || part(0).querySelector('[role=alert]') !== null);
    const field = root.querySelector<HTMLInputElement>('#ics-address')!;
    const isSelected = field.selectionEnd === field.value.length;
    expect(events('ik-notice').length > 0 || isSelected).to.equal(true);
  });
});
