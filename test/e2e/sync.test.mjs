// The story of devices and people: somebody has a calendar on two devices and shares it with somebody else; all of them edit
// while the relay is killed, twice; all have the same afterwards. Who is taken out gets nothing new, and the relay's folder
// holds none of their words.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { serveStatic } from '../../scripts/serve-static.mjs';
import { spawnRelay } from '../support/relay-process.mjs';
import { admitDevice, button, makeAccount, nameAccount, showCode } from './account-support.mjs';
import { chooseOfCalendar, eventDialog } from './calendar-support.mjs';
import { axeViolations, events, newProfile, open, openBrowser, until } from './support.mjs';

const program = new URL('../../dist/relay/index.js', import.meta.url).href;
/** Words that nothing but these people's data has in it. */
const words = {
  people: ['Annabelle', 'Zirkonia', 'Benvolio', 'Quastenflosser'],
  devices: ['Schreibpult', 'Hosentasche', 'Wanderlaptop'],
  calendar: 'Kaulquappenrunde',
  /** Of the first event: title, place, description. */
  first: ['Fliederbeermus', 'Dachsbaustube', 'Murmeltierpunsch'],
  rounds: [
    ['Pfauenfederlese', 'Nebelhornkonzert', 'Libellentee'],
    ['Walnussorakel', 'Regenpfeiferrat', 'Sauerampferfest'],
  ],
  last: ['Distelfinkgeheimnis'],
  /** Of a contact: name, address. */
  contact: ['Quittenhuber', 'wiesenschaumkraut'],
};
const canaries = Object.values(words).flat(2);

/** What base64 makes of bytes wherever they stand in a longer text: only the letters that depend on nothing else. */
const inBase64 = (bytes) =>
  [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // A letter is six bits: those of the bytes before are left out, and the last one if it has bits of what follows.
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), whole);
  });

/** Everything that a word may be found as: UTF-8 and UTF-16 whatever its case, and base64 of either, both alphabets. */
function formsOf(word) {
  const encoded = ['utf8', 'utf16le'].flatMap((code) => [
    Buffer.from(word, code),
    Buffer.from(word.toLowerCase(), code),
  ]);
  const base64 = encoded.flatMap(inBase64);
  return {
    anyCase: ['utf8', 'utf16le'].map((code) => Buffer.from(word.toLowerCase(), code).toString('latin1')),
    exact: [...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))],
  };
}

function isIn(text, word) {
  const { anyCase, exact } = formsOf(word);
  const lower = text.toLowerCase();
  return anyCase.some((form) => lower.includes(form)) || exact.some((form) => text.includes(form));
}

/** Files below a folder that hold a word. */
async function holding(folder, word) {
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = (await readFile(join(entry.parentPath ?? entry.path, entry.name))).toString('latin1');
    if (isIn(text, word)) found.push(entry.name);
  }
  return found;
}

async function addContact(page, name, address) {
  await button(page, 'New contact').first().click();
  const form = page.locator('ik-contact-dialog');
  await form.getByLabel('Last name').fill(name);
  await form.locator('input[type="email"]').first().fill(address);
  await button(form, 'Save').click();
  await form.waitFor({ state: 'detached' });
}

async function fillEvent(page, title, { place, description } = {}) {
  await page.keyboard.press('c');
  const dialog = eventDialog(page);
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('combobox', { name: 'Calendar' }).selectOption({ label: words.calendar });
  if (place !== undefined) await dialog.getByLabel('Place').fill(place);
  if (description !== undefined) {
    await button(dialog, 'More options').click();
    await dialog.getByLabel('Description').fill(description);
  }
  return dialog.getByRole('button', { name: 'Save', exact: true });
}

async function addEvent(page, title, more) {
  await (await fillEvent(page, title, more)).click();
  await events(page, title).first().waitFor();
}

const seen = (page, title) => events(page, title).first().waitFor();
const synced = (page) => button(page, 'Activity: Synced').waitFor();

