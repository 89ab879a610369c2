// The public parsers and writers, `ikebana/formats`: pure, the same in Node, worker and page.
export type { Occurrence } from '../domain/calendar/occurrence.js';
export type { Problem } from '../domain/errors.js';
export type { CalendarItem, ContactItem } from '../domain/items/item.js';
export { shownName } from '../domain/mail/address.js';
export { MailError, type MailErrorCode } from '../domain/mail/mail-error.js';
export type {
  MailAddress,
  MailAddressGroup,
  MailBodyValue,
  MailHeader,
  MailPart,
  MailProblem,
  MailProblemCode,
  PartRange,
} from '../domain/mail/message.js';
export type {
  InlineFile,
  OutgoingCalendar,
  OutgoingFile,
  OutgoingMessage,
  Recipient,
} from '../domain/mail/outgoing.js';
export { type FileNameWarning, fileNameWarnings, safeFileName } from '../domain/mail/safe-file-name.js';
export { type CsvLimits, defaultCsvLimits } from './csv/limits.js';
export {
  type ParseContactsCsvOptions,
  type ParsedContactsCsv,
  parseContactsCsv,
} from './csv/parse-contacts-csv.js';
export { type WriteContactsCsvOptions, writeContactsCsv } from './csv/write-contacts-csv.js';
export {
  type ExpandOptions,
  type ExpandRuleOptions,
  type ExpandWindow,
  expand,
  expandRule,
} from './ics/expand.js';
export { defaultIcsLimits, type IcsLimits } from './ics/limits.js';
export { type ParseCalendarOptions, type ParsedCalendar, parseCalendar, parseCalendarSteps } from './ics/parse.js';
export { resolveZone } from './ics/resolve-zone.js';
export { type WriteCalendarOptions, writeCalendar } from './ics/write.js';
export { readAddresses, readAddressGroups } from './mail/addresses.js';
export { decodePart, decodeText as decodeTextPart, rawPart, unflow } from './mail/decode-part.js';
export { defaultMailLimits, type MailLimits } from './mail/limits.js';
export { type MailState, readMailState } from './mail/mail-state.js';
export { decodeMailboxName, encodeMailboxName } from './mail/mailbox-name.js';
export { type MaildirEntry, maildirPath, readMaildirPath } from './mail/maildir.js';
export {
  type MboxEntryOptions,
  type MboxInput,
  type MboxMessage,
  type MboxOptions,
  mboxEntry,
  splitMbox,
  splitMboxMessages,
} from './mail/mbox.js';
export {
  type CalendarPart,
  headerText,
  type ParsedMessage,
  type ParseMessageOptions,
  parseMessage,
} from './mail/parse-message.js';
export {
  type DecodeTnefOptions,
  decodeTnef,
  type TnefAttachment,
  type TnefMessage,
} from './mail/tnef/decode-tnef.js';
export type { MeetingPeople, TnefMeeting } from './mail/tnef/meeting.js';
export { needsSmtpUtf8 } from './mail/write/addresses.js';
export { type WriteMessageOptions, writeMessage } from './mail/write-message.js';
export { contactToJcard, type JCard, type JCardProperty } from './vcard/jcard.js';
export { defaultVcardLimits, type VcardLimits } from './vcard/limits.js';
export type { ParseContactsOptions } from './vcard/parse.js';
export { type ContactItemWithJcard, type ParsedContactsWithJcard, parseContacts } from './vcard/parse-with-jcard.js';
export { type WriteContactsOptions, writeContacts } from './vcard/write.js';
