import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventReader, listen, type ServerEvent } from '../../../../src/sync/jmap/events.js';
import { MAX_EVENT_CHARACTERS } from '../../../../src/sync/jmap/limits.js';
import { createFakeServer } from '../../../support/fake-jmap.js';

function read(...pieces: readonly string[]): readonly ServerEvent[] {
  const events: ServerEvent[] = [];
  const reader = createEventReader((event) => events.push(event));
  for (const piece of pieces) reader(piece);
  return events;
}

describe('an event stream', () => {
  it('is read line by line, with any line ends', () => {
    expect(read('event: state\ndata: {"a":\ndata:1}\n\n: hello\n\ndata: x\r\n\r\n')).toEqual([
      { type: 'state', data: '{"a":\n1}' },
      { type: 'message', data: 'x' },
    ]);
  });

  it('is the same however it is cut', () => {
    const text = 'event: state\r\ndata: one\r\n\r\nevent: ping\ndata: two\n\n';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        expect(read(...at.slice(1).map((end, i) => text.slice(at[i], end)))).toEqual(read(text));
      }),
    );
  });

  it('fills no memory', () => {
    const long = 'x'.repeat(MAX_EVENT_CHARACTERS);
    const [event] = read(`event: state\ndata: ${long}\ndata: y\n\n`);
    expect(event).toEqual({ type: 'state', data: 'y' });
    expect(read(long, long, '\n\ndata: z\n\n')).toEqual([{ type: 'message', data: 'z' }]);
  });

  const types = { 'content-type': 'text/event-stream' };
  it.each([
    ['a stream', () => new Response('event: state\ndata: {}\n\n', { headers: types }), true, 1],
    ['nothing (204)', () => new Response(null, { status: 204 }), false, 0],
    ['something else', () => new Response('event: state\n\n', { headers: { 'content-type': 'text/html' } }), false, 0],
    ['not found', () => new Response('', { status: 404 }), false, 0],
    ['an error', () => new Response('', { status: 500 }), true, 0],
  ])('that is %s', async (_, answer, hasPush, times) => {
    const server = createFakeServer();
    server.paths['/events'] = answer;
    const connection = { ...(await server.connect()), environment: { ...server.environment, after: () => () => {} } };
    let heard = 0;
    const has = await listen(
      connection,
      new AbortController().signal,
      () => {},
      () => heard++,
    );
    expect([has, heard]).toEqual([hasPush, times]);
  });
});
