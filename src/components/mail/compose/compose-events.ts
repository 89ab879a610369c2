import type { ComposeDraft } from './compose-draft.js';

/** How a window ended. Does not bubble. */
export class ComposeEndEvent extends Event {
  constructor(
    readonly how: 'kept' | 'discarded' | 'send' | 'schedule',
    readonly draft: ComposeDraft,
  ) {
    super('ik-compose-end');
  }
}

/** The person wants the window small, or large again. Does not bubble. */
export class ComposeSizeEvent extends Event {
  constructor(readonly size: 'small' | 'normal' | 'large') {
    super('ik-compose-size');
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-compose-end': ComposeEndEvent;
    'ik-compose-size': ComposeSizeEvent;
  }
}
