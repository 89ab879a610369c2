// The requests of "Sync and devices" on a whole device, as its page makes them.
import { systemRandom } from '../../../src/sync/protocol/seal.js';
import { createAccountHandlers } from '../../../src/workers/net/account-handlers.js';
import { commandId } from '../writer.js';
import type { newDevice } from './devices.js';

type Made = Awaited<ReturnType<typeof newDevice>>;
export type AccountHandlers = ReturnType<typeof createAccountHandlers>;

export function accountHandlersOf({ writer, secrets, environment, session }: Made): AccountHandlers {
  return createAccountHandlers({
    db: writer.db,
    secrets,
    clock: writer.context.clock,
    environment,
    random: systemRandom,
    access: session.access,
    restart: session.begin,
    prepare() {},
    stop: session.end,
    async run(command) {
      await writer.run(commandId(), command);
      session.nudge();
    },
    tell: () => {},
  });
}

/** Waits until a pairing has come to one of these stages. */
export async function stageOf<S extends string>(handlers: AccountHandlers, ...stages: readonly S[]) {
  for (let seen = 0; ; ) {
    const state = await handlers.pairing({ seen });
    if ((stages as readonly string[]).includes(state.stage)) return state as Extract<typeof state, { stage: S }>;
    if (state.stage === 'failed') throw new Error(`${state.code} ${JSON.stringify(state.detail)}`);
    seen = state.version;
  }
}

/** Lets a device in by its code, as two people with two screens do. */
export async function pair(
  old: AccountHandlers,
  fresh: AccountHandlers,
  relay: string,
  readCode: (text: string) => Uint8Array<ArrayBuffer>,
) {
  await fresh.startJoin({ relay, deviceName: 'Fresh' });
  const { code } = await stageOf(fresh, 'code');
  await old.startAdmit({ code: readCode(code) });
  const { digits } = await stageOf(old, 'digits');
  if ((await stageOf(fresh, 'digits')).digits !== digits) throw new Error('other digits');
  await old.answerDigits({ same: true });
  await Promise.all([stageOf(old, 'done'), stageOf(fresh, 'done')]);
}
