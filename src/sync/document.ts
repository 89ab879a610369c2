// One Automerge document: a flat map of immutable strings (docs/decisions/0001). This folder is the only one that loads
// Automerge, and only the sync worker loads this folder, when it first needs it.
import * as A from '@automerge/automerge/slim';

type Root = Record<string, unknown>;

/** Keys that changed, with their values afterwards; `undefined` for a key that is gone. */
export type KeyChanges = ReadonlyMap<string, string | undefined>;

export interface LocalChange {
  /** The Automerge change. */
  readonly bytes: Uint8Array;
  readonly changes: KeyChanges;
}

/** A stored part of a document: a snapshot stands for everything before it. */
export interface DocumentPart {
  readonly kind: 'change' | 'snapshot';
  readonly bytes: Uint8Array;
}

/** A change that is recorded but not encoded. `actor` makes only this one. */
export interface PendingChange {
  readonly actor: string;
  /** Epoch ms. */
  readonly time: number;
  readonly keys: readonly string[];
  /** `null` takes the key out. */
  readonly values: readonly (string | null)[];
  /** What made it. */
  readonly message?: string;
}

/** A change in a document's history. */
export interface PastChange {
  readonly hash: string;
  readonly actor: string;
  /** Epoch ms, whole seconds. */
  readonly time: number;
  readonly message: string;
  readonly keys: readonly string[];
}

/** A document in memory. After an error it may be ahead of the disk: free it and open it anew. */
export interface Document {
  /** Every key with its value. */
  read(): Map<string, string>;
  /**
   * @param time - Epoch ms.
   * @param message - What makes the change, for its history.
   * @returns `undefined` when every key already has its value.
   */
  change(changes: KeyChanges, time: number, message?: string): LocalChange | undefined;
  /**
   * Applies one change of another device; one per call, because Automerge 3.3 to 3.5 take memory by changes per call
   * times operations in the document. A change whose predecessors are missing waits inside the document for them.
   *
   * @returns `undefined` when the document has the change already.
   * @throws when the bytes are no change.
   */
  apply(bytes: Uint8Array): KeyChanges | undefined;
  /** How many changes memory allows in one call, and in one stored part. */
  readonly mostTogether: number;
  /**
   * Applies some that the document does not have, each after those it builds on, in a sixth of the time of one by one.
   *
   * @param changes - No more than `mostTogether`.
   * @returns Keys that all of them together have changed.
   * @throws when some bytes are no change; it may have others then.
   */
  applyTogether(changes: readonly ReadChange[]): KeyChanges;
  /** The map as it was then: every change made by that time whose predecessors were, too. @param time - Epoch ms. */
  readAt(time: number): Map<string, string>;
  /** The map just before a change, by the change's own predecessors. */
  readBefore(change: Uint8Array): Map<string, string>;
  /** Changes of keys that concern the caller, oldest first; each after those it builds on. */
  changesOf(concerns: (key: string) => boolean): PastChange[];
  /** The map just before and just after a change; `undefined` when there is no such change. */
  readAround(hash: string): { readonly before: Map<string, string>; readonly after: Map<string, string> } | undefined;
  /** Whether it has a change. */
  has(hash: string): boolean;
  /** Hashes of its last changes, sorted. */
  heads(): readonly string[];
  /** Takes another saved document in. */
  merge(saved: Uint8Array): KeyChanges;
  /** The whole document with its history. */
  save(): Uint8Array;
  free(): void;
}

/** Starts Automerge's WebAssembly. Once per thread, before anything else here. */
export function startAutomerge(wasmUrl: string): Promise<void> {
  return A.initializeWasm(wasmUrl);
}

function valueToText(value: unknown): string | undefined {
  if (A.isImmutableString(value)) return value.val;
  // Nobody of us writes anything else; a collaborative text of another program is readable all the same.
  return typeof value === 'string' ? value : undefined;
}

/** Automerge refuses the key `__proto__`, and a UID may be that. Backslashes before it are data. */
const REFUSED = /^\\*__proto__$/;
const toDocumentKey = (key: string) => (REFUSED.test(key) ? `\\${key}` : key);
const fromDocumentKey = (key: string) => (key.startsWith('\\') && REFUSED.test(key) ? key.slice(1) : key);

