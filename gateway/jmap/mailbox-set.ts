import { invalidProperties, SetError } from '../errors.js';
import { INBOX_ID, type MailboxInfo } from '../imap/mailboxes.js';
import type { Arguments, Json, JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';
import { mailboxJson } from './mailbox-get.js';
import { createdId, newSetResult, readSetRequest, refusalError, type SetResult, setAnswer, setError } from './set.js';

const MAX_NAME_BYTES = 200;

function readName(value: Json | undefined, delimiter: string): string {
  if (typeof value !== 'string' || value.trim() === '' || Buffer.byteLength(value) > MAX_NAME_BYTES)
    throw invalidProperties(['name'], `A name has to have 1 to ${MAX_NAME_BYTES} bytes.`);
  if ((delimiter !== '' && value.includes(delimiter)) || /[\p{Cc}*%]/u.test(value))
    throw invalidProperties(['name'], `On this server a name cannot hold “${delimiter}”, “*” or “%”.`);
  return value.normalize('NFC');
}

/** The path of a mailbox of that name below that parent. @throws {SetError} */
async function pathOf(context: RequestContext, name: Json | undefined, parentId: Json | undefined): Promise<string> {
  const mailboxes = await context.mailboxes();
  const inbox = mailboxes.find(({ id }) => id === INBOX_ID);
  const delimiter = inbox?.delimiter || mailboxes[0]?.delimiter || '/';
  const checked = readName(name, delimiter);
  if (parentId === undefined || parentId === null) {
    const path = checked;
    if (mailboxes.some((mailbox) => mailbox.path === path))
      throw invalidProperties(['name'], 'There is a mailbox of this name.');
    return path;
  }
  const parent = typeof parentId === 'string' ? await context.mailbox(createdId(context, parentId)) : undefined;
  if (!parent?.mayHaveChildren) throw invalidProperties(['parentId'], 'There can be no mailbox below that.');
  const path = `${parent.path}${parent.delimiter}${checked}`;
  if (mailboxes.some((mailbox) => mailbox.path === path))
    throw invalidProperties(['name'], 'There is a mailbox of this name.');
  return path;
}

function checkFixed(object: JsonObject, known: readonly string[]): void {
  const strange = Object.keys(object).filter((name) => !known.includes(name));
  if (strange.length > 0) throw invalidProperties(strange, 'This cannot be set here.');
  // Where a server lets roles be set at all, it is by other means (RFC 6154 §3).
  if (object.role !== undefined && object.role !== null)
    throw invalidProperties(['role'], 'Which mailbox has which role is set at the provider.');
}

async function create(context: RequestContext, key: string, object: JsonObject, result: SetResult): Promise<void> {
  checkFixed(object, ['name', 'parentId', 'role', 'sortOrder', 'isSubscribed']);
  const path = await pathOf(context, object.name, object.parentId);
  const made = await context.imap.flow.mailboxCreate(path);
  if (object.isSubscribed === false) await context.imap.flow.mailboxUnsubscribe(made.path);
  context.forget();
  const mailbox = (await context.mailboxes()).find((one) => one.path === made.path);
  if (mailbox === undefined) throw new SetError('serverFail', 'The mailbox was made, and is not listed.');
  const { id, ...rest } = mailboxJson(mailbox);
  result.created[key] = {
    id: id as string,
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in object))),
  };
  context.created.set(key, id as string);
}

