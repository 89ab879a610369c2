// Rules of an account as this device's settings have them.
import { readRules, rulesName } from '../../../domain/mail/rules/read-rules.js';
import type { MailRules } from '../../../domain/mail/rules/rule.js';
import type { MailStore } from '../../../store/mail/mail-store.js';

export async function accountRules(
  { db }: MailStore,
  account: { readonly id: string; readonly name: string },
): Promise<MailRules> {
  const records = await db.settings.where('name').startsWith('mail-rules/').toArray();
  return readRules(records, rulesName(account));
}