test('three devices of two people and a relay that is killed end with the same, and the relay has no word of it', async () => {
  const folder = await newProfile();
  let relay = await spawnRelay(program, folder);
  const relays = [relay];
  const { port } = new URL(relay.url);
  const app = await serveStatic({
    folder: 'dist/app',
    answers: { '/relay.json': () => JSON.stringify({ relay: relay.url }) },
  });
  const [desk, phone, ben] = [
    await openBrowser(),
    await openBrowser({ viewport: { width: 390, height: 844 } }),
    await openBrowser(),
  ];
  const pages = [desk, phone, ben].map(({ page }) => page);
  const day = `${app.url}/calendar/day/2026-11-18`;
  const again = async () => {
    relay = await spawnRelay(program, folder, Number(port));
    relays.push(relay);
  };
  try {
    // A calendar on the desk, and on the phone by its code.
    await open(desk.page, `${app.url}/settings`);
    await makeAccount(desk.page, words.people.slice(0, 2).join(' '), words.devices[0]);
    await open(desk.page, day);
    await button(desk.page, 'Add a calendar').click();
    await desk.page.getByRole('menuitem', { name: 'New calendar' }).click();
    const calendarDialog = desk.page.locator('ik-calendar-dialog');
    await calendarDialog.getByLabel('Name').fill(words.calendar);
    await button(calendarDialog, 'Create').click();
    await calendarDialog.waitFor({ state: 'detached' });
    await addEvent(desk.page, words.first[0], { place: words.first[1], description: words.first[2] });

    await open(phone.page, `${app.url}/settings`);
    await open(desk.page, `${app.url}/settings`);
    await admitDevice(desk.page, phone.page, words.devices[1], await showCode(phone.page, words.devices[1]));
    await open(phone.page, day);
    await seen(phone.page, words.first[0]);

    // Shared with somebody who accepts.
    await open(desk.page, day);
    await chooseOfCalendar(desk.page, words.calendar, 'Share…');
    const share = desk.page.locator('ik-share-dialog');
    await share.getByLabel('May').selectOption('Can edit');
    await button(share, 'Invite by link').click();
    await ben.page.goto(await share.getByLabel('Link', { exact: true }).inputValue());
    await button(ben.page, 'Set up').click();
    await nameAccount(ben.page, words.people.slice(2).join(' '), words.devices[2]);
    await button(ben.page.locator('ik-join-invite'), 'Accept').click();
    await ben.page.getByRole('list', { name: 'Shared with me' }).getByText(words.calendar).waitFor();
    await open(ben.page, day);
    await seen(ben.page, words.first[0]);
    await share.getByText(words.people[2]).waitFor();
    await button(share, 'Done').click();

    // It is killed, and all three edit without it.
    await relay.kill();
    for (const [index, page] of pages.entries()) await addEvent(page, words.rounds[0][index]);
    const waiting = button(desk.page, 'Activity: offline (1)');
    await waiting.click();
    const card = desk.page.locator('ik-activity-panel .panel');
    await card.getByText('1 edit waits on this device.').first().waitFor();
    assert.deepEqual(await axeViolations(desk.page), []);
    await again();
    await button(card, 'Sync now').click();
    await synced(desk.page);
    await desk.page.keyboard.press('Escape');
    for (const page of pages) for (const title of words.rounds[0]) await seen(page, title);

    // It is killed the moment all three save.
    const saves = await Promise.all(pages.map((page, index) => fillEvent(page, words.rounds[1][index])));
    await Promise.all([...saves.map((save) => save.click()), relay.kill()]);
    await again();
    for (const page of pages) for (const title of words.rounds[1]) await seen(page, title);
    // The same, each once, also when all is read anew.
    for (const page of pages) {
      await page.reload();
      for (const title of [words.first[0], ...words.rounds.flat()]) await until(() => events(page, title).count(), 1);
    }

    // Who is taken out gets nothing new.
    await chooseOfCalendar(desk.page, words.calendar, 'Share…');
    await button(share, `Actions for ${words.people.slice(2).join(' ')}`).click();
    await share.getByRole('menuitem', { name: 'Remove' }).click();
    await ben.page.getByRole('img', { name: 'Not shared with you any more' }).waitFor();
    await button(share, 'Done').click();
    await addEvent(desk.page, words.last[0]);
    await seen(phone.page, words.last[0]);
    await desk.page.goto(`${app.url}/contacts`);
    await addContact(desk.page, words.contact[0], `${words.contact[1]}@example.org`);
    await phone.page.goto(`${app.url}/contacts`);
    await phone.page.getByText(words.contact[0]).first().waitFor();
    await button(ben.page, 'Activity: Synced').click();
    await button(ben.page.locator('ik-activity-panel .panel'), 'Sync now').click();
    await ben.page.reload();
    await seen(ben.page, words.rounds[1][2]);
    assert.equal(await events(ben.page, words.last[0]).count(), 0);

    await synced(desk.page);
    await relay.end();
    assert.equal(canaries.length, 20);
    for (const word of canaries) assert.deepEqual(await holding(folder, word), [], `${word} on the relay's disk`);
    const said = relays.map((each) => each.output()).join('');
    for (const word of canaries) assert.equal(isIn(said, word), false, `${word} in the relay's log`);
    // What is there is found, in whatever form.
    assert.notDeepEqual(await holding(folder, 'create table'), []);
    assert.equal(isIn(said, 'started'), true);
    for (const code of ['utf8', 'utf16le'])
      for (const before of ['', '-', '--']) {
        const hidden = Buffer.from(`${before}${canaries[0]} and more`, code);
        for (const form of ['latin1', 'base64', 'base64url']) assert.ok(isIn(hidden.toString(form), canaries[0]), form);
      }
    // A browser says by itself that nobody was at an address.
    for (const { troubles } of [desk, phone, ben])
      assert.deepEqual(
        troubles.filter((text) => !text.includes('WebSocket')),
        [],
      );
  } finally {
    for (const browser of [desk, phone, ben]) await browser.close();
    await app.close();
    await relay.end();
  }
});
