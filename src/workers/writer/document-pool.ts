// Open Automerge documents of the writer: the only way to one. Few at a time, or many small ones, because their memory is
// never given back by WebAssembly, only reused.
import type { Clock } from '../../domain/time/clock.js';
import { type BinaryChunk, type ChunkRecord, valuesOf } from '../../store/database.js';
import { deflate, inflate } from '../../store/deflate.js';
import type { DocumentStore, EncodedChunk } from '../../store/document-store.js';
import type { Document, DocumentPart } from '../../sync/document.js';

/** The sync folder's module, loaded and started. */
export type DocumentModule = Pick<
  typeof import('../../sync/document.js'),
  'openDocument' | 'encodePending' | 'readChange' | 'readValues'
>;

export interface OpenDocument {
  readonly docId: string;
  readonly document: Document;
  /** Bytes it was opened from: a measure of the memory that it takes. */
  readonly size: number;
  /** Number of the next chunk. */
  nextSeq: number;
}

export interface DocumentPool {
  /** Reads, and turns pending chunks into Automerge's form on the way: nothing else opens documents. */
  open(docId: string): Promise<OpenDocument>;
  /** A document's chunks as they are opened; pending ones in their form. */
  partsOf(chunks: readonly ChunkRecord[]): Promise<readonly DocumentPart[]>;
  /** Loads Automerge. */
  prepare(): Promise<DocumentModule>;
  /** Whether Automerge is there: until then opening takes as long as loading it. */
  isReady(): boolean;
  /** Takes over a document that was opened elsewhere and is as it is on disk. */
  take(opened: OpenDocument): void;
  /** Forgets what is in memory, after a failure or a write that went past it. */
  drop(docIds: Iterable<string>): void;
  dropAll(): void;
  /** Closes what was not used lately. Between commands: one command may hold more documents than stay open. */
  trim(): void;
}

/** So many stay open, whatever their size. */
const STAY_OPEN = 24;
/** Bytes of all that stay open beyond those: the shards of a collection of some thousand items. */
const SMALL_TOGETHER = 2 * 1_048_576;
/** Chunks after the last snapshot that make opening slow enough to write a new one. */
const CHUNKS_PER_SNAPSHOT = 100;

interface Loaded {
  readonly parts: readonly DocumentPart[];
  readonly encoded: readonly EncodedChunk[];
}

export function createDocumentPool(deps: {
  readonly store: DocumentStore;
  readonly clock: Clock;
  /** 32 hex digits, of this device and session alone. */
  actor(): Promise<string>;
  load(): Promise<DocumentModule>;
}): DocumentPool {
  const { store, clock, actor, load } = deps;
  let ready = false;
  // Least recently used first.
  const open = new Map<string, OpenDocument>();

  function drop(docIds: Iterable<string>): void {
    for (const docId of [...docIds]) {
      open.get(docId)?.document.free();
      open.delete(docId);
    }
  }

  async function loadParts(module: DocumentModule, chunks: readonly ChunkRecord[]): Promise<Loaded> {
    const parts: DocumentPart[] = [];
    const encoded: EncodedChunk[] = [];
    const snapshot = chunks.findLastIndex(({ kind }) => kind === 'snapshot');
    for (const chunk of chunks.slice(Math.max(snapshot, 0))) {
      if (chunk.kind !== 'pending') {
        const { kind, data, deflated } = chunk;
        if (data !== undefined) parts.push({ kind, bytes: await inflate({ data, deflated }) });
        continue;
      }
      const bytes = module.encodePending(parts, { ...chunk, values: valuesOf(chunk) });
      parts.push({ kind: 'change', bytes });
      encoded.push({ docId: chunk.docId, seq: chunk.seq, ...(await deflate(bytes)) });
    }
    return { parts, encoded };
  }

  async function loaded(): Promise<DocumentModule> {
    const module = await load();
    ready = true;
    return module;
  }

  async function read(docId: string): Promise<OpenDocument> {
    const module = await loaded();
    const chunks = await store.read(docId);
    const { parts, encoded } = await loadParts(module, chunks);
    if (encoded.length > 0) await store.replacePending(encoded);
    const nextSeq = (chunks.at(-1)?.seq ?? 0) + 1;
    const size = parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    const opened: OpenDocument = { docId, document: module.openDocument(await actor(), parts), size, nextSeq };
    if (parts.length > CHUNKS_PER_SNAPSHOT) {
      const data = opened.document.save();
      const seq = opened.nextSeq;
      const chunk: BinaryChunk = { docId, seq, time: clock.now(), uids: [], kind: 'snapshot', data, deflated: false };
      const isAdded = await store.addSnapshot(chunk);
      if (isAdded) opened.nextSeq += 1;
    }
    return opened;
  }

  return {
    async open(docId) {
      const known = open.get(docId);
      if (known !== undefined) {
        open.delete(docId);
        open.set(docId, known);
        return known;
      }
      const opened = await read(docId);
      open.set(docId, opened);
      return opened;
    },
    partsOf: async (chunks) => (await loadParts(await loaded(), chunks)).parts,
    prepare: loaded,
    isReady: () => ready,
    take(opened) {
      drop([opened.docId]);
      open.set(opened.docId, opened);
    },
    drop,
    dropAll: () => drop(open.keys()),
    trim() {
      let room = SMALL_TOGETHER;
      const newest = [...open.values()].reverse();
      const stay = newest.filter(({ size }, index) => {
        room -= size;
        return index < STAY_OPEN || room >= 0;
      });
      drop(newest.filter((one) => !stay.includes(one)).map(({ docId }) => docId));
    },
  };
}
