// A `MailAccountStore` in memory: the rules of the port without a database, and a person's acts on it.
import type {
  MailAccountStore,
  MailOperation,
  RemoteChanges,
  RemoteEmail,
  RemoteMailbox,
} from '../../src/sync/mail/ports.js';

type Change = MailOperation['change'];

interface Problem {
  readonly n: number;
  readonly type: string;
  readonly description: string;
}

export interface MemoryMailStore extends MailAccountStore {
  readonly emails: ReadonlyMap<string, RemoteEmail>;
  readonly mailboxes: ReadonlyMap<string, RemoteMailbox>;
  readonly bodies: ReadonlyMap<string, Uint8Array>;
  readonly rejected: readonly Problem[];
  readonly identities: RemoteChanges['identities'];
  /** Every transaction calls it first; what it throws stands for a device that is switched off. */
  beforeWrite: () => void;
  /** Something a person does; told to the server in order. */
  act(change: Change): void;
  /** A message of this device, under an id of its own. */
  write(emailId: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** Resolves when this is so; looked at after each change. */
  until(is: () => boolean): Promise<void>;
  idOf(role: string): string;
}

export function createMemoryMailStore(): MemoryMailStore {
  const emails = new Map<string, RemoteEmail>();
  const mailboxes = new Map<string, RemoteMailbox>();
  const bodies = new Map<string, Uint8Array<ArrayBuffer>>();
  const states: Record<string, string> = {};
  const own = new Map<string, string>();
  const rejected: Problem[] = [];
  let operations: MailOperation[] = [];
  let count = 0;
  let identities: RemoteChanges['identities'];
  const watching = new Set<() => void>();
  const changed = () => {
    for (const look of [...watching]) look();
  };
  const write = (work: () => void) => {
    store.beforeWrite();
    work();
    changed();
  };

  const store: MemoryMailStore = {
    emails,
    mailboxes,
    bodies,
    rejected,
    get identities() {
      return identities;
    },
    beforeWrite() {},
    act(change) {
      operations.push({ n: ++count, accountId: 'a', change });
      changed();
    },
    write: (emailId, bytes) => void bodies.set(emailId, bytes),
    until: (is) =>
      new Promise((done) => {
        const look = () => {
          if (!is()) return;
          watching.delete(look);
          done();
        };
        watching.add(look);
        look();
      }),
    idOf(role) {
      const found = [...mailboxes.values()].find((mailbox) => mailbox.role === role || mailbox.name === role);
      if (found === undefined) throw new Error(`No mailbox ${role}`);
      return found.id;
    },
    states: async () => ({ ...states }),
    async takeChanges(changes) {
      write(() => {
        for (const mailbox of changes.mailboxes?.set ?? []) mailboxes.set(mailbox.id, mailbox);
        for (const id of changes.mailboxes?.destroyed ?? []) mailboxes.delete(id);
        for (const email of changes.emails?.set ?? []) emails.set(email.id, email);
        for (const { id, ...change } of changes.emails?.changed ?? []) {
          const email = emails.get(id);
          if (email !== undefined) emails.set(id, { ...email, ...change });
        }
        for (const id of changes.emails?.destroyed ?? []) {
          emails.delete(id);
          bodies.delete(id);
        }
        identities = changes.identities ?? identities;
        for (const [name, value] of Object.entries(changes.states)) {
          if (value === '') delete states[name];
          else states[name] = value;
        }
      });
    },
    async keepOnly({ emailIds, mailboxIds }) {
      write(() => {
        for (const id of [...emails.keys()]) if (emailIds !== undefined && !emailIds.has(id)) emails.delete(id);
        for (const id of [...mailboxes.keys()])
          if (mailboxIds !== undefined && !mailboxIds.has(id)) mailboxes.delete(id);
      });
    },
    async missingBodies(limit) {
      return [...emails.values()]
        .filter(({ id }) => !bodies.has(id))
        .sort((one, other) => other.receivedAt - one.receivedAt)
        .slice(0, limit)
        .map(({ id, blobId, size }) => ({ id, blobId, size }));
    },
    async putBody(id, bytes) {
      write(() => bodies.set(id, new Uint8Array(bytes)));
    },
    body: async (emailId) => bodies.get(emailId),
    operations: async (limit) => operations.slice(0, limit),
    begin: async (n) => operations.some((operation) => operation.n === n),
    async link(n, made) {
      write(() => {
        const change = operations.find((operation) => operation.n === n)?.change;
        if (change?.type === 'upload') own.set(change.emailId, made.id);
      });
    },
    async handOver(n, submissionId) {
      write(() => {
        operations = operations.map((each) => (each.n === n ? { ...each, handedOver: submissionId } : each));
      });
    },
    async settle(n, made) {
      write(() => {
        const change = operations.find((operation) => operation.n === n)?.change;
        if (change?.type === 'createMailbox' && made !== undefined) own.set(change.mailboxId, made.id);
        operations = operations.filter((operation) => operation.n !== n);
      });
    },
    async reject(n, problem) {
      write(() => {
        rejected.push({ n, ...problem });
        operations = operations.filter((operation) => operation.n !== n);
      });
    },
    async remoteId(kind, id) {
      return own.get(id) ?? ((kind === 'email' ? emails : mailboxes).has(id) ? id : undefined);
    },
  };
  return store;
}
