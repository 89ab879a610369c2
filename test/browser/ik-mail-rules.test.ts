import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail-rules/ik-mail-rules-settings.js';
import type { IkMailRulesSettings } from '../../src/components/mail-rules/ik-mail-rules-settings.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import type { MailAccount, Mailbox } from '../../src/domain/mail/mailbox.js';
import type { MailRule, MailRules } from '../../src/domain/mail/rules/rule.js';
import type { ServerRules } from '../../src/domain/mail/rules/server-rules.js';
import { firstOf } from '../../src/domain/watchable.js';
import { createCell } from '../support/cell.js';
import { createFakeMailRules } from '../support/fake-mail-rules.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const rule = (id: string): MailRule => ({
  ...{ id, name: `Rule ${id}`, isOn: true, match: 'all', stops: false },
  conditions: [{ field: 'subject', test: 'contains', value: id, not: false }],
  actions: [{ type: 'star' }],
});
const server: ServerRules = { at: 'server', hasScripts: true, canForward: true, hasVacation: true };

async function show(rules: readonly MailRule[], standing: ServerRules = server) {
  const state = createFakeState();
  const fake = createFakeMailRules((name, ...args) => {
    state.calls.push([name, ...args]);
    return { undo: async () => void state.calls.push([`undo ${name}`]) };
  });
  fake.rules.set({ rules, blocked: ['x@y.z'], approved: [], changed: 1 });
  const account: MailAccount = { id: 'a', kind: 'jmap', name: 'ann@example.org', identities: [], rules: standing };
  const base = createFakeServices({}, state);
  const inbox: Mailbox = {
    ...{ id: 'i', accountId: 'a', name: 'Inbox', parentId: null, role: 'inbox', sortOrder: 0 },
    ...{ totalEmails: 3, unreadEmails: 0, totalThreads: 3, unreadThreads: 0 },
  };
  const mail = {
    ...base.mail,
    watchAccounts: () => createCell<readonly MailAccount[]>([account]),
    watchMailboxes: () => createCell<readonly Mailbox[]>([inbox]),
  };
  const services = createFakeServices({ mail, mailRules: fake }, state);
  const mounted = await mount<IkMailRulesSettings>(html`<ik-mail-rules-settings></ik-mail-rules-settings>`, {
    services,
  });
  const { element } = mounted;
  await settled(element);
  const list = element.shadowRoot!.querySelector('ik-rule-list')!;
  await settled(list);
  const kept = () => fake.rules.get() as MailRules;
  const grip = (id: string) => list.shadowRoot!.querySelector<HTMLElement>(`[data-id='${id}'] .grip`)!;
  return { element, list, fake, kept, grip, services, events: () => mounted.events<NoticeEvent>('ik-notice') };
}

