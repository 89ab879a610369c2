import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { DuplicateQuery } from '../../src/app/services.js';
import '../../src/components/contacts/duplicates/ik-duplicates.js';
import type { IkDuplicates } from '../../src/components/contacts/duplicates/ik-duplicates.js';
import '../../src/components/contacts/duplicates/ik-merge-dialog.js';
import type { IkMergeDialog } from '../../src/components/contacts/duplicates/ik-merge-dialog.js';
import { offerReview } from '../../src/components/contacts/duplicates/offer-review.js';
import type { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { AppError } from '../../src/domain/errors.js';
import { createFakeServices, createFakeState, type FakeContact, personalBook } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';
import { sampleContact, typed } from '../support/sample-contacts.js';

afterEach(unmountAll);

const clients = { ...personalBook, id: 'clients', name: 'Clients' };
const again = ({ row, fields }: FakeContact, more: Partial<FakeContact['fields']>): FakeContact => ({
  row: { ...row, uid: `${row.uid}-2` },
  fields: { ...fields, ...more },
});
const ada = sampleContact('Ada Lovelace', { note: 'Likes tea.' });
const alice = sampleContact('Alice Martin', { jobTitle: 'Designer', phones: [typed('0660 1234567')] });
const jean = sampleContact('Jean Dupont', { emails: [typed('jean@one.example')] });
const people = [
  ada,
  again(ada, { note: '', organization: 'Engines' }),
  alice,
  again(alice, { jobTitle: 'Head of design', phones: [typed('+43 660 1234567')] }),
  jean,
  again(jean, { emails: [typed('jean@two.example')] }),
];

/** Text of an element, line by line as it is on screen. */
function linesOf(element: Element): string[] {
  const lines = new Map<number, string>();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null)
    for (let at = 0; at < node.data.length; at += 1) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const [box] = range.getClientRects();
      if (box !== undefined && node.data[at]!.trim() !== '')
        lines.set(Math.round(box.top), (lines.get(Math.round(box.top)) ?? '') + node.data[at]);
    }
  return [...lines.values()];
}

async function open(contacts: readonly FakeContact[] = people, width = 1200) {
  await setViewport({ width, height: 800 });
  const state = createFakeState();
  state.contacts.set(contacts);
  const services = createFakeServices({}, state);
  const template = html`<ik-duplicates style="height: 780px" .books=${[personalBook, clients]} locale="en-GB"></ik-duplicates>`;
  const mounted = await mount<IkDuplicates>(template, { services });
  const { element, host } = mounted;
  host.addEventListener('ik-navigate', (event: NavigateEvent) => {
    element.group = event.url.split('/')[3] ?? '';
  });
  const root = element.shadowRoot as ShadowRoot;
  const options = () => [
    ...(root.querySelector('ik-duplicate-list')?.shadowRoot?.querySelectorAll<HTMLElement>('.row:not(.waiting)') ?? []),
  ];
  const grades = () => options().map((option) => option.querySelector('.grade')?.textContent ?? '');
  const form = () => root.querySelector('ik-merge-form')?.shadowRoot as ShadowRoot;
  const button = (label: string) =>
    [...root.querySelectorAll('button')].find(
      (each) => each.textContent?.trim() === label || each.getAttribute('aria-label') === label,
    ) as HTMLButtonElement;
  const line = (label: string) =>
    [...form().querySelectorAll<HTMLElement>('.line')].find(
      (each) => each.querySelector('.label')?.textContent === label,
    ) as HTMLElement;
  const outcome = () => form().querySelector('ik-contact-card')?.shadowRoot?.textContent ?? '';
  const merges = () => state.calls.filter(([name]) => name === 'duplicates.merge').map(([, request]) => request);
  return { ...mounted, state, services, root, options, grades, form, button, line, outcome, merges };
}

