import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLazyMailService } from '../../../../src/app/mail/lazy-mail-service.js';
import { firstOf } from '../../../../src/domain/watchable.js';
import { createCell } from '../../../support/cell.js';

const made: string[] = [];
const closed: string[] = [];
const boxes = createCell<readonly string[]>([]);
vi.mock('../../../../src/app/mail/create-mail-service.js', () => ({
  createMailService: (database: string) => {
    made.push(database);
    return {
      watchMailboxes: () => boxes,
      email: async (id: string) => ({ id }),
      run: () => Promise.reject(new Error('refused')),
      servers: { watchStates: () => createCell(['ready']), countWaiting: async () => 3 },
      close: () => closed.push(database),
    };
  },
}));

beforeEach(() => {
  made.length = 0;
  closed.length = 0;
  boxes.set([]);
});

describe('mail’s services, loaded late', () => {
  it('are made by the first call, once', async () => {
    const mail = createLazyMailService('db', {} as never, async () => ({}) as never);
    expect(made).toEqual([]);
    expect(await mail.email('7')).toEqual({ id: '7' });
    expect(await mail.servers.countWaiting('a')).toBe(3);
    expect(await firstOf(mail.servers.watchStates())).toEqual(['ready']);
    await expect(mail.run([])).rejects.toThrow('refused');
    expect(made).toEqual(['db']);
  });

  it('give what is watched until nobody watches, also when that is before they are there', async () => {
    const mail = createLazyMailService('db', {} as never, async () => ({}) as never);
    const seen: unknown[] = [];
    const observer = { next: (value: unknown) => seen.push(value), error: (error: unknown) => seen.push(error) };
    mail.watchMailboxes().subscribe(observer).unsubscribe();
    const subscription = mail.watchMailboxes().subscribe(observer);
    await vi.waitFor(() => expect(seen).toEqual([[]]));
    boxes.set(['inbox']);
    expect(seen).toEqual([[], ['inbox']]);
    subscription.unsubscribe();
    boxes.set(['trash']);
    expect(seen).toHaveLength(2);
  });

  it('end when they are there, and are not started by that', async () => {
    const mail = createLazyMailService('db', {} as never, async () => ({}) as never);
    mail.close();
    expect(made).toEqual([]);
    await mail.email('7');
    expect(closed).toEqual(['db']);
  });
});
