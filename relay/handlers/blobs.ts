import { bytesToHex } from '../../src/sync/protocol/bytes.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import type { MemberHandler } from '../context.js';
import { readable, writable } from './access.js';

/** Uploads that a connection may have begun and not ended. */
const MAX_UPLOADS = 8;

/** Says how much of a blob is here, and lets the connection go on with the rest. */
export const blobBegin: MemberHandler<'blobBegin'> = async (context, connection, { request, blob, size, doc }) => {
  const { store, limits, now } = context;
  const { account } = connection.session;
  await writable(context, account, doc);
  const id = bytesToHex(blob);
  const whole = await store.blobs.size(id);
  if (whole !== undefined) {
    await store.addBlob(id, whole, account, now());
    return connection.send({ kind: 'blobState', request, blob, have: whole, size: whole });
  }
  await limits.checkRoom(account, size);
  if (!connection.uploads.has(id) && connection.uploads.size >= MAX_UPLOADS)
    throw new ProtocolError('LIMIT', 'too many uploads at once');
  connection.uploads.set(id, size);
  connection.send({ kind: 'blobState', request, blob, have: await store.blobs.received(id), size });
};

export const blobPart: MemberHandler<'blobPart'> = async (context, connection, { request, blob, offset, bytes }) => {
  const { store, limits, metrics, now } = context;
  const { account } = connection.session;
  const id = bytesToHex(blob);
  const size = connection.uploads.get(id);
  if (size === undefined) throw new ProtocolError('UNKNOWN', 'an upload that was not begun here');
  limits.take('blobs', account, bytes.length);
  const outcome = await store.blobs.put(id, { offset, size, bytes });
  metrics.add('blob_bytes', bytes.length);
  if (outcome === 'wrong-hash') {
    connection.uploads.delete(id);
    throw new ProtocolError('BAD_SIG', 'the blob is not what its name says');
  }
  if (outcome === 'done') {
    connection.uploads.delete(id);
    await store.addBlob(id, (await store.blobs.size(id)) ?? size, account, now());
  }
  const have = outcome === 'done' ? size : await store.blobs.received(id);
  connection.send({ kind: 'blobState', request, blob, have, size });
};

/** A part of a blob, for members of a document that names it: there is no other way to learn that it exists. */
export const blobRead: MemberHandler<'blobRead'> = async (context, connection, message) => {
  const { request, blob, doc, offset, length } = message;
  const log = await readable(context, connection.session.account, doc);
  const id = bytesToHex(blob);
  const size = await context.store.blobs.size(id);
  if (size === undefined || !(await context.store.documentsWith(id)).includes(log.id))
    throw new ProtocolError('UNKNOWN', 'no such blob in this document');
  const bytes = (await context.store.blobs.get(id, offset, length)) ?? new Uint8Array();
  connection.send({ kind: 'blobBytes', request, blob, offset, size, bytes: new Uint8Array(bytes) });
};