describe('<ik-duplicates>', () => {
  it('lists groups with reason and grade, the surest first, and compares the first', async () => {
    const { element, options, grades, form, outcome } = await open();
    await until(() => options().length === 3, 'groups');
    expect(grades()).to.deep.equal(['Certain', 'Likely', 'Perhaps']);
    expect(options()[0]?.textContent).to.contain('Same name, same email ada@example.org');
    await until(() => form()?.querySelectorAll('.card').length === 2, 'cards');
    await until(() => outcome().includes('Likes tea.') && outcome().includes('Engines'), 'preview');
    await settled(element);
    await expectAccessible(element);
  });

  it('breaks long addresses between their words, where cards are narrow', async () => {
    const long = (who: string) => `${who}.augusta.lovelace@department.analytical-engine.example`;
    const wide = sampleContact('Ada Lovelace', { emails: [typed(long('ada')), typed(long('countess'))] });
    const { options, form } = await open([wide, again(wide, { note: 'Tea.' })], 390);
    await until(() => options().length === 1, 'groups');
    options()[0]?.click();
    await until(() => form()?.querySelectorAll('.value, .same').length, 'values');
    const shown = [...form().querySelectorAll('.value, .same')].filter((value) => value.textContent?.includes('@'));
    expect(shown.map((value) => value.textContent?.trim())).to.include(long('countess'));
    const lines = shown.flatMap(linesOf);
    expect(lines.length).to.be.greaterThan(shown.length);
    expect(lines.filter((line) => !/[@.-]$|example($|\()/.test(line))).to.deep.equal([]);
  });

  it('merges a group as it stands, with no choice made', async () => {
    const { options, button, merges } = await open();
    await until(() => options().length === 3, 'groups');
    await until(() => button('Merge') && !(button('Merge') as HTMLButtonElement).disabled, 'can be merged');
    button('Merge').click();
    await until(() => merges().length === 1, 'merge');
  });

  it('lets a person choose what there is one of and leave out what there are several of', async () => {
    const { element, options, line, button, outcome, merges, events, grades } = await open();
    await until(() => options().length === 3, 'groups');
    options()[1]?.click();
    await until(() => line('Job title'), 'comparison');
    line('Job title').querySelectorAll<HTMLInputElement>('input')[1]!.click();
    await until(() => outcome().includes('Head of design'), 'preview');
    expect(line('Phone').querySelectorAll('input')).to.have.length(1);
    line('Phone').querySelector('input')!.click();
    await until(() => !outcome().includes('660'), 'preview without the number');
    await settled(element);
    button('Merge').click();
    await until(() => merges().length === 1, 'merge');
    const [[request]] = merges() as [
      [{ keep: { uid: string }; others: unknown[]; choices: { from: object; without: string[] } }],
    ];
    expect(request.others).to.have.length(1);
    expect(Object.keys(request.choices.from)).to.deep.equal(['jobTitle']);
    expect(request.choices.without).to.have.members(['phones\n6601234567', 'phones\n436601234567']);
    await until(() => grades().length === 2, 'one group less');
    const notice = events<NoticeEvent>('ik-notice').at(-1);
    expect(notice?.message).to.equal('2 contacts merged.');
    await notice?.options.undo?.();
    await until(() => grades().length === 3, 'undone');
  });

  it('merges all that is certain, and remembers who is not the same', async () => {
    const { options, button, merges, grades, state, outcome } = await open();
    await until(() => options().length === 3, 'groups');
    button('Merge all certain ones (1)').click();
    await until(() => grades().join() === 'Likely,Perhaps', 'merged');
    expect(merges()).to.have.length(1);
    expect(button('Merge all certain ones (1)') === undefined).to.equal(true);
    options()[1]?.click();
    await until(() => outcome().includes('Jean Dupont') && !button('Not the same person').disabled, 'comparison');
    expect(button('Skip').disabled).to.equal(false);
    button('Not the same person').click();
    await until(() => grades().join() === 'Likely', 'told apart');
    expect(state.calls.at(-1)?.[0]).to.equal('duplicates.markDistinct');
  });

  it('goes by keyboard from group to group', async () => {
    const { root, options, element } = await open();
    await until(() => options().length === 3, 'groups');
    const list = root.querySelector('ik-duplicate-list')!;
    list.focus();
    const selected = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');
    for (const [key, index] of [
      ['ArrowDown', 1],
      ['End', 2],
      ['ArrowUp', 1],
      ['Home', 0],
    ] as const) {
      await sendKeys({ press: key });
      await until(() => selected() === index, key);
    }
    await sendKeys({ press: 'Enter' });
    await until(() => root.activeElement?.id === 'what', 'the comparison has the focus');
    await settled(element);
  });

  it('does what is asked for by key before the cards are read, and with that group only', async () => {
    const { commands, services, state, options, grades, element } = await open();
    await until(() => options().length === 3, 'groups');
    let hold = Promise.resolve();
    let release = () => {};
    const read = services.contacts.read;
    (services.contacts as { read: typeof read }).read = (ref) => hold.then(() => read(ref));
    const readLater = () => {
      hold = new Promise((done) => {
        release = done;
      });
    };
    const press = (id: string) =>
      commands
        .list()
        .find((each) => each.id === id)
        ?.run();
    readLater();
    options()[2]?.click();
    await settled(element);
    press('duplicates.distinct');
    release();
    await until(() => grades().join() === 'Certain,Likely', 'told apart');

    // Asked for with one, gone on to the next: nothing is done with that.
    await until(() => !element.shadowRoot?.querySelector('footer .primary:disabled'), 'ready');
    readLater();
    options()[0]?.click();
    await settled(element);
    press('duplicates.distinct');
    options()[1]?.click();
    await settled(element);
    release();
    await until(
      () => element.shadowRoot?.querySelector<HTMLButtonElement>('footer .primary')?.disabled === false,
      'read',
    );
    await settled(element);
    expect(state.calls.filter(([name]) => name === 'duplicates.markDistinct')).to.have.length(1);
    expect(grades()).to.deep.equal(['Certain', 'Likely']);
  });

  it('shows list and comparison in turn where there is room for one', async () => {
    const { root, options, button, element } = await open(people, 390);
    await until(() => options().length === 3, 'groups');
    await until(() => root.querySelector('ik-merge-form') === null, 'the list alone');
    options()[1]?.click();
    await until(() => root.querySelector('ik-merge-form'), 'comparison');
    await until(() => button('Back to the list'), 'way back');
    await settled(element);
    await expectAccessible(element);
    button('Back to the list').click();
    await until(() => !root.querySelector('ik-duplicate-list')!.hidden, 'list');
  });

  it('says that everybody is there once, how far a search is, and why it failed', async () => {
    const { root, element } = await open([ada]);
    await until(() => root.textContent?.includes('Everybody is there once'), 'nobody');
    await expectAccessible(element);
    unmountAll();
    const services = createFakeServices();
    const forever = { ...services.duplicates, watch: () => ({ subscribe: () => ({ unsubscribe: () => {} }) }) };
    const waiting = await mount<IkDuplicates>(html`<ik-duplicates style="height: 600px"></ik-duplicates>`, {
      services: createFakeServices({ duplicates: forever }),
    });
    const inside = waiting.element.shadowRoot as ShadowRoot;
    await until(() => inside.querySelector('progress'), 'progress');
    await expectAccessible(waiting.element);
    inside.querySelector<HTMLButtonElement>('.state button')!.click();
    await until(() => inside.textContent?.includes('The search was stopped.'), 'stopped');
    unmountAll();
    const failing = {
      ...services.duplicates,
      watch: () => ({
        subscribe: ({ error }: { error(e: unknown): void }) => {
          error(new AppError('store/failed', 'no disk'));
          return { unsubscribe: () => {} };
        },
      }),
    };
    const failed = await mount<IkDuplicates>(html`<ik-duplicates style="height: 600px"></ik-duplicates>`, {
      services: createFakeServices({ duplicates: failing }),
    });
    await until(() => failed.element.shadowRoot?.querySelector('[role=alert]'), 'failure');
  });
});

describe('<ik-merge-dialog>', () => {
  it('merges what was picked, without what is not part of it, and keeps what was chosen when it fails', async () => {
    const state = createFakeState();
    const third = { ...jean, row: { ...jean.row, uid: 'jean-3' } };
    state.contacts.set([...people, third]);
    const refs = [jean, people[5]!, third].map(({ row }) => ({ collectionId: row.collectionId, uid: row.uid }));
    const asked: unknown[] = [];
    const save = async (request: unknown) => {
      asked.push(request);
      if (asked.length === 1) throw new AppError('store/quota', 'full');
    };
    const { element } = await mount<IkMergeDialog>(
      html`<ik-merge-dialog .refs=${refs} .books=${[personalBook]} .save=${save}></ik-merge-dialog>`,
      { services: createFakeServices({}, state) },
    );
    const root = element.shadowRoot as ShadowRoot;
    const form = await until(() => root.querySelector('ik-merge-form')?.shadowRoot, 'form');
    await until(() => form.querySelectorAll('.card').length === 3, 'cards');
    await expectAccessible(element);
    form.querySelectorAll<HTMLInputElement>('.head [type=checkbox]')[2]!.click();
    form.querySelectorAll<HTMLInputElement>('.head [type=radio]')[1]!.click();
    await settled(element);
    const merge = root.querySelector<HTMLButtonElement>('.primary')!;
    merge.click();
    await until(() => root.querySelector('[role=alert]'), 'failure');
    merge.click();
    await until(() => asked.length === 2, 'second try');
    expect(asked[1]).to.deep.include({ keep: refs[1], others: [refs[0]] });
  });
});

describe('of an import', () => {
  it('are shown alone, and all of them when that is wanted', async () => {
    const { element, services, root, options, button, events } = await open();
    await until(() => options().length === 3, 'groups');
    const asked: DuplicateQuery[] = [];
    const { watch } = services.duplicates;
    services.duplicates.watch = (query, onProgress) => {
      asked.push(query);
      return watch(query, onProgress);
    };
    element.imports = 'i-1,i-2';
    await until(() => root.querySelector('.bar'), 'that it is a part');
    await until(() => options().length === 3, 'groups');
    expect(asked.at(-1)).to.deep.equal({ importIds: ['i-1', 'i-2'] });
    await expectAccessible(element);
    button('Show all').click();
    await until(() => !root.querySelector('.bar') && options().length === 3, 'all');
    expect(asked.at(-1)).to.deep.equal({});
    expect(events<NavigateEvent>('ik-navigate').at(-1)?.url).to.equal('/contacts/duplicates');
  });
});

describe('after an import', () => {
  it('it is said how many may be there already, with a way to them', async () => {
    const services = createFakeServices();
    const report = {
      undo: async () => {},
      collectionId: 'personal',
      added: 3,
      replaced: 0,
      skipped: 0,
      importId: 'i-1',
    };
    const seen: NoticeEvent[] = [];
    const host = document.createElement('div');
    host.addEventListener('ik-notice', (event) => seen.push(event));
    const urls: string[] = [];
    host.addEventListener('ik-navigate', (event) => urls.push(event.url));
    await offerReview(host, services, [{ report }], 'en');
    expect(seen).to.have.length(0);
    const some = { ...services.duplicates, countHits: async () => 12 };
    await offerReview(host, { ...services, duplicates: some }, [{ report }], 'en');
    expect(seen[0]?.message).to.equal('12 may be people you already have.');
    seen[0]?.options.action?.run();
    expect(urls).to.deep.equal(['/contacts/duplicates/import%3Ai-1']);
  });
});
