// A person's commands: one transaction for all that belong together, carried out once per id.
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailCommand, MailCommandAnswer } from '../mail.api.js';
import type { Carried, CommandContext } from './command-context.js';
import { destroy, move, place, putMessage, relabel, setKeywords } from './email-commands.js';
import { createMailbox, destroyMailbox, updateMailbox } from './mailbox-commands.js';
import { type PreparedMessage, prepareMessage } from './put-message.js';
import { restore } from './restore.js';
import { saveDraft, send, sendNow, takeBack } from './send-commands.js';
import { type PreparedCopies, prepareCopies, takeTransferBack, transfer } from './transfer-commands.js';
import { writeOutgoing } from './write-outgoing.js';

export interface CommandEnvironment {
  now(): number;
  newId(): string;
}

function carryOut(
  context: CommandContext,
  command: MailCommand,
  { message, copies = new Map() }: Prepared,
): Carried | Promise<Carried> {
  switch (command.type) {
    case 'setKeywords':
      return setKeywords(context, command);
    case 'relabel':
      return relabel(context, command);
    case 'move':
      return move(context, command);
    case 'place':
      return place(context, command);
    case 'destroy':
      return destroy(context, command);
    case 'createMailbox':
      return createMailbox(context, command);
    case 'updateMailbox':
      return updateMailbox(context, command);
    case 'destroyMailbox':
      return destroyMailbox(context, command);
    case 'restore':
      return restore(context, command);
    case 'putMessage':
      return putMessage(context, command, message!);
    case 'saveDraft':
      return saveDraft(context, command, message!);
    case 'send':
      return send(context, command, message!);
    case 'transfer':
      return transfer(context, command, copies);
    case 'takeTransferBack':
      return takeTransferBack(context, command, copies);
    case 'takeBack':
      return takeBack(context, command);
    case 'sendNow':
      return sendNow(context, command);
  }
}

/**
 * Carries commands out, all or none.
 *
 * @throws {AppError} `store/*`
 */
export async function runCommands(
  store: MailStore,
  environment: CommandEnvironment,
  id: string,
  command: MailCommand | readonly MailCommand[],
): Promise<MailCommandAnswer> {
  const commands = Array.isArray(command) ? (command as readonly MailCommand[]) : [command as MailCommand];
  const now = environment.now();
  const prepared = await Promise.all(commands.map((each) => prepare(store, each, now)));
  return store.command(async (tx) => {
    const before = await tx.db.applied.get(id);
    if (before !== undefined) return before.answer as MailCommandAnswer;
    tx.log.doing = { time: now, cause: 'here' };
    const context: CommandContext = { tx, now, newId: environment.newId };
    let inverse: readonly MailCommand[] | undefined = [];
    let made: Omit<MailCommandAnswer, 'inverse'> = {};
    for (const [index, each] of commands.entries()) {
      const { inverse: back, ...more } = await carryOut(context, each, prepared[index]!);
      made = { ...made, ...more };
      inverse = back && inverse && [...back, ...inverse];
    }
    const answer: MailCommandAnswer = { ...made, ...(inverse && { inverse }) };
    await tx.db.applied.put({ id, time: now, answer });
    return answer;
  });
}

interface Prepared {
  readonly message?: PreparedMessage;
  readonly copies?: PreparedCopies;
}

/** Work on the bytes of what is written or goes elsewhere, before the transaction. */
async function prepare(store: MailStore, command: MailCommand, now: number): Promise<Prepared> {
  if (command.type === 'putMessage') return { message: await prepareMessage(command.bytes, now) };
  if (command.type === 'transfer')
    return {
      copies: await prepareCopies(
        store,
        command.places.map(({ emailId }) => emailId),
      ),
    };
  if (command.type === 'takeTransferBack')
    return {
      copies: await prepareCopies(
        store,
        command.pairs.map(({ copyId }) => copyId),
      ),
    };
  if (command.type !== 'saveDraft' && command.type !== 'send') return {};
  return { message: await prepareMessage(await writeOutgoing(command.message), now) };
}
