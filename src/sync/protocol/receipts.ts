// One signature of the relay for all records of a commit: a Merkle tree as in RFC 6962 §2.1.
import { type Bytes, concat, isSame, sha256, u32, u64 } from './bytes.js';
import type { SignatureCheck } from './fold-state.js';
import type { Receipt } from './receipt-schema.js';
import type { Signer } from './signatures.js';

/** A record that was committed. */
export interface Committed {
  readonly doc: Uint8Array;
  readonly seq: number;
  /** The record's hash in its chain. */
  readonly hash: Uint8Array;
}

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);
const leafOf = ({ doc, seq, hash }: Committed): Bytes => sha256(LEAF, doc, u64(seq), hash);
const join = (left: Uint8Array, right: Uint8Array): Bytes => sha256(NODE, left, right);

/** The largest power of two below `size`, which is at least 2. */
const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

/** The root over the leaves from `from` to before `to`; adds to each leaf's path what stands beside its way to there. */
function grow(leaves: readonly Bytes[], paths: readonly Bytes[][], from: number, to: number): Bytes {
  if (to - from === 1) return leaves[from]!;
  const middle = from + split(to - from);
  const left = grow(leaves, paths, from, middle);
  const right = grow(leaves, paths, middle, to);
  for (let i = from; i < to; i++) paths[i]!.push(i < middle ? right : left);
  return join(left, right);
}

/** @returns `undefined` when the path does not fit the tree. */
function rootFrom(leaf: Bytes, index: number, size: number, path: readonly Uint8Array[]): Bytes | undefined {
  if (size === 1) return path.length === 0 ? leaf : undefined;
  const beside = path.at(-1);
  if (beside === undefined) return undefined;
  const half = split(size);
  const isLeft = index < half;
  const own = rootFrom(leaf, isLeft ? index : index - half, isLeft ? half : size - half, path.slice(0, -1));
  return own && (isLeft ? join(own, beside) : join(beside, own));
}

const message = (size: number, root: Uint8Array): Bytes => concat(u32(size), root);

/** @returns One receipt for each record of a commit, in their order; at most 65,535. */
export async function makeReceipts(records: readonly Committed[], relay: Signer): Promise<readonly Receipt[]> {
  if (records.length === 0) return [];
  const leaves = records.map(leafOf);
  const paths = leaves.map((): Bytes[] => []);
  const root = grow(leaves, paths, 0, leaves.length);
  const signature = await relay.sign('rcpt', message(leaves.length, root));
  return paths.map((path, index) => ({ index, size: leaves.length, path, signature }));
}

/** @returns What has to be signed for the receipt to be the relay's word for this record; `undefined`: it cannot be. */
export function receiptCheck(record: Committed, receipt: Receipt, relayKey: Uint8Array): SignatureCheck | undefined {
  const { index, size, path, signature } = receipt;
  const root = index < size ? rootFrom(leafOf(record), index, size, path) : undefined;
  return root && { context: 'rcpt', key: relayKey, message: message(size, root), signature };
}

/** Whether two records cannot both be right: with a receipt for each they prove that the relay has lied. */
export const isEquivocation = (a: Committed, b: Committed): boolean =>
  isSame(a.doc, b.doc) && a.seq === b.seq && !isSame(a.hash, b.hash);
