// Rules of mail among the settings (docs/rules/mail-rules.md).
import { SETTINGS_ID } from '../../domain/collections/document-id.js';
import { isRulesKey } from '../../domain/mail/rules/read-rules.js';
import type { Command } from '../sync.api.js';
import { type Plan, planMeta } from './write-documents.js';

/** Undo is another change: what was before, changed later (MU12). */
export function planMailRules({ entries }: Extract<Command, { type: 'putMailRules' }>): Plan {
  const own = entries.filter(([name]) => isRulesKey(name));
  return planMeta(SETTINGS_ID, new Map(own.map(([name, entry]) => [name, JSON.stringify(entry)])));
}
