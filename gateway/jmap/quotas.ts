// `Quota` (RFC 9425) of IMAP's QUOTA (RFC 9208).
import { type Arguments, type JsonObject, pick } from './arguments.js';
import type { RequestContext } from './context.js';
import { readProperties } from './mailbox-get.js';

const PROPERTIES = ['id', 'resourceType', 'used', 'hardLimit', 'scope', 'name', 'types'];

/** `Quota/get`. A server without quotas has none. */
export async function quotaGet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const ids = args.texts('ids', 10);
  const properties = readProperties(args, PROPERTIES);
  const quota = await context.imap.flow.getQuota('INBOX');
  const list: JsonObject[] = [];
  const add = (id: string, resourceType: string, used: number | undefined, hardLimit: number | undefined) => {
    if (used === undefined || hardLimit === undefined) return;
    list.push({ id, resourceType, used, hardLimit, scope: 'account', name: 'Mail', types: ['Mail'] });
  };
  if (quota !== false) {
    for (const [id, resourceType] of [
      ['storage', 'octets'],
      ['messages', 'count'],
    ] as const) {
      const resource = quota[id];
      if (typeof resource === 'object') add(id, resourceType, resource.usage, resource.limit);
    }
  }
  const wanted = list.filter(({ id }) => ids === undefined || ids.includes(id as string));
  return {
    accountId: context.account.id,
    state: list.map(({ used, hardLimit }) => `${String(used)}/${String(hardLimit)}`).join(',') || '0',
    list: wanted.map((one) => pick(properties, one)),
    notFound: (ids ?? []).filter((id) => !wanted.some((one) => one.id === id)),
  };
}
