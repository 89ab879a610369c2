// Finding a time zone by what people call it: a city, an offset, an abbreviation.
import { normalizeForSearch as fold } from '../text/fold.js';
import { type EpochMs, MS_PER_HOUR, MS_PER_MINUTE } from './types.js';
import { offsetAt } from './zone.js';

export interface ZoneChoice {
  /** IANA name, or `UTC`. */
  readonly zone: string;
  /** New York */
  readonly city: string;
  /** America */
  readonly region: string;
  /** Milliseconds east of UTC, then. */
  readonly offset: number;
}

/** Cities that many look for and that have no zone of their own name, and abbreviations. */
const aliases: Readonly<Record<string, string>> = {
  'Europe/Zurich': 'geneva geneve genf ginevra bern basel lausanne lugano switzerland cet cest mez mesz hec',
  'Europe/Paris': 'lyon marseille nice toulouse france cet cest hec',
  'Europe/Berlin': 'munich munchen hamburg frankfurt koln cologne stuttgart germany cet cest mez mesz',
  'Europe/Vienna': 'wien salzburg graz austria cet cest mez mesz',
  'Europe/Rome': 'milan milano turin torino naples napoli italy cet cest',
  'Europe/Madrid': 'barcelona valencia sevilla spain cet cest',
  'Europe/London': 'manchester edinburgh united kingdom gmt bst wet',
  'Europe/Lisbon': 'porto portugal wet west',
  'Europe/Helsinki': 'finland eet eest oez',
  'Europe/Athens': 'greece eet eest',
  'Europe/Kyiv': 'kiev ukraine eet eest',
  'Europe/Moscow': 'russia msk',
  'America/New_York': 'boston washington miami atlanta philadelphia eastern est edt et',
  'America/Toronto': 'ottawa montreal eastern est edt et',
  'America/Chicago': 'dallas houston austin central cst cdt ct',
  'America/Denver': 'salt lake city mountain mst mdt mt',
  'America/Los_Angeles': 'san francisco seattle las vegas san diego silicon valley pacific pst pdt pt',
  'America/Sao_Paulo': 'rio de janeiro brasilia brazil brt',
  'Asia/Kolkata': 'mumbai bombay delhi bangalore bengaluru chennai hyderabad india ist',
  'Asia/Shanghai': 'beijing peking shenzhen china',
  'Asia/Tokyo': 'osaka kyoto japan jst',
  'Asia/Seoul': 'busan korea kst',
  'Asia/Singapore': 'sgt',
  'Asia/Hong_Kong': 'hkt',
  'Asia/Dubai': 'abu dhabi gst',
  'Asia/Jerusalem': 'tel aviv israel',
  'Australia/Sydney': 'canberra aest aedt',
  'Australia/Perth': 'awst',
  'Pacific/Auckland': 'wellington new zealand nzst nzdt',
  UTC: 'gmt zulu utc',
};

/** Every zone of the platform with its offset at that time, `UTC` first. */
export function zoneChoices(at: EpochMs): readonly ZoneChoice[] {
  const names = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return names.map((zone) => ({ zone, ...placeOf(zone), offset: offsetAt(zone, at) }));
}

/** Last and first part of a zone's name, as people write them. */
export function placeOf(zone: string): { readonly city: string; readonly region: string } {
  const parts = zone.replaceAll('_', ' ').split('/');
  return { city: parts.at(-1) ?? zone, region: parts.slice(0, -1).join(', ') };
}

/** UTC+05:30. */
export function offsetText(offset: number): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  const size = Math.abs(offset);
  return `UTC${offset < 0 ? '−' : '+'}${two(size / MS_PER_HOUR)}:${two((size % MS_PER_HOUR) / MS_PER_MINUTE)}`;
}

/** +1, utc-5, gmt+5:30, UTC−03:30 */
const OFFSET = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?$/;

/** Choices that fit what was typed, best first: a city that begins so, then other names; or an offset. */
export function findZones(choices: readonly ZoneChoice[], typed: string): readonly ZoneChoice[] {
  const text = fold(typed).trim().replaceAll('_', ' ').replace('−', '-');
  if (text === '') return choices;
  const offset = OFFSET.exec(text);
  if (offset !== null) {
    const size = Number(offset[2]) * MS_PER_HOUR + Number(offset[3] ?? 0) * MS_PER_MINUTE;
    return choices.filter((choice) => choice.offset === (offset[1] === '-' ? -size : size));
  }
  const ranked = choices.flatMap((choice) => {
    const rank = rankOf(choice, text);
    return rank === undefined ? [] : [{ choice, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice);
}

function rankOf({ zone, city, region }: ZoneChoice, text: string): number | undefined {
  const name = fold(city);
  if (name === text || zone.toLowerCase() === text) return 0;
  const words = (aliases[zone] ?? '').split(' ');
  if (words.includes(text)) return 1;
  if (name.startsWith(text)) return 2;
  const known = ` ${aliases[zone] ?? ''} `;
  if (known.includes(` ${text}`)) return 3;
  const whole = `${fold(region)} ${name} ${zone.toLowerCase().replaceAll('_', ' ')}`;
  return text.split(/[\s/]+/).every((word) => whole.includes(word)) ? 4 : undefined;
}
