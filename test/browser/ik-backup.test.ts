import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { BackupRefusal } from '../../src/app/backup/backup.js';
import type { Services, WorkOptions } from '../../src/app/services.js';
import '../../src/components/backup/ik-backup-dialog.js';
import type { IkBackupDialog } from '../../src/components/backup/ik-backup-dialog.js';
import '../../src/components/backup/ik-backup-restore.js';
import type { IkBackupRestore } from '../../src/components/backup/ik-backup-restore.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { backupError } from '../../src/domain/backup/backup.js';
import { AppError } from '../../src/domain/errors.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createFakeServices } from '../support/fake-services.js';
import { deep, expectAccessible, hasFocus, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(async () => {
  unmountAll();
  await setViewport({ width: 1200, height: 800 });
});

/** More than one word. */
const GOOD = 'seven green kettles sing at dawn';
const made = {
  made: Date.UTC(2026, 10, 18, 9) as EpochMs,
  calendars: 2,
  addressBooks: 1,
  items: 40,
  emails: 7,
  files: 3,
};

/** A backup that ends when a test says so. */
function slowBackup() {
  const calls: string[] = [];
  let end: (result: Blob | Error) => void = () => {};
  let options: WorkOptions = {};
  const make: Services['backup']['make'] = (passphrase, given = {}) => {
    calls.push(passphrase);
    options = given;
    return new Promise((resolve, reject) => {
      end = (result) => (result instanceof Blob ? resolve(result) : reject(result));
      given.signal?.addEventListener('abort', () => reject(new AppError('cancelled', 'stopped')));
    });
  };
  return { make, calls, end: (result: Blob | Error) => end(result), options: () => options };
}

const textOf = (element: Element) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ');
const buttonOf = (element: Element, name: string) =>
  [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('button')].find(
    (one) => one.textContent!.trim() === name,
  )!;
const field = (element: Element, id: string) => deep<HTMLInputElement>(element, `#${id}`);
function type(element: Element, id: string, value: string) {
  const input = field(element, id);
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

async function showMaking(make?: Services['backup']['make']) {
  const services = createFakeServices();
  const all: Services = make === undefined ? services : { ...services, backup: { ...services.backup, make } };
  const shown = await mount<IkBackupDialog>(
    html`<ik-backup-dialog .services=${all} date="2026-11-18"></ik-backup-dialog>`,
    { services: all },
  );
  return { ...shown, calls: services.state.calls };
}

describe('<ik-backup-dialog>', () => {
  it('begins in the passphrase, weighs it, and asks for it twice', async () => {
    const { element, calls } = await showMaking();
    await until(() => hasFocus(field(element, 'fresh')));
    await expectAccessible(element);
    type(element, 'fresh', 'abc');
    buttonOf(element, 'Make the backup').click();
    await settled(element);
    expect(deep(element, '.error').textContent).to.match(/characters|short/i);
    expect(hasFocus(field(element, 'fresh'))).to.equal(true);
    type(element, 'fresh', GOOD);
    type(element, 'again', `${GOOD}!`);
    buttonOf(element, 'Make the backup').click();
    await settled(element);
    expect(deep(element, '.error').textContent).to.contain('not the same');
    expect(hasFocus(field(element, 'again'))).to.equal(true);
    await expectAccessible(element);
    expect(calls).to.deep.equal([]);
  });

  it('gives the file by keys alone, and says where it is', async () => {
    const { element, events, calls } = await showMaking();
    await until(() => hasFocus(field(element, 'fresh')));
    type(element, 'fresh', GOOD);
    field(element, 'again').focus();
    await sendKeys({ type: GOOD });
    let closed = false;
    element.addEventListener('ik-close', () => {
      closed = true;
    });
    await sendKeys({ press: 'Enter' });
    await until(() => closed);
    expect(calls).to.deep.equal([['backup.make', GOOD]]);
    expect(events<NoticeEvent>('ik-notice').map(({ message }) => message)).to.deep.equal([
      'The backup is in your downloads.',
    ]);
  });

  it('shows how far it is, and can be stopped: the dialog stays as it was', async () => {
    const { make, options } = slowBackup();
    const { element } = await showMaking(make);
    type(element, 'fresh', GOOD);
    type(element, 'again', GOOD);
    buttonOf(element, 'Make the backup').click();
    await until(() => element.shadowRoot!.querySelector('progress'));
    options().onProgress?.({ done: 1, total: 4, fraction: 0.25 });
    await settled(element);
    expect(deep<HTMLProgressElement>(element, 'progress').value).to.equal(0.25);
    await expectAccessible(element);
    buttonOf(element, 'Stop').click();
    await until(() => element.shadowRoot!.querySelector('progress') === null);
    expect([field(element, 'fresh').value, textOf(element).includes('Cancelled')]).to.deep.equal([GOOD, false]);
  });

  it('[AC3] goes on in the background when the dialog is left for that, and is said by the app at its end', async () => {
    const slow = slowBackup();
    const { element, host, events } = await showMaking(slow.make);
    element.addEventListener('ik-close', () => element.remove());
    type(element, 'fresh', GOOD);
    type(element, 'again', GOOD);
    buttonOf(element, 'Make the backup').click();
    await until(() => buttonOf(element, 'In the background'));
    // What a dialog shows is not told twice.
    expect(slow.options().again?.()).to.equal(undefined);
    buttonOf(element, 'In the background').click();
    expect([element.isConnected, slow.options().signal?.aborted]).to.deep.equal([false, false]);
    const again = slow.options().again?.();
    slow.end(new AppError('store/quota', 'full'));
    await until(() => again !== undefined);
    again?.();
    expect(slow.calls).to.deep.equal([GOOD, GOOD]);
    // Outside of an app nobody but the dialog hears.
    const said: string[] = [];
    element.addEventListener('ik-notice', ({ message }) => said.push(message));
    slow.end(new Blob(['backup']));
    await until(() => said.length === 1);
    expect([said, events('ik-notice').length, host.isConnected]).to.deep.equal([
      ['The backup is in your downloads.'],
      0,
      true,
    ]);
  });

  it('[AC3] ends with the dialog when it is closed otherwise', async () => {
    const slow = slowBackup();
    const { element } = await showMaking(slow.make);
    type(element, 'fresh', GOOD);
    type(element, 'again', GOOD);
    buttonOf(element, 'Make the backup').click();
    await until(() => slow.calls.length === 1);
    element.remove();
    expect(slow.options().signal?.aborted).to.equal(true);
  });

  it('fits a phone', async () => {
    await setViewport({ width: 390, height: 844 });
    const { element } = await showMaking();
    await expectAccessible(element);
    expect(document.documentElement.scrollWidth).to.equal(390);
  });
});

const file = new File(['IKEBANA'], 'ikebana-2026-11-18.ikebana');

async function showRestore(check: Services['backup']['check'], given: File | 'none' = file) {
  const services = createFakeServices();
  const restored: string[] = [];
  const backup: Services['backup'] = {
    ...services.backup,
    check,
    restore: async (_, passphrase) => void restored.push(passphrase),
  };
  const all: Services = { ...services, backup };
  let reloads = 0;
  const reload = () => {
    reloads += 1;
  };
  const { element } = await mount<IkBackupRestore>(
    html`<ik-backup-restore .services=${all} locale="en-GB" .file=${given === 'none' ? undefined : given} .reload=${reload}></ik-backup-restore>`,
    { services: all },
  );
  return { element, restored, reloads: () => reloads };
}

describe('<ik-backup-restore>', () => {
  const refusals: readonly [BackupRefusal, RegExp][] = [
    ['foreign', /This is no backup of Ikebana/],
    ['newer', /made by a newer version of Ikebana. Update this one/],
    ['passphrase', /This is not the passphrase the backup was made with/],
    ['damaged', /This file is damaged: it was cut off or altered/],
    ['not-empty', /There is something here already/],
    ['open-elsewhere', /Ikebana is open in another tab/],
  ];

  for (const [why, text] of refusals)
    it(`says what is wrong with one that is refused (${why}), that nothing was changed, and asks again`, async () => {
      const { element, restored, reloads } = await showRestore(() => Promise.reject(backupError(why, 'no')));
      type(element, 'pass', GOOD);
      buttonOf(element, 'Continue').click();
      const error = await until(() => element.shadowRoot!.querySelector('[role=alert]'));
      expect(error.textContent).to.match(text).and.to.contain('Nothing was changed.');
      await expectAccessible(element);
      expect([restored, reloads(), field(element, 'pass').disabled]).to.deep.equal([[], 0, false]);
    });

  it('shows what is in it before anything is written, and then loads the app anew', async () => {
    const { element, restored, reloads } = await showRestore(async () => made);
    type(element, 'pass', GOOD);
    buttonOf(element, 'Continue').click();
    await until(() => buttonOf(element, 'Restore'));
    for (const part of [
      '18 November 2026',
      'Calendars: 2',
      'Events, tasks and contacts: 40',
      'Messages: 7',
      'Files: 3',
    ])
      expect(textOf(element)).to.contain(part);
    await expectAccessible(element);
    expect(restored).to.deep.equal([]);
    buttonOf(element, 'Restore').click();
    await until(() => reloads() === 1);
    expect(restored).to.deep.equal([GOOD]);
  });

  it('asks for a file where none was dropped, and for the passphrase, by keys alone', async () => {
    const { element } = await showRestore(async () => made, 'none');
    await expectAccessible(element);
    field(element, 'pass').focus();
    await sendKeys({ type: GOOD });
    await sendKeys({ press: 'Enter' });
    await until(() => textOf(element).includes('Choose the file of the backup.'));
    expect(hasFocus(field(element, 'file'))).to.equal(true);
  });

  it('fits a phone', async () => {
    await setViewport({ width: 390, height: 844 });
    const { element } = await showRestore(async () => made);
    await expectAccessible(element);
    expect(document.documentElement.scrollWidth).to.equal(390);
  });
});
