// Random histories of a document, as numbers: what they mean is found when they are played (tape.ts).
import fc from 'fast-check';
import { ops, twists } from './model.js';

export interface Command {
  /** What happens outside the document first, if anything: a day passes, devices come and go. */
  readonly world: 'none' | 'day' | 'week' | 'add' | 'revoke' | 'key' | 'address';
  readonly op: (typeof ops)[number];
  readonly twist: (typeof twists)[number];
  readonly who: number;
  readonly device: number;
  readonly whom: number;
  readonly role: 1 | 2 | 3 | 4;
  readonly pick: number;
  readonly kind: number;
  readonly lasts: number;
  readonly news: boolean;
  /** Whether to choose somebody for whom it makes sense. */
  readonly sensible: boolean;
}

const weighted = <T>(...parts: readonly (readonly [number, T])[]) =>
  fc.oneof(...parts.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const day = 86_400_000;

export const command: fc.Arbitrary<Command> = fc.record({
  world: weighted<Command['world']>(
    [28, 'none'],
    [2, 'day'],
    [1, 'week'],
    [2, 'add'],
    [1, 'revoke'],
    [1, 'key'],
    [1, 'address'],
  ),
  op: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...ops) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('invite', 'accept', 'content', 'epoch', 'link', 'accept', 'role', 'confirm', 'link'),
    },
  ),
  twist: fc.oneof(
    { weight: 3, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...twists) },
  ),
  who: fc.nat(99),
  device: weighted([6, 0], [1, 1], [1, 2]),
  whom: fc.nat(99),
  role: fc.constantFrom(1, 2, 3, 4),
  pick: fc.nat(99),
  kind: fc.nat(2),
  lasts: weighted([6, day], [2, 9 * day], [1, 14 * day], [1, 14 * day + 1], [1, 0]),
  news: weighted([5, true], [1, false]),
  sensible: weighted([5, true], [1, false]),
});

const plain: Command = {
  world: 'none',
  op: 'invite',
  twist: 'none',
  who: 0,
  device: 0,
  whom: 0,
  role: 1,
  pick: 1,
  kind: 0,
  lasts: day,
  news: true,
  sensible: true,
};

/** Three people are invited and accept, then up to so many commands. fast-check makes short lists unless told not to. */
export const history = (most: number): fc.Arbitrary<readonly Command[]> =>
  fc
    .tuple(
      fc.array(fc.constantFrom(1, 2, 3, 4), { minLength: 3, maxLength: 3 }),
      fc.array(command, { minLength: Math.min(10, most), maxLength: most, size: 'max' }),
    )
    .map(([roles, commands]) => [
      ...roles.flatMap((role) => [
        { ...plain, role },
        { ...plain, op: 'accept' as const },
      ]),
      ...commands,
    ]);

const by = (who: number, op: Command['op'], other: Partial<Command> = {}): Command => ({
  ...plain,
  sensible: false,
  who,
  op,
  ...other,
});

/** What chance seldom brings: each person is named by number, 0 has begun the document. */
export const errands: readonly (readonly Command[])[] = [
  // Who invited to own, and is no owner any more, does not confirm.
  [
    by(0, 'invite', { whom: 1, role: 4 }),
    by(1, 'accept'),
    by(1, 'link', { role: 4 }),
    by(2, 'accept'),
    by(0, 'role', { whom: 1, role: 3 }),
    by(1, 'confirm', { whom: 2 }),
    by(0, 'confirm', { whom: 2 }),
  ],
  // Says twice that the key does not open, of this key and the next.
  [
    by(0, 'attest', { kind: 2 }),
    by(0, 'attest', { kind: 2 }),
    by(0, 'epoch'),
    by(0, 'attest', { kind: 2, pick: 5 }),
    by(0, 'attest', { kind: 2 }),
  ],
  // Somebody who is invited loses a device: the key that they were given is due.
  [by(0, 'invite', { whom: 1 }), by(0, 'update', { whom: 1, world: 'key' }), by(0, 'content'), by(1, 'accept')],
  // One of two owners goes, in every way; the other one stays.
  [
    by(0, 'invite', { whom: 1, role: 4 }),
    by(1, 'accept'),
    by(0, 'role', { whom: 0, role: 1 }),
    by(1, 'leave'),
    by(1, 'role', { whom: 1, role: 3 }),
    by(1, 'transfer', { whom: 0 }),
    by(1, 'leave'),
    by(0, 'leave'),
  ],
];
