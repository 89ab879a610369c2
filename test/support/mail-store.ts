// The mail worker's surface over fake-indexeddb, in the test's own thread.
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import type { Progress } from '../../src/domain/items/import.js';
import type { EmailQuery } from '../../src/domain/mail/email.js';
import { AppDatabase } from '../../src/store/database.js';
import { createMailStore, type MailStore } from '../../src/store/mail/mail-store.js';
import type { MailTouched } from '../../src/store/mail/memory.js';
import { createSegments, type Segments } from '../../src/store/mail/search/segments.js';
import { createMailApi, type MailApiOptions } from '../../src/workers/mail/mail-api.js';
import { createMailIndexer, type MailIndexer } from '../../src/workers/mail/search/index-emails.js';
import { createMailSearch } from '../../src/workers/mail/search/mail-search.js';
import type { PdfReader } from '../../src/workers/mail/search/pdf-reader.js';
import type { MailApi, MailCommand, MailCommandAnswer } from '../../src/workers/mail.api.js';
import { crlf } from './mail-fixtures.js';

/** What copying an account asks of servers. */
type Copying = Pick<MailApiOptions, 'fetcher' | 'isInStep' | 'later'>;

export interface TestMail {
  readonly api: MailApi;
  readonly store: MailStore;
  readonly db: AppDatabase;
  readonly segments: Segments;
  readonly indexer: MailIndexer;
  /** What the clock shows. */
  time: number;
  readonly touched: MailTouched[];
  readonly progress: Progress[];
  /** With an id of its own. */
  run(command: MailCommand | readonly MailCommand[]): Promise<MailCommandAnswer>;
  /** Takes a command back. */
  undo(answer: MailCommandAnswer): Promise<MailCommandAnswer>;
  /** @returns the report; messages are in a mailbox named like the file, `mail`, unless they say otherwise. */
  importText(text: string, name?: string): ReturnType<MailApi['importMail']>;
}

let databases = 0;
let ids = 0;

const noServers: Copying = { fetcher: () => async () => undefined, isInStep: () => true, later: async () => {} };

/**
 * @param name - Of an existing database, to open it again.
 * @param pdfs - Reads PDFs; by itself nothing does.
 * @param copying - What servers answer.
 */
export async function testMail(name?: string, pdfs?: PdfReader, copying: Copying = noServers): Promise<TestMail> {
  databases += 1;
  const db = new AppDatabase(name ?? `mail-${databases}`, { indexedDB, IDBKeyRange });
  const state = { time: Date.UTC(2026, 10, 20), touched: [] as MailTouched[], progress: [] as Progress[] };
  const store = createMailStore(db, (touched) => state.touched.push(touched));
  const segments = createSegments(db);
  const indexer = createMailIndexer({ store, segments, alone: (work) => work(), onProgress: () => {}, pdfs });
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const api = createMailApi(
    {
      store,
      search: createMailSearch({ store, segments, now: () => state.time, timeZone: 'UTC' }),
      now: () => state.time,
      newId,
      report: (_, progress) => state.progress.push(progress),
      indexProgress: () => indexer.progress(),
      ...copying,
    },
    store.refresh(),
  );
  const run: TestMail['run'] = (command) => api.command(newId(), command);
  return Object.assign(state, {
    api,
    store,
    db,
    segments,
    indexer,
    run,
    undo: (answer: MailCommandAnswer) => run(answer.inverse ?? []),
    importText: (text: string, fileName = 'mail.mbox') =>
      api.importMail(newId(), new Blob([crlf(text) as Uint8Array<ArrayBuffer>]), fileName, { accountId: 'local' }),
  });
}

export interface TestMessage {
  readonly id: string;
  readonly subject?: string;
  readonly from?: string;
  readonly references?: string;
  /** Minutes behind 1 November 2026, UTC. */
  readonly minute?: number;
  readonly body?: string;
  readonly more?: string;
}

/** A message of an mbox, with line feeds. */
export function mboxMessage({ id, subject = 'Hello', from = 'Ada <ada@a.example>', ...rest }: TestMessage): string {
  const { references, minute = 0, body = 'Text.', more = '' } = rest;
  const date = new Date(Date.UTC(2026, 10, 1, 0, minute)).toUTCString().replace('GMT', '+0000');
  return `From a@b.example Sun Nov  1 00:00:00 2026
From: ${from}
To: Me <me@b.example>
Subject: ${subject}
Message-ID: <${id}@a.example>
${references === undefined ? '' : `References: <${references}@a.example>\n`}Date: ${date}
${more}
${body}

`;
}

export const everything: EmailQuery = {
  where: { all: true },
  show: 'all',
  text: '',
  collapseThreads: false,
  order: 'newest',
};
