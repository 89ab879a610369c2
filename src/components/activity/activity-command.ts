import { msg } from '@lit/localize';
import activityIcon from 'lucide-static/icons/activity.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';

/** In the language of whoever reads it. */
export const activityCommand = (run: () => unknown): Command => ({
  id: 'shell.activity',
  get title() {
    return msg('Activity: what runs, waits or has failed');
  },
  get group() {
    return msg('General');
  },
  shortcut: 'g a',
  icon: activityIcon,
  run: () => void run(),
});
