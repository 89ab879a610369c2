// Where messages of a file go: its folders and labels become mailboxes, those with a role ours of that role (rule ML6).
import type { MailboxRole } from '../../domain/mail/mailbox.js';
import type { MailState } from '../../formats/mail/mail-state.js';
import type { MailImportTarget } from '../mail.api.js';
import { type CommandContext, mailboxOf } from './command-context.js';
import { mailboxWithRole } from './local-account.js';
import type { FileMessage } from './mail-files.js';
import { childMailbox } from './mailbox-commands.js';

export interface MailboxFinder {
  /** The mailbox of the file's own messages. */
  own(): string;
  /** The mailbox of a path below the file's place, made if it is not there. */
  at(path: readonly string[]): string;
  trash(): string;
  /** Those that were asked for. */
  readonly used: ReadonlySet<string>;
}

/** Names of folders and labels for roles, in the languages of this app and as servers have them. */
const ROLE_NAMES: readonly (readonly [MailboxRole, RegExp])[] = [
  ['inbox', /^(?:inbox|posteingang|boîte de réception|posta in arrivo|bandeja de entrada|recibidos)$/i],
  ['drafts', /^(?:drafts?|entwürfe|brouillons?|bozze|borradores|borrador(?:es)?)$/i],
  [
    'sent',
    /^(?:sent(?: items| messages| mail)?|gesendet(?:e objekte|e elemente)?|envoyés?|messages envoyés|inviat[ae]|posta inviata|enviados?)$/i,
  ],
  ['junk', /^(?:spam|junk(?: e-?mail)?|bulk mail|unerwünscht|indésirables?|posta indesiderata|correo no deseado)$/i],
  [
    'trash',
    /^(?:trash|deleted (?:items|messages)|bin|papierkorb|gelöschte (?:objekte|elemente)|corbeille|cestino|papelera)$/i,
  ],
  ['archive', /^(?:archived?|all mail|archiv(?:iert)?|archives?|archiviat[ai]|archivados?|archivio|archivo)$/i],
];

/** States and groups among Gmail's labels that are no folders of anybody: they stay, as keywords. */
const KEYWORD_LABEL =
  /^(?:important|wichtig|importante?s?|chats?|category .*|kategorie.*|catégorie.*|categoria.*|categoría.*)$/i;

const roleOf = (name: string) => ROLE_NAMES.find(([, pattern]) => pattern.test(name))?.[0];

/** Attack: labels and folders without end. */
const MAX_DEPTH = 10;

export function createMailboxFinder(
  context: CommandContext,
  { accountId, mailboxId, name: ownName }: MailImportTarget,
  fileName: string,
): MailboxFinder {
  const { tx } = context;
  const used = new Set<string>();
  const paths = new Map<string, string>();
  const use = (id: string) => {
    used.add(id);
    return id;
  };

  function find(path: readonly string[]): string {
    const [first = ''] = path;
    const role = mailboxId === undefined && path.length === 1 ? roleOf(first) : undefined;
    const known = role && mailboxWithRole(tx, accountId, role);
    if (known !== undefined) return known;
    let parent = mailboxId ?? null;
    for (const name of path.slice(0, MAX_DEPTH)) parent = childMailbox(context, accountId, parent, tidy(name));
    return parent ?? mailboxWithRole(tx, accountId, 'inbox')!;
  }

  function at(path: readonly string[]): string {
    const key = path.join('\n');
    const known = paths.get(key) ?? find(path);
    paths.set(key, known);
    return use(known);
  }

  if (mailboxId !== undefined) mailboxOf(context, mailboxId);
  return {
    used,
    at,
    own: () =>
      mailboxId === undefined ? at([ownName === undefined ? nameOfFile(fileName) : tidy(ownName)]) : use(mailboxId),
    trash() {
      return use(mailboxWithRole(tx, accountId, 'trash') ?? at(['Trash']));
    },
  };
}

const tidy = (name: string) => name.replace(/\s+/g, ' ').trim().slice(0, 255) || '–';

function nameOfFile(fileName: string): string {
  return (
    tidy(
      fileName
        .replace(/^.*[\\/]/, '')
        .replace(/\.gz$/i, '')
        .replace(/(?:\.(?:mbox|mbx|eml|zip|tar|tgz|txt))+$/i, ''),
    ) || 'Import'
  );
}

/** Mailboxes and keywords of a message by what its file says of it. Nothing said is read. */
export function placesOfMessage(
  finder: MailboxFinder,
  file: FileMessage,
  state: MailState,
): { readonly mailboxIds: readonly string[]; readonly keywords: readonly string[] } {
  const keywords = new Set(file.keywords ?? (state.isKnown ? state.keywords : ['$seen']));
  if (file.isTrashed === true || (state.isDeleted && file.keywords === undefined))
    return { mailboxIds: [finder.trash()], keywords: [...keywords] };
  const mailboxIds: string[] = [];
  for (const label of state.labels) {
    if (KEYWORD_LABEL.test(label)) keywords.add(keywordOf(label));
    else mailboxIds.push(finder.at(label.split('/').filter((part) => part.trim() !== '')));
  }
  if (mailboxIds.length > 0) return { mailboxIds, keywords: [...keywords] };
  const isArchived = state.labels.length > 0 && file.keywords === undefined;
  if (isArchived) mailboxIds.push(finder.at(['Archive']));
  else if (file.folder.length > 0) mailboxIds.push(finder.at(file.folder));
  else mailboxIds.push(file.keywords === undefined ? finder.own() : finder.at(['Inbox']));
  return { mailboxIds, keywords: [...keywords] };
}

/** A keyword may have no blanks, brackets, or other than printable ASCII (RFC 8621 §4.1.1). */
function keywordOf(label: string): string {
  const plain = label
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^!-~]+/g, '_')
    .replace(/[(){}\]%*"\\]/g, '')
    .slice(0, 255);
  return /^(?:important|wichtig|importante?s?)$/.test(plain) ? '$important' : plain || 'label';
}
