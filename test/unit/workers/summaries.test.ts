import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/domain/settings/read-settings.js';
import { newSummary } from '../../../src/domain/summary/summary.js';
import { sendAll } from '../../support/send-all.js';
import { commandId, type TestWriter, testWriter } from '../../support/writer.js';

const summariesOf = async ({ db }: TestWriter) => readSettings(await db.settings.toArray()).summaries;
const put = (writer: TestWriter, id: string, change: Partial<typeof newSummary> = {}) =>
  writer.run(commandId(), { type: 'putSummary', id, summary: { ...newSummary, ...change } });

describe('daily summaries in the store', () => {
  it('can be made, changed and removed, each with its way back', async () => {
    const writer = testWriter();
    const made = await put(writer, 'a');
    expect(made.change.settings).toBe(true);
    const changed = await put(writer, 'a', { minute: 480 });
    const removed = await writer.run(commandId(), { type: 'putSummary', id: 'a' });
    expect(await summariesOf(writer)).toEqual([]);
    for (const [answer, minutes] of [
      [removed, [480]],
      [changed, [420]],
      [made, []],
    ] as const) {
      if (answer.inverse) await writer.run(commandId(), answer.inverse);
      expect((await summariesOf(writer)).map(({ minute }) => minute)).toEqual(minutes);
    }
  });

  it('[DS8] are changed on two devices at once without one overwriting the other', async () => {
    const [one, other] = [testWriter(), testWriter()];
    await put(one, 'a');
    await put(one, 'b', { about: 'tomorrow' });
    await sendAll(one, other);
    await put(one, 'a', { on: false });
    await put(other, 'b', { about: 'tomorrow', recurring: false });
    await put(other, 'c');
    await Promise.all([sendAll(one, other), sendAll(other, one)]);
    expect(await summariesOf(one)).toEqual(await summariesOf(other));
    const facts = (await summariesOf(one)).map(({ id, on, recurring }) => [id, on, recurring]);
    expect(facts).toEqual([
      ['b', true, false],
      ['a', false, true],
      ['c', true, true],
    ]);
  });
});
