// One writer per browser profile: the tab whose sync worker holds the Web Lock. The others send it their commands, and
// send them again when it is gone. A command has an id under which it is carried out once, so nothing is lost or doubled.
import { AppError } from '../domain/errors.js';
import type { StoreChange } from '../store/store-change.js';
import { toStoreError } from '../store/store-errors.js';
import {
  type ChangeBroadcast,
  changesChannel,
  type InboxMessage,
  inboxChannel,
  type Outcome,
  type Work,
  type WriterMessage,
  writerChannel,
  writerLock,
} from './channels.js';
import { type Answer, isQuestion, type Question } from './history.api.js';
import type { NetAnswer, NetRequest } from './net.api.js';
import type { Command, CommandAnswer } from './sync.api.js';
import type { Writer } from './writer/writer.js';

export interface WriterLink {
  run(commandId: string, command: Command): Promise<CommandAnswer>;
  ask(question: Question): Promise<Answer>;
  perform(request: NetRequest): Promise<NetAnswer>;
  /** Tells all tabs what came from elsewhere. */
  broadcast(change: StoreChange): void;
}

interface Pending {
  readonly work: Work;
  /** The writer it was sent to. */
  sentTo?: string;
  resolve(answer: Outcome): void;
  reject(error: unknown): void;
}

interface Options {
  readonly database: string;
  readonly writer: Writer;
  /** Talks to the relay. */
  perform(request: NetRequest): Promise<NetAnswer>;
  /** Called once, when this worker becomes the writer. */
  onWriting(): void;
  onCommitted(command: Command, change: StoreChange): void;
}

export function createWriterLink({ database, writer, perform, onWriting, onCommitted }: Options): WriterLink {
  const me = crypto.randomUUID();
  const changes = new BroadcastChannel(changesChannel(database));
  const announcements = new BroadcastChannel(writerChannel(database));
  const inbox = new BroadcastChannel(inboxChannel(database, me));
  const pending = new Map<string, Pending>();
  let writing = false;
  let writerId: string | undefined;
  let outbox: BroadcastChannel | undefined;

  const announce = () => announcements.postMessage({ type: 'writer', id: me } satisfies WriterMessage);

  async function carryOut(commandId: string, work: Work): Promise<Outcome> {
    if (work.type === 'perform') return perform(work.request);
    if (isQuestion(work)) return writer.ask(work);
    const answer = await writer.run(commandId, work);
    const { change } = answer;
    const isTold = tell({ change, id: commandId });
    onCommitted(work, change);
    return isTold ? { ...answer, told: commandId } : answer;
  }

  /** @returns whether there was anything to tell. */
  function tell(message: ChangeBroadcast): boolean {
    const { items, collections, settings, sync, progress } = message.change;
    if (items.length === 0 && !collections && !settings && !sync && !progress) return false;
    changes.postMessage(message);
    return true;
  }
  const broadcast = (change: StoreChange): void => void tell({ change });

  async function answerOther(from: string, commandId: string, work: Work): Promise<void> {
    let message: InboxMessage;
    try {
      message = { type: 'answer', commandId, answer: await carryOut(commandId, work) };
    } catch (error) {
      const { code, message: text, detail } = toStoreError(error);
      message = { type: 'failure', commandId, code, message: text, detail };
    }
    const reply = new BroadcastChannel(inboxChannel(database, from));
    reply.postMessage(message);
    reply.close();
  }

  function send(commandId: string, waiting: Pending): void {
    if (writing) {
      pending.delete(commandId);
      carryOut(commandId, waiting.work).then(waiting.resolve, waiting.reject);
    } else if (writerId === undefined) {
      announcements.postMessage({ type: 'who' } satisfies WriterMessage);
    } else if (waiting.sentTo !== writerId) {
      waiting.sentTo = writerId;
      const { work } = waiting;
      outbox?.postMessage({ type: 'run', from: me, commandId, work } satisfies InboxMessage);
    }
  }

  const sendAll = () => {
    for (const [commandId, waiting] of [...pending]) send(commandId, waiting);
  };

  announcements.onmessage = ({ data }: MessageEvent<WriterMessage>) => {
    if (data.type === 'who') {
      if (writing) announce();
      return;
    }
    if (writing || data.id === writerId) return;
    writerId = data.id;
    outbox?.close();
    outbox = new BroadcastChannel(inboxChannel(database, data.id));
    sendAll();
  };

  inbox.onmessage = ({ data }: MessageEvent<InboxMessage>) => {
    if (data.type === 'run') {
      void answerOther(data.from, data.commandId, data.work);
      return;
    }
    const waiting = pending.get(data.commandId);
    pending.delete(data.commandId);
    if (data.type === 'answer') waiting?.resolve(data.answer);
    else waiting?.reject(new AppError(data.code, data.message, data.detail));
  };

  // Held as long as this worker lives: the browser gives it to the next tab when it ends, however it ends.
  void navigator.locks.request(writerLock(database), () => {
    writing = true;
    announce();
    // First in turn: what reads rows after a command must find them as they are projected now.
    void writer.bringUpToDate().then(
      (change) => change && broadcast(change),
      () => {}, // a rebuild by hand, or the next start, tries again
    );
    sendAll();
    onWriting();
    return new Promise(() => {});
  });

  const request = (commandId: string, work: Work) =>
    new Promise<Outcome>((resolve, reject) => {
      const waiting: Pending = { work, resolve, reject };
      pending.set(commandId, waiting);
      send(commandId, waiting);
    });

  return {
    run: (commandId, command) => request(commandId, command) as Promise<CommandAnswer>,
    ask: (question) => request(crypto.randomUUID(), question) as Promise<Answer>,
    perform: (asked) => request(crypto.randomUUID(), { type: 'perform', request: asked }) as Promise<NetAnswer>,
    broadcast,
  };
}
