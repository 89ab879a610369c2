// The lines of the activity panel: what each says, and what can be done about it.
import { msg, str } from '@lit/localize';
import backupIcon from 'lucide-static/icons/database-backup.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import importIcon from 'lucide-static/icons/file-up.svg?raw';
import filterIcon from 'lucide-static/icons/funnel.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import mailIcon from 'lucide-static/icons/mail.svg?raw';
import syncIcon from 'lucide-static/icons/refresh-cw.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import sendIcon from 'lucide-static/icons/send.svg?raw';
import undoIcon from 'lucide-static/icons/undo-2.svg?raw';
import type { Activity, WaitingMessage, WorkKind } from '../../app/activity/activity.js';
import type { Services } from '../../app/services.js';
import { isOffline, needsPerson } from '../../domain/activity/activity.js';
import { describeServerProblem, stateText } from '../mail-accounts/mail-account-texts.js';
import { waitingText } from '../shell/sync-texts.js';
import { type ActivityRow, messageUrl, momentText, type RowWords, SOON_MS } from './activity-row.js';
import { progressText, waitingOperations, workText } from './activity-texts.js';

const icons: Readonly<Record<WorkKind, string>> = {
  'read-file': importIcon,
  import: importIcon,
  'mail-import': importIcon,
  'mail-copy': importIcon,
  export: exportIcon,
  'mail-export': exportIcon,
  backup: backupIcon,
  'read-backup': backupIcon,
  'restore-backup': backupIcon,
  restore: historyIcon,
  compare: historyIcon,
  rules: filterIcon,
  'rules-test': filterIcon,
  rebuild: searchIcon,
};

export function runningRows(
  { sync, running, mail, indexing }: Activity,
  { locale, now }: RowWords,
): readonly ActivityRow[] {
  const isSending = sync.state === 'online' && sync.waiting > 0;
  const number = (value: number) => value.toLocaleString(locale);
  return [
    ...running.map((work): ActivityRow => {
      const title = workText(work);
      const held = work.isHeld;
      return {
        key: work.id,
        svg: icons[work.kind],
        title,
        detail: progressText(work, locale),
        fraction: work.progress?.fraction ?? null,
        acts: [
          ...(work.canHold && !work.isStopping
            ? [
                {
                  label: held ? msg('Go on') : msg('Pause'),
                  about: title,
                  run: ({ activity }: Services) => activity.hold(work.id, !held),
                },
              ]
            : []),
          ...(work.canStop && !work.isStopping
            ? [{ label: msg('Stop'), about: title, run: ({ activity }: Services) => activity.stop(work.id) }]
            : []),
        ],
      };
    }),
    ...mail
      .filter(({ state }) => state?.phase === 'fetching')
      .map(({ accountId, name, state }): ActivityRow => {
        const { done = 0, total = 0 } = state ?? {};
        return {
          key: `fetch-${accountId}`,
          svg: mailIcon,
          title: name,
          detail: stateText(state, now, locale),
          fraction: total > 0 ? Math.min(1, done / total) : null,
          acts: [],
        };
      }),
    ...(indexing === undefined
      ? []
      : [
          {
            key: 'index',
            svg: searchIcon,
            title: msg('Making mail searchable'),
            detail: indexing.total
              ? msg(str`${number(indexing.done)} of ${number(indexing.total)} messages. Search finds those already.`)
              : msg('It goes on by itself, also after the app was closed.'),
            fraction: indexing.fraction ?? null,
            acts: [],
          },
        ]),
    ...(isSending || sync.state === 'connecting'
      ? [
          {
            key: 'sync',
            svg: syncIcon,
            title: sync.state === 'connecting' ? msg('Connecting to your relay') : msg('Syncing'),
            detail: isSending ? waitingText(sync.waiting) : '',
            fraction: null,
            acts: [],
          },
        ]
      : []),
  ];
}

function whyUnsent(one: WaitingMessage, activity: Activity, { now, moments }: RowWords): string {
  if (one.isBegun) return msg('Being sent…');
  if (one.sendAt > now + SOON_MS) {
    const when = moments.full(one.sendAt);
    return msg(str`To be sent ${when}, while Ikebana is open.`);
  }
  if (!activity.isOnline) return msg('It is sent when the network is back.');
  const problem = activity.mail.find(({ accountId }) => accountId === one.accountId)?.state?.problem;
  return problem === undefined ? msg('It is about to be sent.') : describeServerProblem(problem);
}

export function waitingRows(activity: Activity, words: RowWords): readonly ActivityRow[] {
  const { sync, mail, outgoing } = activity;
  const lookNow = ({ mailServers }: Services) => mailServers.lookNow();
  const isHeldUp = sync.waiting > 0 && sync.state !== 'online';
  return [
    ...(isHeldUp
      ? [
          {
            key: 'edits',
            svg: syncIcon,
            title: waitingText(sync.waiting),
            detail: msg(
              'They are safe here, and go to your other devices and the people you share with by themselves.',
            ),
            acts: [],
          },
        ]
      : []),
    ...outgoing
      .filter(({ failed }) => failed === undefined)
      .map((one): ActivityRow => {
        const subject = one.subject || msg('(no subject)');
        return {
          key: `out-${one.emailId}`,
          svg: sendIcon,
          title: subject,
          detail: whyUnsent(one, activity, words),
          acts: [{ label: msg('Open'), about: subject, href: messageUrl(one, words.now) }],
        };
      }),
    ...mail.flatMap((account): readonly ActivityRow[] => {
      const told = waitingOperations(account, words.locale);
      const problem = needsPerson(account) ? undefined : account.state?.problem;
      if (told === '' && (problem === undefined || problem.kind === 'offline')) return [];
      const why = problem === undefined ? '' : describeServerProblem(problem);
      const what = told === '' ? '' : msg(str`The server is still to be told: ${told}.`);
      return [
        {
          key: `mail-${account.accountId}`,
          svg: mailIcon,
          title: account.name,
          detail: [what, why].filter((text) => text !== '').join(' '),
          acts: isOffline(activity) ? [] : [{ label: msg('Try now'), about: account.name, run: lookNow }],
        },
      ];
    }),
  ];
}

export function actRows({ acts }: Activity, { moments }: RowWords, undo: (actId: string) => unknown) {
  return acts.map(
    ({ id, time, message }): ActivityRow => ({
      key: id,
      svg: undoIcon,
      title: message,
      detail: momentText(time, moments),
      acts: [{ label: msg('Undo'), about: message, run: () => undo(id) }],
    }),
  );
}
