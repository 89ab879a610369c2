import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/history/ik-deleted-dialog.js';
import '../../src/components/history/ik-history-dialog.js';
import type { IkHistoryDialog } from '../../src/components/history/ik-history-dialog.js';
import '../../src/components/history/ik-restore-dialog.js';
import type { IkRestoreDialog } from '../../src/components/history/ik-restore-dialog.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { AppError } from '../../src/domain/errors.js';
import { createFakeServices, workCalendar } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const inside = (element: Element) => element.shadowRoot!;
const lines = (element: Element) => [...inside(element).querySelectorAll('.differences li')];
const submit = (element: Element) => inside(element).querySelector<HTMLButtonElement>('[type=submit]')!;
const restore = () => html`<ik-restore-dialog .collection=${workCalendar}></ik-restore-dialog>`;

describe('<ik-restore-dialog>', () => {
  it('shows what differs, opens an entry, and restores what is chosen with one undo', async () => {
    const services = createFakeServices();
    const { element, events } = await mount<IkRestoreDialog>(restore(), { services });
    await until(() => lines(element).length === 3, 'differences');
    expect(lines(element).map((line) => line.querySelector('.title')?.textContent)).to.deep.equal([
      'Concert',
      'Lunch with Sophie',
      'Buy flowers',
    ]);
    expect(lines(element)[1]?.querySelector('.sub')?.textContent).to.contain('Title, Place');
    lines(element)[1]!.querySelector('button')!.click();
    await until(() => lines(element)[1]?.querySelector('dl'), 'details');
    await settled(element);
    await expectAccessible(element);
    lines(element)[2]!.querySelector<HTMLInputElement>('input')!.click();
    await settled(element);
    submit(element).click();
    const [notice] = await until(() => {
      const found = events<NoticeEvent>('ik-notice');
      return found.length > 0 && found;
    }, 'notice');
    expect(notice?.message).to.equal('2 entries restored.');
    const [, request] = services.state.calls.find(([name]) => name === 'history.restore')!;
    expect(request).to.deep.include({ collectionId: 'work', uids: ['lunch', 'gone'] });
    await notice?.options.undo?.();
    expect(services.state.calls.at(-1)).to.deep.equal(['undo', 'history.restore']);
  });

  it('says that nothing changed, and why something failed', async () => {
    const services = createFakeServices();
    const quiet = { ...services.history, differences: async () => [] };
    const first = await mount<IkRestoreDialog>(restore(), { services: createFakeServices({ history: quiet }) });
    await until(() => inside(first.element).querySelector('.empty'), 'empty');
    expect(submit(first.element).disabled).to.equal(true);
    await expectAccessible(first.element);
    unmountAll();
    const full = () => Promise.reject(new AppError('store/quota', 'full'));
    const failing = createFakeServices({ history: { ...services.history, restore: full } });
    const { element } = await mount<IkRestoreDialog>(restore(), { services: failing });
    await until(() => lines(element).length === 3, 'differences');
    submit(element).click();
    const alert = await until(() => inside(element).querySelector('[role=alert]'), 'alert');
    expect(alert.textContent).to.contain('no room left');
  });

  it('into a new calendar leaves out what was not there, and undo removes the calendar', async () => {
    const services = createFakeServices();
    const { element, events } = await mount<IkRestoreDialog>(restore(), { services });
    await until(() => lines(element).length === 3, 'differences');
    const select = inside(element).querySelector<HTMLSelectElement>('.where select')!;
    select.value = 'new';
    select.dispatchEvent(new Event('change'));
    await settled(element);
    expect(submit(element).textContent).to.equal('Restore 2 entries');
    await expectAccessible(element);
    submit(element).click();
    const notice = await until(() => events<NoticeEvent>('ik-notice')[0], 'notice');
    await notice.options.undo?.();
    const names = services.state.calls.map(([name]) => name).filter((name) => name.startsWith('collections.'));
    expect(names).to.deep.equal(['collections.create', 'collections.remove']);
  });
});

describe('<ik-history-dialog>', () => {
  it('says who, when, what before and after, and restores a version', async () => {
    const services = createFakeServices();
    const ref = { collectionId: 'work', uid: 'lunch' };
    const { element, events } = await mount<IkHistoryDialog>(
      html`<ik-history-dialog .ref=${ref} name="Lunch"></ik-history-dialog>`,
      { services },
    );
    await until(() => inside(element).querySelectorAll('li').length === 2, 'entries');
    const [now, first] = inside(element).querySelectorAll('li');
    expect(now?.textContent).to.contain('this device');
    expect(now?.querySelector('del')?.textContent).to.contain('Lunch');
    expect(first?.textContent).to.contain('Imported').and.to.contain('Telephone');
    await expectAccessible(element);
    first!.querySelector('button')!.click();
    await until(() => events<NoticeEvent>('ik-notice')[0], 'notice');
    expect(services.state.calls).to.deep.include(['history.restoreVersion', ref, 'a']);
  });
});

describe('<ik-history-dialog> of what may only be looked at', () => {
  it('offers no version again', async () => {
    const ref = { collectionId: 'work', uid: 'lunch' };
    const { element } = await mount<IkHistoryDialog>(
      html`<ik-history-dialog .ref=${ref} name="Lunch" readonly></ik-history-dialog>`,
      { services: createFakeServices() },
    );
    await until(() => inside(element).querySelectorAll('li').length === 2, 'entries');
    expect(inside(element).querySelector('li button')).to.equal(null);
  });
});

describe('<ik-deleted-dialog>', () => {
  it('lists what was deleted and brings it back', async () => {
    const services = createFakeServices();
    const { element } = await mount(html`<ik-deleted-dialog></ik-deleted-dialog>`, { services });
    const button = await until(() => inside(element).querySelector<HTMLButtonElement>('li button'), 'row');
    await expectAccessible(element);
    button.click();
    await until(() => services.state.calls.some(([name]) => name === 'history.bringBack'), 'brought back');
  });
});