/** @returns What changed besides what was asked for. */
async function update(context: RequestContext, mailbox: MailboxInfo, patch: JsonObject): Promise<JsonObject | null> {
  checkFixed(patch, ['name', 'parentId', 'role', 'sortOrder', 'isSubscribed']);
  const { flow } = context.imap;
  let { path } = mailbox;
  const isMoved =
    (patch.name !== undefined && patch.name !== mailbox.name) ||
    (patch.parentId !== undefined && (patch.parentId ?? null) !== mailbox.parentId);
  if (isMoved) {
    if (mailbox.id === INBOX_ID) throw new SetError('forbidden', 'The inbox cannot be renamed.');
    const newPath = await pathOf(
      context,
      patch.name ?? mailbox.name,
      patch.parentId === undefined ? mailbox.parentId : patch.parentId,
    );
    if (newPath.startsWith(`${path}${mailbox.delimiter}`))
      throw invalidProperties(['parentId'], 'A mailbox cannot be below itself.');
    await flow.mailboxRename(path, newPath);
    // Subscriptions are by name, and do not follow (RFC 9051 §6.3.6).
    if (mailbox.isSubscribed) {
      await flow.mailboxSubscribe(newPath);
      await flow.mailboxUnsubscribe(path);
    }
    path = newPath;
  }
  if (typeof patch.isSubscribed === 'boolean' && patch.isSubscribed !== mailbox.isSubscribed)
    await (patch.isSubscribed ? flow.mailboxSubscribe(path) : flow.mailboxUnsubscribe(path));
  context.forget();
  const now = (await context.mailboxes()).find((one) => one.path === path);
  // Who shows mailboxes in an order of their own keeps it: IMAP has none.
  const sortOrder: JsonObject =
    now !== undefined && 'sortOrder' in patch ? { sortOrder: mailboxJson(now).sortOrder ?? 0 } : {};
  const changed: JsonObject = { ...(now !== undefined && now.id !== mailbox.id && { id: now.id }), ...sortOrder };
  return Object.keys(changed).length > 0 ? changed : null;
}

async function destroy(context: RequestContext, mailbox: MailboxInfo, removeEmails: boolean): Promise<void> {
  if (mailbox.id === INBOX_ID) throw new SetError('forbidden', 'The inbox cannot be deleted.');
  const mailboxes = await context.mailboxes();
  if (mailboxes.some(({ parentId }) => parentId === mailbox.id))
    throw new SetError('mailboxHasChild', 'There are mailboxes below it.');
  if (mailbox.messages > 0 && !removeEmails) throw new SetError('mailboxHasEmail', 'There are messages in it.');
  const { flow } = context.imap;
  const open = flow.mailbox;
  if (open !== false && open.path === mailbox.path) await flow.mailboxOpen('INBOX');
  await flow.mailboxUnsubscribe(mailbox.path);
  context.imap.takeRefusal();
  await flow.mailboxDelete(mailbox.path).catch((error: unknown) => {
    throw context.imap.flow.usable ? refusalError(context.imap.takeRefusal()) : error;
  });
  context.forget();
}

/** `Mailbox/set` (RFC 8621 §2.5). */
export async function mailboxSet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const oldState = await context.mailboxState();
  const request = readSetRequest(args, context, oldState);
  const removeEmails = args.boolean('onDestroyRemoveEmails');
  const result = newSetResult();
  for (const [key, object] of request.create) {
    try {
      await create(context, key, object, result);
    } catch (error) {
      result.notCreated[key] = setError(error);
    }
  }
  for (const [id, patch] of request.update) {
    try {
      const mailbox = await context.mailbox(id);
      if (mailbox === undefined) throw new SetError('notFound');
      result.updated[id] = await update(context, mailbox, patch);
    } catch (error) {
      result.notUpdated[id] = setError(error);
    }
  }
  // Those below go before those above.
  const paths = new Map((await context.mailboxes()).map((mailbox) => [mailbox.id, mailbox.path]));
  const inOrder = [...request.destroy].sort((a, b) => (paths.get(b) ?? '').length - (paths.get(a) ?? '').length);
  for (const id of inOrder) {
    try {
      const mailbox = await context.mailbox(id);
      if (mailbox === undefined) throw new SetError('notFound');
      await destroy(context, mailbox, removeEmails);
      result.destroyed.push(id);
    } catch (error) {
      result.notDestroyed[id] = setError(error);
    }
  }
  return setAnswer(context, oldState, await context.mailboxState(), result);
}
