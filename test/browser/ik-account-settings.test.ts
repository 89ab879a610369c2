import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/account/ik-account-settings.js';
import type { Services } from '../../src/app/services.js';
import type { SyncStatus } from '../../src/app/sync/sync.js';
import type { IkAccountSettings } from '../../src/components/account/ik-account-settings.js';
import { ScannedEvent } from '../../src/components/account/ik-code-scanner.js';
import { writePairingCode, writePairingLink } from '../../src/domain/sharing/pairing-code.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createCell } from '../support/cell.js';
import { createFakeAccount, exampleAccount, exampleWords, type FakeAccount } from '../support/fake-account.js';
import { createFakeServices } from '../support/fake-services.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

type Call = readonly [name: string, ...args: readonly unknown[]];

async function page(first?: typeof exampleAccount, more: Partial<Services> = {}) {
  const calls: Call[] = [];
  const account: FakeAccount = createFakeAccount((...call) => {
    calls.push(call);
    return { undo: async () => {} };
  }, first);
  const services = createFakeServices({ account, ...more });
  const { element, events } = await mount<IkAccountSettings>(html`<ik-account-settings></ik-account-settings>`, {
    services,
  });
  await until(() => element.shadowRoot?.querySelector('section'));
  await settled(element);
  const press = (root: Element, name: string) => {
    const found = [...(root.shadowRoot?.querySelectorAll('button') ?? [])].find(
      (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === name,
    );
    if (!found) throw new Error(`no button “${name}”`);
    found.click();
  };
  const dialog = (name: string) => until(() => element.shadowRoot?.querySelector<HTMLElement>(name), name);
  const text = (root: Element = element) => root.shadowRoot?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
  return { account, calls, element, events, press, dialog, text };
}

const field = <T extends HTMLInputElement | HTMLTextAreaElement>(root: Element, selector: string) =>
  deep<T>(root, selector);
function type(input: HTMLInputElement | HTMLTextAreaElement, value: string) {
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
const submit = (root: Element) => deep<HTMLFormElement>(root, 'form').requestSubmit();

describe('<ik-account-settings>', () => {
  afterEach(unmountAll);

  it('offers an account, and makes one with its recovery key', async () => {
    const { calls, element, press, dialog, text } = await page();
    await expectAccessible(element);
    press(element, 'Use on several devices and share');
    const setUp = await dialog('ik-account-dialog');
    await until(() => deep<HTMLInputElement>(setUp, 'ik-relay-field', 'input').value !== '');
    type(field(setUp, '#name'), 'Anna Keller');
    type(field(setUp, '#device'), 'Desk');
    await expectAccessible(setUp);
    submit(setUp);
    const recovery = await dialog('ik-recovery-dialog');
    expect(calls[0]).to.deep.equal([
      'account.create',
      { name: 'Anna Keller', deviceName: 'Desk', relay: 'wss://relay.example.org' },
    ]);
    await until(() => recovery.shadowRoot?.querySelectorAll('li').length === 24);
    await expectAccessible(recovery);
    press(recovery, 'I have written them down');
    await until(() => recovery.shadowRoot?.querySelector('form'));
    const inputs = [...recovery.shadowRoot!.querySelectorAll('input')];
    expect(inputs.length).to.equal(3);
    for (const input of inputs) type(input, 'abandon');
    submit(recovery);
    await until(() => text(recovery).includes('is another one'));
    for (const input of inputs) {
      const place = Number(/\d+/.exec(input.closest('label')!.textContent!)![0]);
      type(input, exampleWords[place - 1]!);
    }
    submit(recovery);
    await until(() => text(recovery).includes('confirmed'));
    expect(calls.at(-1)).to.deep.equal(['account.recovery.confirm']);
  });

  it('says what is wrong with a relay’s address', async () => {
    const { calls, element, press, dialog } = await page();
    press(element, 'Use on several devices and share');
    const setUp = await dialog('ik-account-dialog');
    await until(() => deep<HTMLInputElement>(setUp, 'ik-relay-field', 'input').value !== '');
    type(field(setUp, '#name'), 'Anna');
    const relay = deep<HTMLInputElement>(setUp, 'ik-relay-field', 'input');
    type(relay, 'ws://relay.example.org');
    submit(setUp);
    await until(() => deep(setUp, 'ik-relay-field').shadowRoot?.querySelector('[role=alert]'));
    expect(calls).to.deep.equal([]);
    expect(relay.getAttribute('aria-invalid')).to.equal('true');
  });

  it('shows devices, renames one and removes another after a question', async () => {
    const { account, calls, element, press, dialog, text } = await page(exampleAccount);
    await expectAccessible(element);
    const list = deep(element, 'ik-device-list');
    expect(text(list)).to.contain('Laptop').and.contain('This device').and.contain('Removed devices (1)');
    expect(text(list)).to.contain('Phone · Installed app · last change');
    press(list, 'Rename “Laptop”');
    await until(() => list.shadowRoot?.querySelector('form'));
    field<HTMLInputElement>(list, 'input').value = 'Desk';
    submit(list);
    await until(() => calls.some(([name]) => name === 'account.renameDevice'));
    press(list, 'Remove “Phone”');
    const sure = await dialog('ik-sure-dialog');
    await settled(sure);
    await expectAccessible(sure);
    press(sure, 'Remove device');
    await until(() => calls.some(([name]) => name === 'account.revoke'));
    expect(calls.find(([name]) => name === 'account.revoke')).to.deep.equal(['account.revoke', ['22'.repeat(16)]]);
    expect(account.view.get()?.devices.filter(({ revoked }) => revoked).length).to.equal(2);
  });

  it('lets a new device in by its code, and says which group is wrong', async () => {
    const { account, calls, element, press, dialog, text } = await page(exampleAccount);
    const bytes = Uint8Array.from({ length: 24 }, (_, i) => i * 7);
    const code = writePairingCode(bytes);
    press(element, 'Add a device');
    const admit = await dialog('ik-admit-dialog');
    await settled(admit);
    const area = field<HTMLTextAreaElement>(admit, 'textarea');
    type(
      area,
      code.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
    );
    await until(() => text(admit).includes('Group 1 is not right'));
    type(area, writePairingLink('wss://other.example.org', code));
    submit(admit);
    await until(() => text(admit).includes('waits at another relay'));
    type(area, code);
    submit(admit);
    await until(() => calls.some(([name]) => name === 'account.startAdmit'));
    expect(calls.at(-1)).to.deep.equal(['account.startAdmit', bytes]);
    account.pairing.set({ version: 2, stage: 'digits', end: 'old', digits: '123456', name: 'Phone' });
    await until(() => text(admit).includes('123 456'));
    await expectAccessible(admit);
    press(admit, 'They are the same');
    await until(() => calls.some(([name, same]) => name === 'account.answerDigits' && same === true));
    account.pairing.set({ version: 3, stage: 'failed', code: 'sync/code', detail: { why: 'expired' } });
    await until(() => text(admit).includes('five minutes'));
    press(admit, 'Cancel');
    await until(() => calls.some(([name]) => name === 'account.stopPairing'));
  });

  it('scans the code where the browser can, and shows what it has read', async () => {
    const global = globalThis as { BarcodeDetector?: unknown };
    const before = global.BarcodeDetector;
    global.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code'];
      detect = async () => [];
    };
    try {
      const { calls, element, press, dialog, text } = await page(exampleAccount);
      press(element, 'Add a device');
      const admit = await dialog('ik-admit-dialog');
      await until(() => text(admit).includes('Scan it with the camera'));
      press(admit, 'Scan it with the camera');
      const scan = (code: string) =>
        until(() => admit.shadowRoot?.querySelector('ik-code-scanner')).then((scanner) =>
          scanner.dispatchEvent(new ScannedEvent(code)),
        );
      await scan('https://example.org/another-code');
      expect(admit.shadowRoot?.querySelector('ik-code-scanner')).to.not.equal(null);
      const code = writePairingCode(Uint8Array.from({ length: 24 }, (_, i) => i * 7));
      const wrong = code.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));
      await scan(writePairingLink(exampleAccount.relay, wrong));
      await until(() => text(admit).includes('Group 1 is not right'));
      expect(field<HTMLTextAreaElement>(admit, 'textarea').value).to.equal(wrong);
      press(admit, 'Scan it with the camera');
      await scan(writePairingLink(exampleAccount.relay, code));
      await until(() => calls.some(([name]) => name === 'account.startAdmit'));
    } finally {
      global.BarcodeDetector = before;
    }
  });

  it('shows a new device’s code and what became of it', async () => {
    const { account, calls, element, press, dialog, text } = await page();
    press(element, 'Join from this device');
    const join = await dialog('ik-join-dialog');
    await until(() => deep<HTMLInputElement>(join, 'ik-relay-field', 'input').value !== '');
    submit(join);
    await until(() => calls.some(([name]) => name === 'account.startJoin'));
    const code = writePairingCode(new Uint8Array(24));
    account.pairing.set({
      version: 2,
      stage: 'code',
      code,
      link: writePairingLink('wss://x', code),
      expires: 0 as EpochMs,
    });
    await until(() => join.shadowRoot?.querySelector('.code'));
    await expectAccessible(join);
    account.pairing.set({ version: 3, stage: 'digits', end: 'new', digits: '000042', name: '' });
    await until(() => text(join).includes('000 042'));
    account.pairing.set({ version: 4, stage: 'done', name: '' });
    await until(() => text(join).includes('is in your account'));
    press(join, 'Done');
    await until(() => !element.shadowRoot?.querySelector('ik-join-dialog'));
    expect(calls.some(([name]) => name === 'account.stopPairing')).to.equal(false);
  });

  it('comes back with 24 words, and says what is wrong with others', async () => {
    const { calls, element, press, dialog, text } = await page();
    press(element, 'Recovery key');
    const recover = await dialog('ik-recover-dialog');
    await until(() => deep<HTMLInputElement>(recover, 'ik-relay-field', 'input').value !== '');
    const area = field<HTMLTextAreaElement>(recover, 'textarea');
    type(area, 'hamster ikebana');
    submit(recover);
    await until(() => text(recover).includes('“ikebana”'));
    type(area, exampleWords.slice(1).join(' '));
    submit(recover);
    await until(() => text(recover).includes('these are 23'));
    type(area, exampleWords.join(' '));
    await expectAccessible(recover);
    submit(recover);
    await until(() => calls.some(([name]) => name === 'account.recovery.restore'));
    expect((calls.at(-1)![1] as { phrase: readonly string[] }).phrase).to.deep.equal(exampleWords);
  });

  it('asks once a year whether the words are still there', async () => {
    const old = { confirmed: true, shown: false, since: Date.UTC(2020, 0, 1) as EpochMs };
    const { calls, element, press, text } = await page({ ...exampleAccount, recovery: old });
    expect(text()).to.contain('do you still have the 24 words');
    press(element, 'I have them');
    await until(() => calls.some(([name]) => name === 'account.recovery.confirm'));
  });

  it('begins again with a new account when the relay has lost the old one, and shows its recovery key', async () => {
    const sync = {
      watch: () =>
        createCell<SyncStatus>({
          state: 'stopped',
          relay: exampleAccount.relay,
          waiting: 2,
          problem: 'unknown-account',
        }),
      syncNow: async () => {},
    };
    const { calls, element, press, dialog, text } = await page(exampleAccount, { sync });
    await until(() => text().includes('it has lost it'));
    expect(text()).to.contain('still works').and.contain('2 edits wait');
    await expectAccessible(element);
    press(element, 'Begin again with a new account');
    const again = await dialog('ik-account-dialog');
    await settled(again);
    expect(text(again))
      .to.contain('nothing is lost here')
      .and.contain('invite them again')
      .and.contain('there are new ones');
    expect(field<HTMLInputElement>(again, '#name').value).to.equal('Anna Keller');
    await expectAccessible(again);
    type(field(again, '#device'), 'Desk');
    submit(again);
    await dialog('ik-recovery-dialog');
    expect(calls[0]).to.deep.equal([
      'account.beginAnew',
      { name: 'Anna Keller', deviceName: 'Desk', relay: exampleAccount.relay },
    ]);
  });

  it('leaves the account, and keeps what is here', async () => {
    const { calls, element, press, dialog, text } = await page(exampleAccount);
    press(element, 'Leave the account');
    const sure = await dialog('ik-sure-dialog');
    await settled(sure);
    expect(text(sure)).to.contain('What is here stays here');
    press(sure, 'Leave');
    await until(() => calls.some(([name]) => name === 'account.signOut'));
    await until(() => text().includes('Use on several devices and share'));
  });
});
