import { type PublicLink, publicForms, publicSetting, readPublicLink } from '../../domain/sharing/public-link.js';
import type { RowStore } from '../../store/row-store.js';

/** Of a calendar, those that are on. */
export async function readPublicLinks(
  store: Pick<RowStore, 'setting'>,
  collectionId: string,
): Promise<readonly PublicLink[]> {
  const all = await Promise.all(
    publicForms.map(async (form) => readPublicLink(form, await store.setting(publicSetting(collectionId, form)))),
  );
  return all.filter((link) => link !== undefined);
}