function readRoot(root: Root): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [key, value] of Object.entries(root)) {
    const text = valueToText(value);
    if (text !== undefined) entries.set(fromDocumentKey(key), text);
  }
  return entries;
}

const toSeconds = (epochMs: number) => Math.floor(epochMs / 1000);

function putAll(draft: Root, changes: Iterable<readonly [string, string | undefined | null]>): void {
  for (const [wanted, value] of changes) {
    const key = toDocumentKey(wanted);
    if (value == null) delete draft[key];
    else draft[key] = new A.ImmutableString(value);
  }
}

/** Heads of the document as of a moment. Device clocks disagree, so the cut is closed under predecessors. */
function headsAt(doc: A.Doc<Root>, time: number): A.Heads {
  const seconds = toSeconds(time);
  const included = new Set<string>();
  const heads = new Set<string>();
  for (const { hash, deps, time: made } of A.getChangesMetaSince(doc, [])) {
    if (made > seconds || !deps.every((dep) => included.has(dep))) continue;
    included.add(hash);
    for (const dep of deps) heads.delete(dep);
    heads.add(hash);
  }
  return [...heads];
}

function readHeads(doc: A.Doc<Root>, heads: A.Heads): Map<string, string> {
  return heads.length === 0 ? new Map() : readRoot(A.view(doc, heads));
}

/** Changes of one call times keys of the document: what such a call takes of memory that is never given back grows so. */
const TOGETHER = 4_096;

/** From the last snapshot on. A snapshot that is read whole takes half the time of one that is put into an empty document. */
function load(actor: string, parts: readonly DocumentPart[]): A.Doc<Root> {
  const snapshot = parts.findLastIndex(({ kind }) => kind === 'snapshot');
  const [first, ...rest] = parts.slice(Math.max(snapshot, 0)).filter(({ bytes }) => bytes.byteLength > 0);
  if (first === undefined) return A.init<Root>({ actor });
  let doc =
    first.kind === 'snapshot'
      ? A.load<Root>(first.bytes, { actor })
      : A.loadIncremental(A.init<Root>({ actor }), first.bytes);
  for (const { bytes } of rest) doc = A.loadIncremental(doc, bytes);
  return doc;
}

