import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/sharing/ik-public-page.js';
import type { IkPublicPage, ReadPublic } from '../../src/components/sharing/ik-public-page.js';
import { AppError } from '../../src/domain/errors.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(() => {
  unmountAll();
});

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'X-WR-CALNAME:Garden\\, shared',
  'LAST-MODIFIED:20261128T000000Z',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTART:20261129T100000Z',
  'DTEND:20261129T110000Z',
  'RRULE:FREQ=DAILY;COUNT=3',
  'SUMMARY:Quince',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

async function open(read: ReadPublic) {
  const mounted = await mount<IkPublicPage>(html`<ik-public-page .read=${read}></ik-public-page>`);
  const { element } = mounted;
  await element.load();
  await settled(element);
  const alert = () => element.shadowRoot!.querySelector('[role=alert]')?.textContent ?? '';
  return { ...mounted, root: element.shadowRoot!, alert };
}
const failing =
  (code: 'sync/code' | 'net/status' | 'net/unreachable', detail: object = {}): ReadPublic =>
  () =>
    Promise.reject(new AppError(code, 'test', detail as never));

describe('<ik-public-page>', () => {
  it('shows a calendar with its name, to look at', async () => {
    const { element, root, alert } = await open(async () => new TextEncoder().encode(CALENDAR));
    expect(root.querySelector('h1')!.textContent).to.equal('Garden, shared');
    expect(root.querySelector('.as-of')!.textContent).to.match(
      /As of Saturday.* 28 November|As of Saturday, November 28/,
    );
    const calendar = root.querySelector('ik-calendar')!;
    expect(calendar.readonly).to.equal(true);
    calendar.date = '2026-11-29';
    await until(() => calendar.shadowRoot!.textContent!.includes('Quince'));
    expect(alert()).to.equal('');
    await expectAccessible(element);
  });

  for (const [what, read, words] of [
    ['an address without its key', failing('sync/code'), 'not complete'],
    ['a link that is off', failing('net/status', { status: 404 }), 'switched this address off'],
    ['too many fetches', failing('net/status', { status: 429 }), 'too often'],
    ['no network', failing('net/unreachable', { host: 'relay.example' }), 'cannot be reached'],
  ] as const)
    it(`says in words what is wrong: ${what}`, async () => {
      const { element, alert } = await open(read);
      expect(alert()).to.contain(words);
      await expectAccessible(element);
    });

  it('tries again when that is asked for', async () => {
    let tries = 0;
    const { root } = await open(() => {
      tries++;
      return tries === 1
        ? Promise.reject(new AppError('net/unreachable', 'test', { host: 'x' }))
        : Promise.resolve(new TextEncoder().encode(CALENDAR));
    });
    root.querySelector<HTMLButtonElement>('.state button')!.click();
    await until(() => root.querySelector('ik-calendar') !== null);
  });
});
