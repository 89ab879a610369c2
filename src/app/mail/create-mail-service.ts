import { AppError } from '../../domain/errors.js';
import type { Progress } from '../../domain/items/import.js';
import type { EmailListInfo, EmailQuery } from '../../domain/mail/email.js';
import type { MailAccountState } from '../../domain/mail/server-problem.js';
import { type AssistantApi, isAssistantTextMessage } from '../../workers/assistant.api.js';
import { type Connection, createWorkerHandle } from '../../workers/connect-worker.js';
import { isProgressMessage } from '../../workers/format.api.js';
import { INDEX_PROGRESS, isMailChangedMessage, type MailApi, type MailChange } from '../../workers/mail.api.js';
import type { MailJunkApi } from '../../workers/mail-junk.api.js';
import type { MailRulesApi } from '../../workers/mail-rules.api.js';
import { isMailStatesMessage, type MailServersApi } from '../../workers/mail-servers.api.js';
import { createWorker } from '../../workers/worker-scripts.js';
import type { FollowedWork, WorkFollower } from '../activity/activity.js';
import type { AssistantService } from '../assistant/assistant-service.js';
import { createAssistantService } from '../assistant/create-assistant-service.js';
import type { Engine } from '../engine.js';
import type { WorkOptions } from '../store-services.js';
import { createChangeSource, watchQuery } from '../watch.js';
import { createMailRulesService } from './create-mail-rules-service.js';
import { createMailServerService } from './create-mail-server-service.js';
import { createMailTexts } from './create-mail-texts.js';
import type { MailRulesService } from './mail-rules-service.js';
import type { MailServerService } from './mail-server-service.js';
import type { MailDone, MailService } from './mail-service.js';

/** A list is read from memory; what takes longer is stuck. */
const LIMIT_MS = 120_000;
const RETRIES = 1;

type Api = MailApi & MailServersApi & AssistantApi & MailRulesApi & MailJunkApi;

export interface ClosableMailService extends MailService {
  /** Of the same worker. */
  readonly servers: MailServerService;
  /** Of the same worker, which has the key. */
  readonly assistant: AssistantService;
  readonly ruleService: MailRulesService;
  close(): void;
}

const cancelled = () => new AppError('cancelled', 'The work was cancelled.');

/** Whether a list may look different after a change. */
function mattersTo({ where }: EmailQuery): (change: MailChange) => boolean {
  if (!('mailboxId' in where)) return () => true;
  return ({ accounts, mailboxIds }) => accounts || mailboxIds.includes(where.mailboxId);
}

