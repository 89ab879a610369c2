// How a person likes their mail on this device.

/** What hovering over a row and swiping it may do. */
export type QuickAction = 'archive' | 'trash' | 'read' | 'star' | 'snooze' | 'junk' | 'move' | 'none';

/** Buttons there may be above a conversation, in their order. */
export const THREAD_TOOLS = [
  ...([
    'reply',
    'reply-all',
    'forward',
    'archive',
    'trash',
    'star',
    'read',
    'move',
    'label',
    'snooze',
    'junk',
  ] as const),
  ...(['event', 'print'] as const),
];
export type ThreadTool = (typeof THREAD_TOOLS)[number];

export interface MailLooks {
  /** Where the message is: beside the list, below it, or in its place. */
  readonly pane: 'right' | 'bottom' | 'off';
  readonly density: 'comfortable' | 'compact';
  readonly threads: boolean;
  /** What is open after a message was archived or deleted. */
  readonly advance: 'next' | 'previous' | 'list';
  /** Shown over a row, in order. */
  readonly hover: readonly QuickAction[];
  /** Shown above a conversation. */
  readonly toolbar: readonly ThreadTool[];
  /** What a swipe towards the end, or the beginning, of the line does. */
  readonly swipeEnd: QuickAction;
  readonly swipeStart: QuickAction;
  readonly order: 'newest' | 'oldest';
  /** Where Reply by chat leads; `{address}`, `{name}`, `{subject}` and `{date}` are filled in. '' for nowhere. */
  readonly chat: string;
}

export const defaultLooks: MailLooks = {
  pane: 'right',
  density: 'comfortable',
  threads: true,
  advance: 'next',
  hover: ['archive', 'trash', 'read', 'star'],
  toolbar: ['reply', 'forward', 'archive', 'trash', 'star'],
  swipeEnd: 'archive',
  swipeStart: 'trash',
  order: 'newest',
  chat: '',
};

const KEY = 'ik-mail-looks';
/** Senders whose pictures are always shown; in the order they were allowed. */
const SENDERS_KEY = 'ik-mail-senders';
/** More are forgotten, the oldest first. */
const MAX_SENDERS = 2_000;

function read<T>(key: string): Partial<T> {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<T> | null) ?? {};
  } catch {
    return {}; // storage is blocked, or holds something else
  }
}

function keep(key: string, value: unknown) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // blocked or full: then it is not remembered
  }
}

const actions: readonly QuickAction[] = ['archive', 'trash', 'read', 'star', 'snooze', 'junk', 'move', 'none'];

export function rememberedLooks(): MailLooks {
  const kept = read<Record<keyof MailLooks, unknown>>(KEY);
  const one = <T>(value: unknown, of: readonly T[], otherwise: T): T =>
    of.includes(value as T) ? (value as T) : otherwise;
  const hover = Array.isArray(kept.hover)
    ? kept.hover.filter((id) => actions.includes(id as QuickAction))
    : defaultLooks.hover;
  return {
    pane: one(kept.pane, ['right', 'bottom', 'off'] as const, defaultLooks.pane),
    density: one(kept.density, ['comfortable', 'compact'] as const, defaultLooks.density),
    threads: one(kept.threads, [true, false], defaultLooks.threads),
    advance: one(kept.advance, ['next', 'previous', 'list'] as const, defaultLooks.advance),
    hover: hover as readonly QuickAction[],
    toolbar: Array.isArray(kept.toolbar)
      ? THREAD_TOOLS.filter((tool) => (kept.toolbar as readonly unknown[]).includes(tool))
      : defaultLooks.toolbar,
    swipeEnd: one(kept.swipeEnd, actions, defaultLooks.swipeEnd),
    swipeStart: one(kept.swipeStart, actions, defaultLooks.swipeStart),
    order: one(kept.order, ['newest', 'oldest'] as const, defaultLooks.order),
    chat: typeof kept.chat === 'string' ? kept.chat : '',
  };
}

export function rememberLooks(looks: MailLooks) {
  keep(KEY, looks);
}

/** Whose pictures are shown without being asked each time. */
export const trustedSenders = {
  has: (address: string) => sendersList().includes(address.toLowerCase()),
  add(address: string) {
    const others = sendersList().filter((one) => one !== address.toLowerCase());
    keep(SENDERS_KEY, { list: [...others, address.toLowerCase()].slice(-MAX_SENDERS) });
  },
  remove(address: string) {
    keep(SENDERS_KEY, { list: sendersList().filter((one) => one !== address.toLowerCase()) });
  },
};

function sendersList(): string[] {
  const { list } = read<{ list: unknown }>(SENDERS_KEY);
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}
