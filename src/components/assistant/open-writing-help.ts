import { assistantOff } from '../../domain/assistant/assistant.js';
import { firstOf } from '../../domain/watchable.js';
import { showDialog } from '../account/account-dialog.js';
import './ik-writing-help.js';
import type { WritingHelpContext, WritingHelpResult } from './ik-writing-help.js';

export type { WritingHelpContext, WritingHelpResult } from './ik-writing-help.js';

/**
 * Opens writing help over whatever is there.
 *
 * @param root - Of the element that asks: focus goes back into it.
 * @returns what the person wants done with the answer; `undefined` when nothing
 */
export async function openWritingHelp(
  root: ShadowRoot,
  context: WritingHelpContext,
): Promise<WritingHelpResult | undefined> {
  const dialog = document.createElement('ik-writing-help');
  dialog.assistant = (await firstOf(context.services.assistant.watch())) ?? assistantOff;
  dialog.context = context;
  return (await showDialog(root, dialog)).result;
}
