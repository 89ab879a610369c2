import { hashOfFileUri } from '../domain/files/file-uri.js';
import type { KeptFile } from '../workers/query.api.js';
import type { Engine } from './engine.js';

/** A kept file: of this device, or of another one of the account. Without a connection that stays away. */
export async function readKeptFile(engine: Engine, uri: string): Promise<KeptFile | undefined> {
  const read = () => engine.query((api) => api.readFile(uri));
  const found = await read();
  if (found !== undefined || hashOfFileUri(uri) === undefined) return found;
  const isHere = await engine.perform('fetchFile', { uri }).catch(() => false);
  return isHere ? read() : undefined;
}
