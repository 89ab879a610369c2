import type { EventFields } from './event-fields.js';

/** Services whose links are known, by host and path. The name is how the service calls itself. */
const services: readonly (readonly [name: string, host: RegExp, path: RegExp])[] = [
  ['kMeet', /(?:^|\.)kmeet\.infomaniak\.com$/, /^\/\w/],
  ['Google Meet', /^meet\.google\.com$/, /^\/\w/],
  ['Microsoft Teams', /^teams\.(?:microsoft|live)\.com$/, /^\/(?:l\/meetup-join|meet)\//],
  ['Zoom', /(?:^|\.)zoom\.us$/, /^\/(?:j|w|my|s)\//],
  ['Webex', /(?:^|\.)webex\.com$/, /^\/(?:meet|join|[\w-]+\/j\.php|wbxmjs)/],
  ['Proton Meet', /^meet\.proton\.me$/, /^\/\w/],
  ['FaceTime', /^facetime\.apple\.com$/, /^\/join/],
  ['GoTo Meeting', /^(?:meet\.goto\.com|(?:global|app)\.gotomeeting\.com|gotomeet\.me)$/, /^\/\w/],
  ['Whereby', /(?:^|\.)whereby\.com$/, /^\/\w/],
  ['Skype', /^join\.skype\.com$/, /^\/\w/],
  ['BigBlueButton', /^(?:bbb|bigbluebutton)\./, /^\/\w/],
  ['Jitsi Meet', /^(?:meet|jitsi)\.[\w-]+\.[a-z]{2,}$|^(?:framatalk\.org|8x8\.vc)$/, /^\/\w/],
];

/** Name of the service that an address is a meeting of; `undefined` when it is none that is known. */
export function meetingService(address: string): string | undefined {
  if (!/^https:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  return services.find(([, host, path]) => host.test(hostname) && path.test(pathname))?.[0];
}

const ADDRESS = /https:\/\/[^\s<>"'\\]+/gi;
/** What ends a sentence, or a Markdown link, does not belong to the address before it. */
const TRAILING = /[.,;:!?)\]}*_]+$/;
/** Attack: a description of megabytes. The link stands near the top. */
const MAX_SEARCHED = 20_000;

/** Where to join: the event's own link, or the first known one in its place, address or description; '' for none. */
export function meetingLink(fields: Pick<EventFields, 'conference' | 'location' | 'description' | 'url'>): string {
  if (/^https?:\/\//i.test(fields.conference)) return fields.conference;
  for (const text of [fields.location, fields.url, fields.description]) {
    for (const [found] of text.slice(0, MAX_SEARCHED).matchAll(ADDRESS)) {
      const address = found.replace(TRAILING, '');
      if (meetingService(address) !== undefined) return address;
    }
  }
  return '';
}

/** What `{random}` in a template stands for. */
const RANDOM = '{random}';
/** Without letters that look like others. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** 24 of 31 letters: 118 bits, nobody guesses them. */
const LETTER_COUNT = 24;

export const meetingTemplates = [
  { name: 'Jitsi Meet', template: 'https://meet.jit.si/{random}' },
  { name: 'kMeet', template: 'https://kmeet.infomaniak.com/{random}' },
] as const;

/** A template is an https address; without `{random}` it is the same room each time. */
export function isMeetingTemplate(template: string): boolean {
  return /^https:\/\//i.test(template) && URL.canParse(template.replaceAll(RANDOM, 'x'));
}

/**
 * The address of a new meeting.
 *
 * @param random - Bytes from a cryptographic source, at least 64: those that would favour a letter are passed over.
 */
export function newMeetingLink(template: string, random: Uint8Array): string {
  const fair = [...random].filter((byte) => byte < 256 - (256 % LETTERS.length)).slice(0, LETTER_COUNT);
  if (fair.length < LETTER_COUNT) throw new RangeError('Too few random bytes for a meeting link.');
  const room = fair.map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return template.replaceAll(RANDOM, room);
}