/** @param actor - 32 hex digits of this device and session; no two threads may use the same. */
export function openDocument(actor: string, parts: readonly DocumentPart[]): Document {
  let doc = load(actor, parts);

  /** Changes that it is known to have: to be asked for one, Automerge copies all of it out. */
  const known = new Set<string>(A.getHeads(doc));
  function has(hash: string): boolean {
    if (known.has(hash)) return true;
    const isThere = A.hasHeads(doc, [hash]);
    if (isThere) known.add(hash);
    return isThere;
  }
  function noteHeads(): void {
    for (const hash of A.getHeads(doc)) known.add(hash);
  }

  /** @returns keys that were changed. */
  function take(changes: Uint8Array[]): Set<string> {
    const keys = new Set<string>();
    [doc] = A.applyChanges(doc, changes, {
      patchCallback: (patches) => {
        for (const { path } of patches) keys.add(fromDocumentKey(String(path[0])));
      },
    });
    noteHeads();
    return keys;
  }

  /** Own property: a key such as `constructor` is not taken for what every object has. */
  const currentValue = (key: string) => {
    const own = toDocumentKey(key);
    return Object.hasOwn(doc, own) ? valueToText(doc[own]) : undefined;
  };

  return {
    read: () => readRoot(doc),
    change(changes, time, message) {
      const news = [...changes].filter(([key, value]) => currentValue(key) !== value);
      if (news.length === 0) return undefined;
      doc = A.change(doc, { time: toSeconds(time), ...(message !== undefined && { message }) }, (draft) =>
        putAll(draft, news),
      );
      const bytes = A.getLastLocalChange(doc);
      if (bytes === undefined) throw new Error('Automerge made no change');
      noteHeads();
      return { bytes, changes: new Map(news.map(([key]) => [key, currentValue(key)])) };
    },
    apply(bytes) {
      const { hash } = A.decodeChange(bytes); // throws for what is not one whole change, before the document sees it
      if (has(hash)) return undefined;
      return new Map([...take([bytes])].map((key) => [key, currentValue(key)]));
    },
    get mostTogether() {
      return Math.max(1, Math.floor(TOGETHER / (Object.keys(doc).length + 1)));
    },
    applyTogether(changes) {
      const keys = take(changes.map(({ bytes }) => bytes));
      // What a change builds on is there when the change is.
      for (const { hash, deps } of changes.toReversed()) if (has(hash)) for (const dep of deps) known.add(dep);
      return new Map([...keys].map((key) => [key, currentValue(key)]));
    },
    readAt: (time) => readHeads(doc, headsAt(doc, time)),
    readBefore: (change) => readHeads(doc, A.decodeChange(change).deps),
    changesOf: (concerns) =>
      A.getAllChanges(doc).flatMap((bytes) => {
        const { hash, actor, time, message, ops } = A.decodeChange(bytes);
        const keys = ops.map((op) => fromDocumentKey(String((op as { readonly key?: unknown }).key))).filter(concerns);
        return keys.length === 0 ? [] : [{ hash, actor, time: time * 1000, message: message ?? '', keys }];
      }),
    readAround(hash) {
      const change = A.hasHeads(doc, [hash]) ? A.inspectChange(doc, hash) : null;
      return change == null ? undefined : { before: readHeads(doc, change.deps), after: readHeads(doc, [hash]) };
    },
    has,
    heads: () => [...A.getHeads(doc)].sort(),
    merge(saved) {
      const keys = new Set<string>();
      doc = A.loadIncremental(doc, saved, {
        patchCallback: (patches) => {
          for (const { path } of patches) keys.add(fromDocumentKey(String(path[0])));
        },
      });
      noteHeads();
      return new Map([...keys].map((key) => [key, currentValue(key)]));
    },
    save: () => A.save(doc),
    free: () => A.free(doc),
  };
}

/** What a change says of itself. */
export interface ChangeHead {
  readonly hash: string;
  readonly actor: string;
  /** Hashes of the changes it builds on. */
  readonly deps: readonly string[];
  /** Keys that it puts or takes out; `undefined` for what is no change of a flat map, as all of ours are. */
  readonly keys: readonly string[] | undefined;
}

/** A change with what it says of itself. */
export interface ReadChange extends Pick<ChangeHead, 'hash' | 'deps'> {
  readonly bytes: Uint8Array;
}

/** @throws when the bytes are not exactly one change. */
export function readChange(bytes: Uint8Array): ChangeHead {
  const { hash, actor, deps, ops } = A.decodeChange(bytes);
  const flat = ops.map((op) => op as { readonly obj?: unknown; readonly key?: unknown });
  const isFlat = flat.every(({ obj, key }) => obj === '_root' && typeof key === 'string');
  return { hash, actor, deps, keys: isFlat ? flat.map(({ key }) => fromDocumentKey(key as string)) : undefined };
}

/** The texts that a change puts, by key. @throws when the bytes are not exactly one change. */
export function readValues(bytes: Uint8Array): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const op of A.decodeChange(bytes).ops) {
    const { key, value } = op as { readonly key?: unknown; readonly value?: unknown };
    if (typeof key === 'string' && typeof value === 'string') values.set(fromDocumentKey(key), value);
  }
  return values;
}

/** Encodes a pending change on top of the parts before it; no bytes when it changes nothing. The same input gives the same bytes. */
export function encodePending(parts: readonly DocumentPart[], pending: PendingChange): Uint8Array {
  const document = openDocument(pending.actor, parts);
  try {
    const changes = new Map(pending.keys.map((key, index) => [key, pending.values[index] ?? undefined]));
    const made = document.change(changes, pending.time, pending.message);
    return made?.bytes ?? new Uint8Array();
  } finally {
    document.free();
  }
}
