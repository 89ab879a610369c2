// The one pairing that may be under way in this tab, from either end.
import { AppError } from '../../domain/errors.js';
import type { PairingStage, PairingState } from '../../domain/sharing/pairing.js';
import { writePairingCode, writePairingLink } from '../../domain/sharing/pairing-code.js';
import type { EpochMs } from '../../domain/time/types.js';
import { readAccountRecord } from '../../store/account-record.js';
import { addDevice } from '../../sync/identity/account-entries.js';
import { type Line, openLine, pairingFailed } from '../../sync/identity/meeting-line.js';
import {
  CODE_MS,
  join,
  makePairingCode,
  receiveCandidate,
  sayBye,
  secretOfCode,
  welcome,
} from '../../sync/identity/pairing.js';
import { MAX_HEADS } from '../../sync/identity/pairing-messages.js';
import { hexToBytes } from '../../sync/protocol/bytes.js';
import type { NewDevice } from '../account.api.js';
import type { NetHandlers } from '../net.api.js';
import type { AccountHost } from './account-host.js';
import { checkNoAccount, enterAccount, introductionOf, logNameOf } from './enter-account.js';

/** How long a question about progress stays open, in milliseconds: less than anybody's limit for an answer. */
const POLL_MS = 25_000;

type Handlers = Required<Pick<NetHandlers, 'startJoin' | 'startAdmit' | 'answerDigits' | 'stopPairing' | 'pairing'>>;

export interface PairingHandlers extends Handlers {
  /** Ends what is under way. */
  end(): void;
}

export function createPairing(host: AccountHost): PairingHandlers {
  const { db, environment, random } = host;
  let state: PairingState = { version: 1, stage: 'none' };
  const watching = new Set<() => void>();
  let line: Line | undefined;
  let decide: ((same: boolean) => void) | undefined;
  /** Which pairing is under way: what an earlier one still says counts for nothing. */
  let current = 0;

  function become(run: number, stage: PairingStage): void {
    if (run !== current) return;
    state = { ...stage, version: state.version + 1 } as PairingState;
    for (const look of [...watching]) look();
  }

  function end(): void {
    current++;
    decide?.(false);
    decide = undefined;
    line?.close();
    line = undefined;
    become(current, { stage: 'none' });
  }

  /** Carries a pairing out; whoever watches sees how it ends. */
  async function carryOut(run: number, work: () => Promise<string>): Promise<void> {
    try {
      const name = await work();
      become(run, { stage: 'done', name });
    } catch (error) {
      const { code, detail } = error instanceof AppError ? error : new AppError('worker/crashed', String(error));
      become(run, { stage: 'failed', code, detail });
    } finally {
      if (run === current) {
        line?.close();
        line = undefined;
        decide = undefined;
      }
    }
  }

  async function open(run: number, relay: string, code: Uint8Array, at: 'new' | 'old'): Promise<Line> {
    const opened = await openLine({
      environment,
      relay,
      secret: secretOfCode(code),
      end: at,
      random,
      lifetime: CODE_MS,
    });
    if (run !== current) {
      opened.close();
      throw pairingFailed('cancelled');
    }
    line = opened;
    return opened;
  }

  async function joinAccount(run: number, asked: NewDevice): Promise<string> {
    const { relay, deviceName } = asked;
    await enterAccount(host, { ...introductionOf(asked), isThere: true }, async (keys) => {
      const code = makePairingCode(keys, random);
      const own = await open(run, relay, code, 'new');
      const text = writePairingCode(code);
      const expires = (environment.now() + CODE_MS) as EpochMs;
      become(run, { stage: 'code', code: text, link: writePairingLink(relay, text), expires });
      const device = logNameOf(asked);
      const { name } = device;
      const onDigits = (digits: string) => become(run, { stage: 'digits', end: 'new', digits, name });
      return join(own, code, keys, device, { random, onDigits });
    });
    return deviceName;
  }

  /** What a new device is given: how far every document is, so that a relay cannot show it less. */
  async function heads() {
    const logs = await db.logs.toArray();
    const isTold = ({ kind, seq, health }: (typeof logs)[number]) =>
      kind === 'collection' && seq > 0 && health !== 'out' && health !== 'fork';
    const documents = logs.filter(isTold).slice(0, MAX_HEADS);
    return documents.map(({ id, seq, hash }) => {
      return [hexToBytes(id), seq, new Uint8Array(hash.slice(0, 16))] as const;
    });
  }

  async function admit(run: number, code: Uint8Array): Promise<string> {
    const record = await readAccountRecord(db);
    if (record === undefined) throw new AppError('sync/account', 'There is no account on this device.');
    const account = hexToBytes(record.account);
    const { access } = host;
    const own = await open(run, record.relay, code, 'old');
    const me = { account, signKey: hexToBytes(record.signKey) };
    const { digits, device } = await receiveCandidate(own, code, me, random);
    const same = new Promise<boolean>((resolve) => {
      decide = resolve;
    });
    become(run, { stage: 'digits', end: 'old', digits, name: device.name });
    if (!(await Promise.race([same, own.ended]))) {
      await sayBye(own);
      throw pairingFailed('mismatch');
    }
    become(run, { stage: 'adding' });
    await access.appendToAccount(async (author) => {
      const secret = await access.accountSecret(author.state.account.generation);
      if (secret === undefined) throw new AppError('sync/account', 'The account’s key is not here yet.');
      return addDevice(author, secret, device);
    });
    const state = await access.account();
    const accountHead = hexToBytes(state?.account.head ?? '');
    const { relay, relayKey } = record;
    await welcome(
      own,
      account,
      device,
      { relay, relayKey: hexToBytes(relayKey), accountHead, heads: await heads() },
      random,
    );
    host.tell();
    return device.name;
  }

  return {
    end,
    async startJoin(asked) {
      await checkNoAccount(host);
      end();
      const run = current;
      become(run, { stage: 'looking' });
      void carryOut(run, () => joinAccount(run, asked));
      return undefined;
    },
    async startAdmit({ code }) {
      end();
      const run = current;
      become(run, { stage: 'looking' });
      void carryOut(run, () => admit(run, code));
      return undefined;
    },
    async answerDigits({ same }) {
      decide?.(same);
      decide = undefined;
      return undefined;
    },
    async stopPairing() {
      if (line !== undefined) await sayBye(line);
      end();
      return undefined;
    },
    pairing({ seen }) {
      if (state.version > seen) return Promise.resolve(state);
      return new Promise((resolve) => {
        const answer = () => {
          cancel();
          watching.delete(answer);
          resolve(state);
        };
        const cancel = environment.after(POLL_MS, answer);
        watching.add(answer);
      });
    },
  };
}