/** The service over a worker of its own, which starts with the first call. */
export function createMailService(
  database: string,
  engine: Pick<Engine, 'changes' | 'run'>,
  { follow }: WorkFollower,
): ClosableMailService {
  const changes = createChangeSource<MailChange>();
  const indexing = createChangeSource<Progress>();
  const states = createChangeSource<readonly MailAccountState[]>();
  const progress = new Map<string, (progress: Progress) => void>();
  let closed = false;

  const worker = createWorkerHandle<Api>({
    create: () => createWorker('mail', database),
    onMessage(data) {
      if (isMailChangedMessage(data)) changes.emit(data.change);
      else if (isMailStatesMessage(data)) states.emit(data.states);
      else if (isAssistantTextMessage(data)) assistant.onText(data.id, data.text);
      else if (!isProgressMessage(data)) return;
      else if (data.id === INDEX_PROGRESS) indexing.emit(data.progress);
      else progress.get(data.id)?.(data.progress);
    },
  });

  const assistant = createAssistantService((use) => {
    if (closed) throw new AppError('store/closed', 'The store was closed.');
    return worker.call(use);
  });

  /** Again with a new worker when the first one died: reading twice harms nobody, and commands have their id. */
  async function call<T>(use: (api: Connection<Api>) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      if (closed) throw new AppError('store/closed', 'The store was closed.');
      try {
        return await worker.call(use, LIMIT_MS);
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'worker/crashed') || attempt >= RETRIES) throw error;
      }
    }
  }

  /** Work that takes long, with progress, and an end before its time. */
  function long<T>(
    id: string,
    about: FollowedWork,
    options: WorkOptions,
    use: (api: Connection<Api>) => Promise<T>,
  ): Promise<T> {
    return follow(about, options, async ({ signal, onProgress }) => {
      if (closed) throw new AppError('store/closed', 'The store was closed.');
      if (signal.aborted) throw cancelled();
      const abort = () => void worker.call((api) => api.cancelImport(id)).catch(() => {}); // the work itself says so
      signal.addEventListener('abort', abort, { once: true });
      progress.set(id, onProgress);
      try {
        return await worker.call(use);
      } finally {
        signal.removeEventListener('abort', abort);
        progress.delete(id);
      }
    });
  }

  const hold = (importId: string) => (held: boolean) => {
    void worker.call((api) => api.pauseImport(importId, held)).catch(() => {}); // whoever waits for the work is told
  };

  const run: MailService['run'] = async (command) => {
    const id = crypto.randomUUID();
    const { inverse, ...made } = await call((api) => api.command(id, command));
    const undo = inverse && (async () => void (await run(inverse)));
    return { ...made, ...(undo && { undo }) } satisfies MailDone;
  };

  return {
    servers: createMailServerService(call, states),
    assistant: assistant.service,
    ruleService: createMailRulesService({ engine, mailChanges: changes, call, long, run }),
    watchAccounts: () =>
      watchQuery(
        changes,
        () => call((api) => api.accounts()),
        ({ accounts }) => accounts,
      ),
    watchMailboxes: () =>
      watchQuery(
        changes,
        () => call((api) => api.mailboxes()),
        ({ accounts, mailboxIds }) => accounts || mailboxIds.length > 0,
      ),
    watchOutgoing: () =>
      watchQuery(
        changes,
        () => call((api) => api.outgoing()),
        () => true,
      ),
    ...createMailTexts(engine, call),
    watchWaiting: () =>
      watchQuery(
        changes,
        () => call((api) => api.waiting()),
        () => true,
      ),
    watchList(query) {
      const list = () => call((api) => api.emailList(query));
      if (query.text.trim() === '') return watchQuery(changes, list, mattersTo(query));
      // A search finds more when more is indexed, and words may say to look elsewhere.
      const either = {
        subscribe(listener: () => void) {
          const stops = [changes.subscribe(listener), indexing.subscribe(listener)];
          return () => {
            for (const stop of stops) stop();
          };
        },
      };
      return watchQuery<EmailListInfo, void>(either, list, () => true);
    },
    rows: (query, from, to) => call((api) => api.emailRows(query, from, to)),
    indexOf: (query, emailId) => call((api) => api.emailIndex(query, emailId)),
    watchThread: (threadId) =>
      watchQuery(
        changes,
        () => call((api) => api.thread(threadId)),
        ({ mailboxIds, threadIds }) =>
          threadIds.includes(threadId) || (threadIds.length === 0 && mailboxIds.length > 0),
      ),
    email: (emailId) => call((api) => api.email(emailId)),
    async source(emailId) {
      const bytes = await call((api) => api.source(emailId));
      return bytes && new Blob([bytes], { type: 'message/rfc822' });
    },
    attachedMessage: (emailId, partId) => call((api) => api.attachedMessage(emailId, partId)),
    async part(emailId, partId) {
      const part = await call((api) => api.part(emailId, partId));
      return part && new Blob([part.bytes], { type: part.mediaType });
    },
    run,
    importFile(file, options = {}) {
      const id = crypto.randomUUID();
      options.onBegin?.(id);
      const { mailboxId, name } = options;
      const into = { accountId: 'local', ...(mailboxId !== undefined && { mailboxId }), ...(name && { name }) };
      const about = { kind: 'mail-import', name: file.name ?? '', hold: hold(id) } as const;
      return long(id, about, options, (api) => api.importMail(id, file, file.name ?? '', into));
    },
    copyAccount(from, to, options = {}) {
      const id = crypto.randomUUID();
      options.onBegin?.(id);
      return long(id, { kind: 'mail-copy', name: from.name, hold: hold(id) }, options, (api) =>
        api.copyAccount(id, from.id, to),
      );
    },
    pauseImport: (importId, paused) => hold(importId)(paused),
    exportMailboxes(mailboxIds, format, options = {}) {
      const id = crypto.randomUUID();
      return long(id, { kind: 'mail-export', name: '' }, options, (api) => api.exportMail(id, mailboxIds, format));
    },
    log: (query) => call((api) => api.log(query)),
    movedSince: (time) => call((api) => api.movedSince(time)),
    watchIndexing: () => ({
      subscribe(observer) {
        const stop = indexing.subscribe((value) => observer.next(value));
        call((api) => api.indexProgress()).then(
          (value) => observer.next(value),
          (error: unknown) => observer.error(error),
        );
        return { unsubscribe: stop };
      },
    }),
    close() {
      closed = true;
      worker.stop(new AppError('store/closed', 'The store was closed.'));
    },
  };
}
