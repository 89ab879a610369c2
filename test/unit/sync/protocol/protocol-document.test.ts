import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientMessages } from '../../../../src/sync/protocol/client-messages.js';
import { entryTypes } from '../../../../src/sync/protocol/entry-types.js';
import { refusals } from '../../../../src/sync/protocol/errors.js';
import { relayMessages } from '../../../../src/sync/protocol/relay-messages.js';

const text = readFileSync('docs/sync-protocol.md', 'utf8');
/** The first cells of a section's rows. */
const cells = (title: string, last: string) => {
  const section = text.slice(text.indexOf(`## ${title}`), text.indexOf(`## ${last}`));
  return [...section.matchAll(/^\| (\d+ \w+) \|(.*)$/gm)].map(([, cell, rest]) => [cell!, rest!] as const);
};

describe('docs/sync-protocol.md', () => {
  it('has every kind of entry, message and refusal with its number, and no other', () => {
    const types = Object.entries(entryTypes).map(([name, number]) => `${number} ${name}`);
    // The header's table stands in the same section: its cells are field numbers below 10 with other names.
    const kinds = cells('5. Entries', '6. Keys').map(([cell]) => cell);
    expect(kinds.filter((cell) => !/^\d (suite|n|sees|epoch|pm|refs)$/.test(cell)).sort()).toEqual(types.sort());
    expect(cells('8. Messages', '9. Refusals').map(([cell]) => cell)).toEqual([
      ...Object.entries(clientMessages).map(([kind, { type }]) => `${type} ${kind}`),
      ...Object.entries(relayMessages).map(([kind, { type }]) => `${type} ${kind}`),
    ]);
    const classes = Object.entries(refusals).map(([code, { number, retry }]) => `${number} ${code} ${retry}`);
    expect(cells('9. Refusals', '10. Limits').map(([cell, rest]) => `${cell} ${rest.split('|')[0]!.trim()}`)).toEqual(
      classes,
    );
  });
});
