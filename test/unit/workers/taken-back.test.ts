import { describe, expect, it } from 'vitest';
import type { Command, CommandAnswer } from '../../../src/workers/sync.api.js';
import { eventFields } from '../../support/fields.js';
import { commandId, testWriter } from '../../support/writer.js';

const guest = { address: 'mailto:guest@example.org', name: '', role: 'REQ-PARTICIPANT', status: 'NEEDS-ACTION' };

async function setUp() {
  const writer = testWriter();
  const run = (command: Command) => writer.run(commandId(), command);
  await run({ type: 'updateSettings', change: { addresses: ['mailto:me@example.org'] } });
  const collection = { kind: 'calendar', name: 'c', hue: 1 } as const;
  const collectionId = (await run({ type: 'createCollection', collection })).collection?.id ?? '';
  const attendees = [{ ...guest, kind: '', rsvp: true }] as never;
  const fields = eventFields({ title: 'Review', attendees });
  const made = await run({ type: 'createEvent', collectionId, fields });
  const takeBack = ({ inverse }: CommandAnswer) =>
    run({ ...(inverse as Extract<Command, { type: 'writeItems' }>), told: true });
  return { run, made, fields, takeBack, ref: { collectionId, uid: made.uid ?? '' } };
}

const said = ({ messages = [] }: CommandAnswer) =>
  messages.map(
    ({ method, text }) => `${method} ${/SEQUENCE:(\d+)/.exec(text)?.[1]} ${/DTSTART[^:]*:(\S+)/.exec(text)?.[1]}`,
  );

describe('what others were told and is taken back', () => {
  it('[IT50] is a cancellation of what was new', async () => {
    const { made, takeBack } = await setUp();
    expect(said(made)).toEqual(['REQUEST 0 20261118T120000']);
    const back = await takeBack(made);
    expect(said(back)).toEqual(['CANCEL 1 20261118T120000']);
    expect(back.messages?.[0]?.text).toContain('STATUS:CANCELLED');
    expect(back.messages?.[0]?.recipients).toMatchObject([{ address: 'mailto:guest@example.org' }]);
  });

  it('[IT50] is the former time, as news, of what was moved', async () => {
    const { run, ref, fields, takeBack } = await setUp();
    const start = (fields.start + 3_600_000) as typeof fields.start;
    const times = { start, end: (start + 3_600_000) as typeof fields.end, allDay: false, timeZone: fields.zone };
    const moved = await run({ type: 'moveEvent', ref, times, scope: 'all' });
    expect(said(moved)).toEqual(['REQUEST 1 20261118T130000']);
    expect(said(await takeBack(moved))).toEqual(['REQUEST 2 20261118T120000']);
  });

  it('[IT50] is an invitation anew of what was deleted, newer than its cancellation', async () => {
    const { run, ref, takeBack } = await setUp();
    const removed = await run({ type: 'removeEvent', ref, scope: 'all' });
    expect(said(removed)).toEqual(['CANCEL 1 20261118T120000']);
    expect(said(await takeBack(removed))).toEqual(['REQUEST 2 20261118T120000']);
  });

  it('tells nobody anything where nobody knew', async () => {
    const { run, made } = await setUp();
    expect((await run(made.inverse!)).messages).toBeUndefined();
  });
});
