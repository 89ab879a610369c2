// Lines of the activity panel that need the person.
import { msg, str } from '@lit/localize';
import calendarIcon from 'lucide-static/icons/calendar-x.svg?raw';
import warnIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import type { Activity } from '../../app/activity/activity.js';
import { needsPerson } from '../../domain/activity/activity.js';
import { isAccountLost } from '../../domain/sharing/account.js';
import { sendProblemText } from '../mail/compose/send-problem-text.js';
import { describeServerProblem, refusalText } from '../mail-accounts/mail-account-texts.js';
import { problemMessage } from '../shared/problem-message.js';
import { problemText } from '../shell/sync-texts.js';
import { type ActivityRow, messageUrl, momentText, type RowWords } from './activity-row.js';
import { failedReason, failedText } from './activity-texts.js';

/** Refusals of one server that are told. */
const MAX_REFUSED = 3;

export function failedRows(activity: Activity, { moments, now }: RowWords): readonly ActivityRow[] {
  const { sync, failed, mail, outgoing, calendars, rejected } = activity;
  const problem = (row: Omit<ActivityRow, 'svg' | 'isProblem'> & { readonly svg?: string }): ActivityRow => ({
    svg: warnIcon,
    ...row,
    isProblem: true,
  });
  const again = msg('Try again');
  return [
    ...(sync.problem === undefined
      ? []
      : [
          problem({
            key: 'sync-problem',
            title: msg('Syncing needs you'),
            detail: problemText(sync.problem),
            acts: isAccountLost(sync.problem)
              ? [{ label: msg('See what can be done'), about: '', href: '/settings', primary: true }]
              : [],
          }),
        ]),
    ...failed.map((work) => {
      const title = failedText(work);
      return problem({
        key: work.id,
        title,
        detail: `${momentText(work.time, moments)}: ${failedReason(work)}`,
        acts: [
          { label: again, about: title, primary: true, run: ({ activity: all }) => all.tryAgain(work.id) },
          { label: msg('Dismiss'), about: title, run: ({ activity: all }) => all.dismiss(work.id) },
        ],
      });
    }),
    ...outgoing.flatMap((one) => {
      if (one.failed === undefined) return [];
      const subject = one.subject || msg('(no subject)');
      return problem({
        key: `out-${one.emailId}`,
        title: msg(str`Not sent: ${subject}`),
        detail: sendProblemText(one.failed),
        acts: [
          {
            label: again,
            about: subject,
            primary: true,
            run: ({ mail: all }) => all.run({ type: 'sendNow', emailId: one.emailId }),
          },
          { label: msg('Open'), about: subject, href: messageUrl({ ...one, sendAt: 0 }, now) },
        ],
      });
    }),
    ...mail.filter(needsPerson).map(({ accountId, name, state }) => {
      const isSignIn = state!.problem!.kind === 'credentials' || state!.problem!.kind === 'locked';
      return problem({
        key: `account-${accountId}`,
        title: name,
        detail: describeServerProblem(state!.problem!),
        acts: [
          isSignIn
            ? { label: msg('Sign in again'), about: name, primary: true, href: '/settings/mail' }
            : { label: again, about: name, primary: true, run: ({ mailServers }) => mailServers.lookNow() },
        ],
      });
    }),
    ...mail
      .filter(({ refused }) => refused.length > 0)
      .map(({ accountId, name, refused }) => {
        const told = refused.slice(0, MAX_REFUSED).map((one) => refusalText(one));
        const more = refused.length - told.length;
        return problem({
          key: `refused-${accountId}`,
          title: name,
          detail: [...new Set(told), ...(more > 0 ? [msg(str`and ${more} more`)] : [])].join(' '),
          acts: [{ label: msg('Dismiss'), about: name, run: ({ activity: all }) => all.forgetRefused(accountId) }],
        });
      }),
    ...calendars.map(({ collectionId, name, error }) =>
      problem({
        key: `calendar-${collectionId}`,
        svg: calendarIcon,
        title: name,
        detail: problemMessage(error.code, error.detail),
        acts: [
          {
            label: again,
            about: name,
            primary: true,
            run: ({ subscriptions }) => subscriptions.refresh(collectionId),
          },
        ],
      }),
    ),
    ...(rejected === 0
      ? []
      : [
          problem({
            key: 'rejected',
            title:
              rejected === 1 ? msg('One edit could not be saved.') : msg(str`${rejected} edits could not be saved.`),
            detail: msg('What can be done is shown above the page.'),
            acts: [],
          }),
        ]),
  ];
}
