import calendarIcon from 'lucide-static/icons/calendar.svg?raw';
import fileIcon from 'lucide-static/icons/file.svg?raw';
import archiveIcon from 'lucide-static/icons/file-archive.svg?raw';
import textIcon from 'lucide-static/icons/file-text.svg?raw';
import pictureIcon from 'lucide-static/icons/image.svg?raw';
import mailIcon from 'lucide-static/icons/mail.svg?raw';
import soundIcon from 'lucide-static/icons/music.svg?raw';
import peopleIcon from 'lucide-static/icons/user-plus.svg?raw';
import filmIcon from 'lucide-static/icons/video.svg?raw';
import type { EmailAttachment } from '../../domain/mail/email.js';

/** What can be done with a file here, beside saving it. */
export type FileKind =
  | 'picture'
  | 'sound'
  | 'film'
  | 'pdf'
  | 'text'
  | 'message'
  | 'calendar'
  | 'contacts'
  | 'archive'
  | 'other';

const byType: readonly (readonly [FileKind, RegExp])[] = [
  // No SVG: it is a document, and is only saved.
  ['picture', /^image\/(?:png|gif|jpe?g|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)$/],
  ['sound', /^audio\//],
  ['film', /^video\//],
  ['pdf', /^application\/(?:x-)?pdf$/],
  ['message', /^message\/(?:rfc822|global)$/],
  ['calendar', /^(?:text\/calendar|application\/ics)$/],
  ['contacts', /^text\/(?:x-)?v-?card$|^text\/directory$/],
  ['archive', /^application\/(?:zip|gzip|x-(?:7z|tar|rar|gzip|zip)\S*)$/],
  ['text', /^text\/(?:plain|csv|markdown|x-\S+)$|^application\/json$/],
];
const byName: readonly (readonly [FileKind, RegExp])[] = [
  ['picture', /\.(?:png|gif|jpe?g|webp|avif|bmp|ico)$/i],
  ['sound', /\.(?:mp3|m4a|ogg|oga|opus|wav|flac)$/i],
  ['film', /\.(?:mp4|m4v|webm|ogv|mov)$/i],
  ['pdf', /\.pdf$/i],
  ['message', /\.eml$/i],
  ['calendar', /\.(?:ics|ical|ifb|vcs)$/i],
  ['contacts', /\.(?:vcf|vcard)$/i],
  ['archive', /\.(?:zip|7z|rar|tar|t?gz|bz2|xz)$/i],
  ['text', /\.(?:txt|csv|md|log|json|patch|diff)$/i],
];

/** By its type, and by its name where the type says nothing. */
export function kindOf({ type, name }: Pick<EmailAttachment, 'type' | 'name'>): FileKind {
  const byOwnType = byType.find(([, pattern]) => pattern.test(type))?.[0];
  if (byOwnType !== undefined) return byOwnType;
  const isVague = type === '' || type === 'application/octet-stream' || type === 'application/x-unknown';
  return (isVague ? byName.find(([, pattern]) => pattern.test(name))?.[0] : undefined) ?? 'other';
}

/** The type a browser is told: what the kind is made for, never a document that runs. */
export function shownType(kind: FileKind, { type, name }: Pick<EmailAttachment, 'type' | 'name'>): string {
  if (kind === 'pdf') return 'application/pdf';
  if (kind === 'text') return 'text/plain';
  if (kind === 'picture')
    return type.startsWith('image/')
      ? type
      : `image/${/\.(\w+)$/.exec(name)?.[1]?.toLowerCase().replace('jpg', 'jpeg') ?? 'png'}`;
  if (kind === 'sound' || kind === 'film') return /^(?:audio|video)\//.test(type) ? type : '';
  return 'application/octet-stream';
}

const icons: Readonly<Record<FileKind, string>> = {
  picture: pictureIcon,
  sound: soundIcon,
  film: filmIcon,
  pdf: textIcon,
  text: textIcon,
  message: mailIcon,
  calendar: calendarIcon,
  contacts: peopleIcon,
  archive: archiveIcon,
  other: fileIcon,
};
export const kindIcon = (kind: FileKind) => icons[kind];

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 214 kB, 1.2 MB. */
export function sizeText(octets: number, locale: string): string {
  const power = octets < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(octets) / 3));
  const value = octets / 1000 ** power;
  const options = {
    style: 'unit',
    unit: UNITS[power]!,
    unitDisplay: power === 0 ? 'long' : 'short', // the short one of a byte is “17 byte”
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  } as const;
  return new Intl.NumberFormat(locale, options).format(value);
}
