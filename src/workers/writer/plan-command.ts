// Which part of the writer plans a command.
import type { Command } from '../sync.api.js';
import { planAccountNote } from './account-note.js';
import { planBusy } from './busy-commands.js';
import { planCalendarCommand } from './calendar-commands.js';
import { planBookingsOf } from './collection-bookings.js';
import {
  planDeleteCollection,
  planDeviceName,
  planProperties,
  planSettings,
  planSummary,
  planUpdateCollections,
} from './collection-commands.js';
import { planContactCommand } from './contact-commands.js';
import { planCopy } from './copy-commands.js';
import { planGroupCommand } from './group-commands.js';
import { writesToRestore, writeToRestoreVersion } from './history.js';
import { planInvitationCommand } from './invitation-commands.js';
import { planMailRules } from './mail-rules-command.js';
import { planMailTexts } from './mail-texts-command.js';
import { planMergeCommand } from './merge-commands.js';
import { planItems } from './plan-items.js';
import { planTakenBack } from './plan-people.js';
import { planRoomCommand } from './room-commands.js';
import type { SharedCommand } from './shared-commands.js';
import { planSlotCommand } from './slot-commands.js';
import { planTaskCommand } from './task-commands.js';
import { planUndoImport } from './undo-import.js';
import type { Plan, WriterContext } from './write-documents.js';

/** Commands that are carried out as a plan; the others write in ways of their own. */
export type PlannedCommand = Exclude<
  Command,
  | SharedCommand
  | { type: 'firstRun' | 'createCollection' | 'import' | 'putFile' | 'keepReminders' | 'rebuild' | 'noteRefresh' }
>;

/** Rooms are held by no event of a calendar that is deleted (RM15). */
async function planDelete(context: WriterContext, { id, deleted }: Extract<Command, { type: 'deleteCollection' }>) {
  const plan = await planDeleteCollection(context, id, deleted);
  const bookings = await planBookingsOf(context, id, deleted);
  return bookings === undefined ? plan : { ...plan, changes: new Map([...plan.changes, ...bookings.changes]) };
}

export async function planCommand(context: WriterContext, command: PlannedCommand): Promise<Plan> {
  switch (command.type) {
    case 'updateCollection':
      return planUpdateCollections(context, [command]);
    case 'updateCollections':
      return planUpdateCollections(context, command.changes);
    case 'writeProperties':
      return planProperties(context, command.collections);
    case 'deleteCollection':
      return planDelete(context, command);
    case 'updateSettings':
      return planSettings(command.change);
    case 'putSummary':
      return planSummary(context, command);
    case 'putMailRules':
      return planMailRules(command);
    case 'putMailTexts':
      return planMailTexts(context, command);
    case 'writeItems':
      if (command.told) return { ...(await planTakenBack(context, command.writes)), reason: 'undo' };
      return { ...(await planItems(context, command.writes, {}, { properties: command.properties })), reason: 'undo' };
    case 'undoImport':
      return { ...(await planUndoImport(context, command.importId)), reason: 'undo' };
    case 'restore':
      return { ...(await planItems(context, await writesToRestore(context, command))), reason: 'restore' };
    case 'restoreVersion': {
      const write = await writeToRestoreVersion(context, command.ref, command.entryId);
      return { ...(await planItems(context, [write])), reason: 'restore' };
    }
    case 'nameDevice':
      return planDeviceName(await context.actors.device(), command.name);
    case 'putBusy':
      return planBusy(context, command);
    case 'noteAccount':
      return planAccountNote(command);
    case 'createEvent':
    case 'updateEvent':
    case 'moveEvent':
    case 'copyEvent':
    case 'removeEvent':
      return planCalendarCommand(context, command);
    case 'createSlots':
    case 'updateSlots':
    case 'bookSlot':
      return planSlotCommand(context, command);
    case 'createRooms':
    case 'limitRooms':
    case 'updateRoom':
    case 'removeRooms':
    case 'decideBooking':
    case 'checkIn':
      return planRoomCommand(context, command);
    case 'createTask':
    case 'updateTask':
    case 'placeTasks':
    case 'completeTasks':
    case 'moveTask':
    case 'removeTasks':
      return planTaskCommand(context, command);
    case 'receiveMessage':
    case 'answerEvent':
      return planInvitationCommand(context, command);
    case 'createContact':
    case 'updateContact':
    case 'setFavourite':
    case 'removeContacts':
      return planContactCommand(context, command);
    case 'changeGroups':
    case 'createGroup':
    case 'renameGroup':
    case 'deleteGroup':
      return planGroupCommand(context, command);
    case 'copyContacts':
      return planCopy(context, command);
    case 'mergeContacts':
    case 'markDistinct':
      return planMergeCommand(context, command);
  }
}
