import { expect } from 'chai';
import { html } from 'lit';
import '../../../src/components/sharing/ik-share-dialog.js';
import type { NoticeEvent } from '../../../src/components/shared/notice-event.js';
import type { IkShareDialog } from '../../../src/components/sharing/ik-share-dialog.js';
import type { Collection } from '../../../src/domain/collections/collection.js';
import { createFakeAccount, exampleAccount } from '../../support/fake-account.js';
import { createFakeServices, createFakeState, personalBook, workCalendar } from '../../support/fake-services.js';
import { exampleShare, type FakeSharing } from '../../support/fake-sharing.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../../support/mount.js';

afterEach(unmountAll);

async function open(collection: Collection = workCalendar) {
  const account = createFakeAccount(undefined, exampleAccount);
  const services = createFakeServices({ account }, createFakeState());
  const mounted = await mount<IkShareDialog>(html`<ik-share-dialog .collection=${collection}></ik-share-dialog>`, {
    services,
  });
  const { element } = mounted;
  const root = element.shadowRoot!;
  await until(() => root.querySelector('ik-invite-form'), 'the form is drawn');
  await settled(element);
  const line = (name: string) =>
    [...root.querySelectorAll<HTMLElement>('li')].find((one) => one.textContent?.includes(name))!;
  const choose = async (name: string, label: string) => {
    const menu = line(name).querySelector('ik-menu')!;
    menu.shadowRoot!.querySelector<HTMLElement>('button')!.click();
    const item = await until(() =>
      [...menu.shadowRoot!.querySelectorAll<HTMLElement>('[role=menuitem]')].find((one) =>
        one.textContent?.includes(label),
      ),
    );
    item.click();
  };
  const form = () => root.querySelector('ik-invite-form')!.shadowRoot!;
  const invite = async (address: string) => {
    const input = form().querySelector<HTMLInputElement>('#who')!;
    input.value = address;
    input.dispatchEvent(new Event('input'));
    form().querySelector('form')!.requestSubmit();
    await settled(element);
  };
  const notices = () => mounted.events<NoticeEvent>('ik-notice').map(({ message }) => message);
  return { ...mounted, services, root, line, choose, form, invite, notices, calls: services.state.calls };
}

describe('<ik-share-dialog>', () => {
  it('[SH1] shows who has it, who is invited, and invites by address with the role that is chosen', async () => {
    const { element, line, form, invite, calls } = await open();
    expect(line('Marie Curie').textContent).to.contain('(you)').and.contain('Owner');
    expect(line('Bob Martin').textContent).to.contain('bob@example.org');
    expect(line('Sophie Germain').textContent).to.contain('Can view').and.contain('open until');
    await expectAccessible(element);
    document.documentElement.dataset.theme = 'dark';
    await expectAccessible(element);
    const role = form().querySelector('select')!;
    role.selectedIndex = [...role.options].findIndex(({ text }) => text === 'Can edit');
    role.dispatchEvent(new Event('change'));
    await invite('ada@example.org');
    await until(() => line('ada@example.org'));
    expect(calls).to.deep.include([
      'sharing.invite',
      'work',
      { by: 'address', address: 'ada@example.org', name: '' },
      2,
    ]);
    expect(form().querySelector('[role=status]')!.textContent).to.contain('Invitation sent to ada@example.org.');
  });

  it('[SH1] names the roles of an address book otherwise, and has neither busy only nor an address for everybody', async () => {
    const { root, form } = await open({ ...personalBook, id: 'work' });
    const names = [...form().querySelectorAll('option')].map(({ text }) => text);
    expect(names).to.deep.equal(['Read only', 'Read and write', 'Administration']);
    expect(root.querySelector('ik-public-link')).to.equal(null);
  });

  it('offers a link when nobody here has that address, and says what is no address', async () => {
    const { element, form, invite, root } = await open();
    await invite('ada');
    expect(form().querySelector('[role=alert]')!.textContent).to.contain('no e-mail address');
    await invite('nobody@example.org');
    const button = await until(() => form().querySelector<HTMLElement>('.problem .button'));
    await expectAccessible(element);
    button.click();
    await until(() => form().querySelector('ik-link-box'));
    const box = deep(root.querySelector('ik-invite-form')!, 'ik-link-box', 'input') as HTMLInputElement;
    expect(box.value).to.match(/^https:\/\/ikebana\.test\/join#/);
  });

  it('changes a role, makes somebody the owner, and takes it back', async () => {
    const { line, choose, calls, notices } = await open();
    const role = line('Bob Martin').querySelector('select')!;
    role.selectedIndex = [...role.options].findIndex(({ text }) => text === 'Can view');
    role.dispatchEvent(new Event('change'));
    await until(() => calls.some(([name]) => name === 'sharing.setRole'));
    expect(calls).to.deep.include(['sharing.setRole', exampleShare.members[1]!.account, 1]);
    await choose('Bob Martin', 'Remove');
    await until(() => line('Bob Martin') === undefined);
    expect(notices().at(-1)).to.contain('Nothing new reaches them');
  });

  it('[SH6] confirms who came by link, and shows words to compare', async () => {
    const { root, line, choose, calls } = await open();
    const waiting = line('Invited to');
    [...waiting.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent === 'Confirm')!.click();
    await until(() => calls.some(([name]) => name === 'sharing.confirm'));
    await choose('Bob Martin', 'Compare words');
    await until(() => root.querySelectorAll('.words li').length === 6);
  });

  it('withdraws an invitation, sends it again, and shows its link', async () => {
    const { element, root, line, choose, calls, notices } = await open();
    await choose('Sophie Germain', 'Send again');
    await until(() => notices().includes('The invitation was sent again.'));
    expect(calls).to.deep.include(['sharing.resend', exampleShare.invites[0]!.id]);
    await settled(element);
    await choose('Sophie Germain', 'Withdraw');
    await until(() => line('Sophie Germain') === undefined);
    expect(notices().at(-1)).to.equal('The invitation was withdrawn.');
    await choose('open until', 'Show the link');
    await until(() => root.querySelector('ik-link-box'));
  });

  it('says that a link was used, when it was: nobody sends it on', async () => {
    const { element, form, invite, root, services } = await open();
    const sharing = services.sharing as FakeSharing;
    await invite('nobody@example.org');
    (await until(() => form().querySelector<HTMLElement>('.problem .button'))).click();
    const box = await until(() => form().querySelector('ik-link-box'));
    const text = () => box.shadowRoot!.textContent ?? '';
    await settled(element);
    expect(text()).to.contain('Send this link yourself');
    const now = sharing.share.get()!;
    sharing.share.set({ ...now, invites: now.invites.slice(0, -1) });
    await until(() => text().includes('was used, or taken back'));
    expect(box.shadowRoot!.querySelector('input')).to.equal(null);
    await expectAccessible(element);
    expect(root.querySelector('ik-invite-form')).to.not.equal(null);
  });
});
