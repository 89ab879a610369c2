import { scanProperties } from '../../domain/contacts/card-property.js';
import { readPhoto } from '../../domain/contacts/card-values.js';
import { base64ToBytes, readDataUri } from '../../domain/files/base64.js';
import type { StoredItem } from '../../store/shard-items.js';
import { currentText } from '../project-stored.js';
import type { KeptFile } from '../query.api.js';

/** The photo that is in a card itself; `undefined` when it is elsewhere, or none. */
export function inlinePhoto(item: StoredItem): KeptFile | undefined {
  let uri = '';
  scanProperties(
    currentText(item),
    (name) => name === 'PHOTO' && uri === '',
    (_name, property) => {
      uri = readPhoto(property);
    },
  );
  const data = readDataUri(uri);
  const bytes = data && base64ToBytes(data.base64);
  return data && bytes && { bytes, mediaType: data.mediaType };
}
