import wasmUrl from '@automerge/automerge/automerge.wasm?url';
import { encodePending, openDocument, readChange, readValues, startAutomerge } from './document.js';

/** Starts Automerge. Import this file dynamically: it brings megabytes. */
export async function loadDocuments() {
  await startAutomerge(wasmUrl);
  return { openDocument, encodePending, readChange, readValues };
}
