import { msg } from '@lit/localize';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import pencilIcon from 'lucide-static/icons/pencil.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { EventAction } from './calendar-events.js';

/** Buttons on the card of an event, in the language of the moment they are shown. */
export const eventActions: readonly EventAction[] = [
  {
    name: 'edit',
    icon: pencilIcon,
    get label() {
      return msg('Edit');
    },
  },
  {
    name: 'duplicate',
    keeps: true,
    icon: copyIcon,
    get label() {
      return msg('Duplicate');
    },
  },
  {
    name: 'history',
    icon: historyIcon,
    get label() {
      return msg('History');
    },
  },
  {
    name: 'delete',
    icon: trashIcon,
    get label() {
      return msg('Delete');
    },
  },
];
