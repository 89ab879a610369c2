import type { WorkFollower } from '../activity/activity.js';
import type { AssistantService } from '../assistant/assistant-service.js';
import type { Engine } from '../engine.js';
import { createLater, type Kinds, loadOnce } from '../later.js';
import type { ClosableMailService } from './create-mail-service.js';
import type { MailRulesService } from './mail-rules-service.js';
import type { MailServerService } from './mail-server-service.js';
import type { MailService } from './mail-service.js';

/** Mail's services, whose code comes with the first thing that is asked of them: the first view is of something else. */
export function createLazyMailService(
  database: string,
  engine: Engine,
  follower: () => Promise<WorkFollower>,
): ClosableMailService {
  let closed = false;
  let made: ClosableMailService | undefined;
  const load = loadOnce(async () => {
    const { createMailService } = await import('./create-mail-service.js');
    made = createMailService(database, engine, await follower());
    if (closed) made.close(); // its calls say so
    return made;
  });
  const servers = () => load().then((service) => service.servers);
  return {
    ...createLater<MailService>(load, MAIL),
    servers: createLater(servers, SERVERS),
    assistant: createLater(async () => (await load()).assistant, ASSISTANT),
    ruleService: createLater(() => load().then((service) => service.ruleService), RULES),
    close() {
      closed = true;
      made?.close();
    },
  };
}

const MAIL: Kinds<MailService> = {
  watchAccounts: 'watch',
  watchMailboxes: 'watch',
  watchList: 'watch',
  watchThread: 'watch',
  watchIndexing: 'watch',
  watchOutgoing: 'watch',
  watchTexts: 'watch',
  saveTexts: 'call',
  watchWaiting: 'watch',
  rows: 'call',
  indexOf: 'call',
  email: 'call',
  source: 'call',
  part: 'call',
  attachedMessage: 'call',
  run: 'call',
  importFile: 'call',
  copyAccount: 'call',
  pauseImport: 'call',
  exportMailboxes: 'call',
  log: 'call',
  movedSince: 'call',
};

const SERVERS: Kinds<MailServerService> = {
  watchStates: 'watch',
  add: 'call',
  signInAgain: 'call',
  remove: 'call',
  countWaiting: 'call',
  fetchMessage: 'call',
  canUnsubscribe: 'call',
  unsubscribe: 'call',
  lookNow: 'call',
  forgetRefused: 'call',
};

const ASSISTANT: Kinds<AssistantService> = {
  watch: 'watch',
  setUp: 'call',
  agree: 'call',
  turnOff: 'call',
  models: 'call',
  ask: 'call',
};

const RULES: Kinds<MailRulesService> = {
  watch: 'watch',
  save: 'call',
  test: 'call',
  runNow: 'call',
  labels: 'call',
  relabel: 'call',
  takeFromServer: 'call',
  vacation: 'call',
  setVacation: 'call',
  watchJunk: 'watch',
  setJunkFilter: 'call',
  junkReasons: 'call',
  forgetJunk: 'call',
};
