// What tests do on devices, and what they look at.
import { expect } from 'vitest';
import type { DocumentAuthor } from '../../../src/sync/client/ports.js';
import type { Bytes } from '../../../src/sync/protocol/bytes.js';
import { entryTypes } from '../../../src/sync/protocol/entry-types.js';
import { sealContent } from '../../../src/sync/protocol/epoch-keys.js';
import { writeEntry } from '../../../src/sync/protocol/write-entry.js';
import { eventFields } from '../fields.js';
import { commandId, projections } from '../writer.js';
import type { TestDevice } from './devices.js';

export type WithWriter = Pick<TestDevice, 'writer'>;

export async function calendar({ writer }: WithWriter, name = 'Work'): Promise<string> {
  const collection = { kind: 'calendar', name, hue: 140 } as const;
  return (await writer.run(commandId(), { type: 'createCollection', collection })).collection?.id ?? '';
}
export const event = ({ writer }: WithWriter, collectionId: string, title: string) =>
  writer.run(commandId(), { type: 'createEvent', collectionId, fields: eventFields({ title }) });

/** Type bytes of frames at which a line is cut. */
export const ACCEPTED = 68;
export const RECORDS = 69;

export async function titles({ writer }: WithWriter): Promise<string[]> {
  const texts = (await writer.db.texts.toArray()).flatMap((each) => each.texts);
  return texts.map((text) => /SUMMARY:(.*)/.exec(text)?.[1]?.trim() ?? '').sort();
}

/** After everything has arrived everywhere: the same rows, and nothing waits. */
export async function expectSame(a: TestDevice, b: TestDevice): Promise<void> {
  await a.settled();
  await b.settled();
  await a.settled();
  expect(await projections(b.writer.db)).toEqual(await projections(a.writer.db));
  for (const { writer } of [a, b]) {
    expect(await writer.db.outbox.count()).toBe(0);
    expect(await writer.db.sends.count()).toBe(0);
  }
}

/** Content that says nothing: it counts all the same. */
export async function fill(device: TestDevice, doc: string, count: number): Promise<void> {
  const { access } = device.session;
  const empty = async (author: DocumentAuthor) => {
    const header = author.header(entryTypes.content);
    const { deviceId, n } = header;
    const seal = (headerBytes: Bytes) => sealContent(author.key, { deviceId, n, headerBytes }, new Uint8Array(1));
    return writeEntry(header, seal, author.credentials.signer);
  };
  await Promise.all(Array.from({ length: count }, () => access.append(doc, empty)));
}
