// Templates and signatures among the settings (docs/rules/mail-compose.md).
import { SETTINGS_ID } from '../../domain/collections/document-id.js';
import { isTextsKey } from '../../domain/mail/compose/mail-texts.js';
import type { Command } from '../sync.api.js';
import { type Plan, planMeta, type WriterContext } from './write-documents.js';

/** The inverse is each of them as it was; of a new one that it goes again. */
export async function planMailTexts(
  { db }: WriterContext,
  { entries }: Extract<Command, { type: 'putMailTexts' }>,
): Promise<Plan> {
  const own = entries.filter(([name]) => isTextsKey(name));
  const known = await db.settings.bulkGet(own.map(([name]) => name));
  const before = own.map(([name], index) => [name, known[index]?.value ?? 'null'] as const);
  return planMeta(SETTINGS_ID, new Map(own), { inverse: { type: 'putMailTexts', entries: before } });
}
