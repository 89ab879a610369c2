import { msg, str } from '@lit/localize';
import type { Activity } from '../../app/activity/activity.js';
import { activitySign, countWaiting, isOffline } from '../../domain/activity/activity.js';
import { syncLabel } from '../shell/sync-texts.js';

/** What the sign beside the apps is called. */
export function signText(activity: Activity): string {
  const waiting = countWaiting(activity);
  const count = waiting > 0 ? ` (${waiting})` : '';
  switch (activitySign(activity)) {
    case 'problem':
      return `${isOffline(activity) ? msg('Activity: offline, and something needs you') : msg('Activity: something needs you')}${count}`;
    case 'offline':
      return `${msg('Activity: offline')}${count}`;
    case 'busy':
      return `${msg('Activity: working')}${count}`;
    case 'waiting':
      return `${msg('Activity: something waits')}${count}`;
    case 'synced': {
      const synced = syncLabel(activity.sync);
      return msg(str`Activity: ${synced}`);
    }
    case 'quiet':
      return msg('Activity: up to date');
  }
}
