// What writes collections and settings.
import type { CalendarSource } from '../domain/collections/calendar-source.js';
import type { Collection, CollectionKind } from '../domain/collections/collection.js';
import type { RefreshState } from '../domain/collections/refresh.js';
import type { RuleEntry } from '../domain/mail/rules/read-rules.js';
import type { SettingsChange } from '../domain/settings/settings.js';
import type { DeviceForm } from '../domain/sharing/sharing.js';
import type { Summary } from '../domain/summary/summary.js';
import type { AccountNote } from './account.api.js';

export interface NewCollection {
  readonly kind: CollectionKind;
  readonly name: string;
  /** OKLCH hue 0–360. */
  readonly hue: number;
  readonly description?: string;
  /** Where its items come from: it is read-only then. */
  readonly source?: CalendarSource;
  readonly alarms?: readonly number[];
}

export type CollectionChange = Partial<
  Pick<Collection, 'name' | 'hue' | 'description' | 'order' | 'visible' | 'source'>
> & {
  /** `null`: those of the settings from now on. */
  readonly alarms?: readonly number[] | null;
};

/** Of one of several collections that change together. */
export interface CollectionUpdate {
  readonly id: string;
  readonly change: CollectionChange;
}

export type CollectionCommand =
  /** Makes these collections unless the profile has ever had any. */
  | { readonly type: 'firstRun'; readonly collections: readonly NewCollection[] }
  | { readonly type: 'createCollection'; readonly collection: NewCollection }
  | { readonly type: 'updateCollection'; readonly id: string; readonly change: CollectionChange }
  | { readonly type: 'updateCollections'; readonly changes: readonly CollectionUpdate[] }
  /** Values as they stand in the documents: what undo of `updateCollections` is made of. */
  | {
      readonly type: 'writeProperties';
      readonly collections: readonly { readonly id: string; readonly keys: readonly (readonly [string, string])[] }[];
    }
  | { readonly type: 'deleteCollection'; readonly id: string; readonly deleted: boolean }
  | { readonly type: 'updateSettings'; readonly change: SettingsChange }
  /** Writes a daily summary, or, without one, takes it away. */
  | { readonly type: 'putSummary'; readonly id: string; readonly summary?: Omit<Summary, 'id'> }
  /** Rules of mail accounts, by the names of their settings. */
  | { readonly type: 'putMailRules'; readonly entries: readonly (readonly [string, RuleEntry])[] }
  /** Templates and signatures, by the names of their settings, as JSON. */
  | { readonly type: 'putMailTexts'; readonly entries: readonly (readonly [string, string])[] }
  | { readonly type: 'nameDevice'; readonly name: string }
  /** What all of the person's devices are to know of the account. @param device - Names one of its devices: id, hexadecimal. */
  | {
      readonly type: 'noteAccount';
      readonly note: AccountNote;
      readonly device?: { readonly id: string; readonly name: string; readonly form?: DeviceForm };
    }
  /** What this device knows of a calendar's last refresh. No part of any document. */
  | { readonly type: 'noteRefresh'; readonly collectionId: string; readonly state: RefreshState }
  /** What this device remembers of reminders, as it was read (`before`) and is to be. Refused when somebody was quicker. */
  | { readonly type: 'keepReminders'; readonly before: string | undefined; readonly state: string };
