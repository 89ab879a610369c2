import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { askScope, type ScopeQuestion } from '../../src/components/calendar/ik-scope-dialog.js';
import type { Scope } from '../../src/domain/calendar/event-change.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(() => {
  unmountAll();
  for (const act of ['edit', 'delete', 'answer']) localStorage.removeItem(`ik-scope-${act}`);
});

async function ask(question: ScopeQuestion) {
  const { element: box } = await mount<HTMLElement>(html`<div></div>`);
  const root = box.attachShadow({ mode: 'open' });
  let answer: Scope | undefined | 'open' = 'open';
  const asked = askScope(root, question).then((scope) => {
    answer = scope;
  });
  const dialog = root.querySelector('ik-scope-dialog')!;
  await settled(dialog);
  const buttons = () => [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('.choices button')];
  const texts = () => buttons().map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim());
  const isFocused = (index: number) => dialog.shadowRoot!.activeElement === buttons()[index];
  return { dialog, asked, buttons, texts, isFocused, answer: () => answer };
}

const series = { first: false, exceptions: { following: 1, all: 3 } } as ScopeQuestion['series'];

describe('<ik-scope-dialog>', () => {
  it('says what becomes of occurrences that were changed by themselves', async () => {
    const { dialog, texts } = await ask({ act: 'delete', series });
    expect(deep(dialog, 'ik-dialog').getAttribute('heading')).to.equal('Delete which events?');
    expect(texts()).to.deep.equal([
      'This event',
      'This and following eventsOne event that was changed by itself goes too.',
      'All events3 events that were changed by themselves go too.',
    ]);
    await expectAccessible(dialog);
  });

  it('leaves out what cannot be: following at the first, one alone for a rule, following for an answer', async () => {
    const first = { ...series!, first: true };
    expect((await ask({ act: 'edit', series: first })).buttons()).to.have.length(2);
    expect((await ask({ act: 'edit', series, notThis: true })).texts()[0]).to.contain('This and following');
    expect((await ask({ act: 'answer', series })).buttons()).to.have.length(2);
  });

  it('is answered by the keyboard alone, and remembers for the next time', async () => {
    const one = await ask({ act: 'edit', series });
    await until(() => one.isFocused(0));
    await sendKeys({ press: 'ArrowUp' });
    expect(one.isFocused(2)).to.equal(true);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    expect(one.isFocused(1)).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await one.asked;
    expect(one.answer()).to.equal('following');
    const next = await ask({ act: 'edit', series });
    await until(() => next.isFocused(1));
  });

  it('answers nothing when it is closed', async () => {
    const { asked, answer, isFocused } = await ask({ act: 'edit', series });
    await until(() => isFocused(0));
    await sendKeys({ press: 'Escape' });
    await asked;
    expect(answer()).to.equal(undefined);
  });
});