describe('<ik-mail-rules-settings>', () => {
  it('shows rules, where they run, senders and the answer while away', async () => {
    const { element, list } = await show([rule('a')]);
    expect(element.shadowRoot!.textContent).to.contain('also while all your devices are off');
    expect(list.shadowRoot!.textContent).to.contain('Subject contains “a” → star');
    expect(element.shadowRoot!.querySelector('ik-vacation-settings')).to.not.equal(null);
    await expectAccessible(element);
  });

  it('orders by the arrow keys, keeps the focus, and can be undone', async () => {
    const { list, kept, grip, events } = await show([rule('a'), rule('b'), rule('c')]);
    grip('a').focus();
    grip('a').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    await settled(list);
    expect(kept().rules.map(({ id }) => id)).to.deep.equal(['b', 'a', 'c']);
    expect(list.shadowRoot!.activeElement).to.equal(grip('a'));
    expect(events().at(-1)?.options.undo).to.not.equal(undefined);
  });

  it('orders by dragging, to the place of the rule it is dropped on', async () => {
    const { list, kept } = await show([rule('a'), rule('b'), rule('c')]);
    const row = (id: string) => list.shadowRoot!.querySelector<HTMLElement>(`li[data-id='${id}']`)!;
    const dataTransfer = new DataTransfer();
    for (const [id, type] of [
      ['a', 'dragstart'],
      ['c', 'dragover'],
      ['c', 'drop'],
    ] as const)
      row(id).dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    await settled(list);
    expect(kept().rules.map(({ id }) => id)).to.deep.equal(['b', 'c', 'a']);
  });

  it('switches a rule off', async () => {
    const { list, kept } = await show([rule('a')]);
    list.shadowRoot!.querySelector<HTMLInputElement>('.on input')!.click();
    await settled(list);
    expect(kept().rules[0]?.isOn).to.equal(false);
  });

  it('gives labels: known ones are offered, a name becomes a keyword, and a trial says what would be done', async () => {
    const { element, fake, kept } = await show([]);
    fake.test = async () => ({ total: 1, looked: 3, notHere: 0, emails: [] });
    [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.buttons button')][0]!.click();
    await until(() => element.shadowRoot!.querySelector('ik-rule-dialog') !== null);
    const dialog = element.shadowRoot!.querySelector('ik-rule-dialog')!;
    await settled(dialog);
    const root = dialog.shadowRoot!;
    const set = async (label: string, value: string, type: 'input' | 'change' = 'input') => {
      const field = root.querySelector<HTMLInputElement>(`[aria-label='${label}']`)!;
      field.value = value;
      field.dispatchEvent(new Event(type, { bubbles: true }));
      await settled(dialog);
      return field;
    };
    await set('Value', 'Rechnung');
    await set('What is done', 'label', 'change');
    const save = async () => {
      root.querySelector<HTMLFormElement>('form')!.requestSubmit();
      await settled(dialog);
    };
    await save();
    expect(root.querySelector('[role=alert]')?.textContent).to.contain('name');
    const offered = [...root.querySelectorAll('datalist option')].map((each) => each.getAttribute('value'));
    expect(offered).to.deep.equal(['bills', 'büro']);
    const field = await set('Name of the label', 'Büro ');
    expect(field.value).to.equal('Büro ');
    const trial = root.querySelector('ik-rule-trial')!;
    await settled(trial);
    trial.shadowRoot!.querySelector<HTMLButtonElement>('.row button')!.click();
    const done = await until(() => trial.shadowRoot!.querySelector('.done'), 'what would be done is said');
    expect(done.textContent).to.contain('label “büro”');
    await expectAccessible(dialog);
    await save();
    await until(() => kept().rules.length === 1);
    expect(kept().rules[0]?.actions).to.deep.equal([{ type: 'label', label: 'b=c3=bcro' }]);
  });

  it('takes the rules of a server that has later ones', async () => {
    const { element, fake } = await show([], { ...server, problem: { kind: 'newer', text: '' } });
    let taken = '';
    fake.takeFromServer = async (id) => {
      taken = id;
      return { value: true };
    };
    element.shadowRoot!.querySelector<HTMLButtonElement>('.warning button')!.click();
    await settled(element);
    expect(taken).to.equal('a');
  });

  it('blocks domains and refuses what is no sender', async () => {
    const { element, kept } = await show([]);
    const senders = element.shadowRoot!.querySelector('ik-sender-lists')!;
    await settled(senders);
    const root = senders.shadowRoot!;
    const add = async (text: string) => {
      root.querySelector<HTMLInputElement>('form input')!.value = text;
      root.querySelector<HTMLFormElement>('form')!.requestSubmit();
      await settled(senders);
    };
    await add('no sender');
    expect(root.querySelector('[role=alert]')).to.not.equal(null);
    await add('Bad.Example');
    expect(kept().blocked).to.deep.equal(['@bad.example', 'x@y.z']);
  });

  it('switches the junk filter, says what it has learned, and has it forget that until it is undone', async () => {
    const { element, events, fake } = await show([]);
    const filter = element.shadowRoot!.querySelector('ik-junk-settings')!;
    const root = filter.shadowRoot!;
    await until(() => root.textContent!.includes('from 12 messages marked as spam and 100 good ones'));
    root.querySelector<HTMLInputElement>('input')!.click();
    await until(() => !root.querySelector<HTMLInputElement>('input')!.checked);
    expect((await firstOf(fake.watchJunk())).isOn).to.equal(false);
    root.querySelector<HTMLButtonElement>('.button')!.click();
    await until(() => root.textContent!.includes('so far it knows 0 and 0'));
    expect(root.querySelector('.button')).to.equal(null);
    await events().at(-1)!.options.undo!();
    await until(() => root.textContent!.includes('from 12 messages'));
    await expectAccessible(element);
  });

  describe('the answer while away', () => {
    const away = async (standing: ServerRules) => {
      const shown = await show([], standing);
      const settings = shown.element.shadowRoot!.querySelector('ik-vacation-settings')!;
      await until(() => settings.shadowRoot!.querySelector('details'));
      settings.shadowRoot!.querySelector('details')!.open = true;
      const root = settings.shadowRoot!;
      const field = (label: string) =>
        [...root.querySelectorAll('label')]
          .find((each) => each.textContent?.trim().startsWith(label))
          ?.querySelector<HTMLInputElement>('input, select, textarea');
      const set = async (label: string, value: string) => {
        const found = field(label)!;
        found.value = value;
        found.dispatchEvent(new Event('input', { bubbles: true }));
        found.dispatchEvent(new Event('change', { bubbles: true }));
        await settled(settings);
      };
      const save = async () => {
        root.querySelector('form')!.requestSubmit();
        await settled(settings);
      };
      return { ...shown, settings, root, field, set, save };
    };

    it('is for people of domains, and another one for everybody else', async () => {
      const { fake, set, save, root, field, settings } = await away({ ...server, hasAudiences: true });
      await set('Who is answered', 'domains');
      await set('Answer', 'Hello colleagues');
      await save();
      expect(root.querySelector('[role=alert]')?.textContent).to.contain('Name a domain');
      await set('Domains', '@Firm.test bad"one');
      await save();
      expect(root.querySelector('[role=alert]')?.textContent).to.contain('bad"one');
      await set('Domains', '@Firm.test, firm.example');
      field('Everybody else gets')!.click();
      await settled(settings);
      await save();
      expect(root.querySelector('[role=alert]')?.textContent).to.contain('everybody else');
      await set('Answer to everybody else', 'Closed');
      await expectAccessible(settings);
      await save();
      await until(() => fake.away.get().isOn);
      expect(fake.away.get()).to.deep.include({
        ...{
          audience: 'domains',
          domains: ['firm.test', 'firm.example'],
          text: 'Hello colleagues',
          otherText: 'Closed',
        },
      });
    });

    it('is for contacts, as they are now', async () => {
      const { fake, set, save, services } = await away({ ...server, hasAudiences: true });
      const row = (email: string) => ({ email }) as Awaited<ReturnType<typeof services.contacts.rows>>[number];
      services.contacts.rows = async () => [row('Anna@Example.org'), row(''), row('bob@example.org')];
      await set('Who is answered', 'contacts');
      await set('Answer', 'Back soon');
      await save();
      await until(() => fake.away.get().isOn);
      expect(fake.away.get().contacts).to.deep.equal(['anna@example.org', 'bob@example.org']);
    });

    it('is for everybody where the server cannot tell people apart, and says so', async () => {
      const { field, root } = await away(server);
      expect(field('Who is answered')).to.equal(undefined);
      expect(root.textContent).to.contain('answers everybody alike');
    });
  });
});
