import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/account/ik-address-row.js';
import type { IkAddressRow } from '../../src/components/account/ik-address-row.js';
import { createFakeAddresses } from '../support/fake-addresses.js';
import { createFakeServices } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(() => {
  unmountAll();
});

async function show(address: string) {
  const addresses = createFakeAddresses();
  const services = createFakeServices({ addresses });
  const mounted = await mount<IkAddressRow>(html`<ik-address-row .address=${address}></ik-address-row>`, { services });
  const { element } = mounted;
  const root = element.shadowRoot!;
  const dialog = () => root.querySelector('ik-address-dialog')?.shadowRoot;
  const submit = () => dialog()!.querySelector('form')!.requestSubmit();
  return {
    ...mounted,
    addresses,
    root,
    dialog,
    submit,
    alert: () => dialog()?.querySelector('[role=alert]')?.textContent ?? '',
  };
}

describe('<ik-address-row>', () => {
  it('proves an address: a code is asked for, a wrong one is said so with the tries that are left', async () => {
    const { element, root, dialog, submit, alert, events } = await show('');
    await expectAccessible(element);
    root.querySelector('button')!.click();
    await until(() => dialog()?.querySelector('#address') != null);
    await expectAccessible(element);
    dialog()!.querySelector<HTMLInputElement>('#address')!.value = 'anna@example.org';
    submit();
    await until(() => dialog()?.querySelector('#code') != null);
    await until(() => dialog()!.activeElement?.id === 'code');
    expect(dialog()!.querySelector('[role=status]')!.textContent).to.contain('anna@example.org');
    dialog()!.querySelector<HTMLInputElement>('#code')!.value = '111111';
    submit();
    await until(() => alert().includes('4 tries are left'));
    await expectAccessible(element);
    dialog()!.querySelector<HTMLInputElement>('#code')!.value = '123456';
    submit();
    await until(() => dialog() === undefined);
    await until(() => events('ik-notice').length === 1);
    await until(() => root.activeElement === root.querySelector('button'));
  });

  it('warns when the address is somebody else’s by now', async () => {
    const { element, root, addresses } = await show('anna@example.org');
    expect(root.textContent).to.contain('E-mail address: anna@example.org');
    expect(root.querySelector('[role=alert]')).to.equal(null);
    addresses.lost.set(true);
    await settled(element);
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('somebody else’s by now');
    await expectAccessible(element);
  });
});
