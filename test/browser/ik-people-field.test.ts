import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/calendar/ik-people-field.js';
import type { IkPeopleField } from '../../src/components/calendar/ik-people-field.js';
import { newAttendee } from '../../src/domain/calendar/event-fields.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org` });
const team = { group: 'Team', count: 4, members: async () => [person('Anna'), person('Ben'), person('Anna')] };

async function open(guests: readonly string[] = []) {
  const value = guests.map((name) => newAttendee(`mailto:${person(name).email}`, name));
  const { element } = await mount<IkPeopleField>(
    html`<ik-people-field .value=${value} .suggest=${async () => [person('Tess')]} .groups=${async () => [team]}></ik-people-field>`,
  );
  const root = element.shadowRoot!;
  const input = root.querySelector('input')!;
  input.focus();
  await sendKeys({ type: 'te' });
  const options = () => [...root.querySelectorAll('[role=option] .who')].map(({ textContent }) => textContent);
  await until(() => options().length === 2);
  const names = () => element.value.map(({ name }) => name);
  return { element, root, input, options, names };
}

describe('groups among guests', () => {
  it('are offered beside people, and say how many are in them', async () => {
    const { element, options } = await open();
    expect(options()).to.deep.equal(['Tesstess@example.org', 'TeamGroup of 4']);
    await expectAccessible(element);
  });

  it('become their members by the keyboard, nobody twice', async () => {
    const { element, root, input, names } = await open(['Ben']);
    await sendKeys({ press: 'ArrowDown' });
    await settled(element);
    await sendKeys({ press: 'Enter' });
    await until(() => names().length === 2);
    expect(names()).to.deep.equal(['Ben', 'Anna']);
    expect(input.value).to.equal('');
    await settled(element);
    expect(root.querySelector('[role=status]')!.textContent).to.contain('One person of Team added.');
    expect(root.querySelector('[role=listbox]')).to.have.property('hidden', true);
  });

  it('become their members by a press', async () => {
    const { root, names } = await open();
    root.querySelectorAll<HTMLElement>('[role=option]')[1]!.click();
    await until(() => names().length === 2);
    expect(names()).to.deep.equal(['Anna', 'Ben']);
  });
});
