// Public holidays of every country, as one small file each: computed from the rules of the package date-holidays when the
// app is built, from the last year on to eight years from now. A new build, at least once a year, moves the years on.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Years before and after the one it is built in. */
const YEARS = [-1, 8];
/** Raised when the form of the files changes. */
const FORM = 1;
/** Names are kept in the app's languages and the country's own. */
const LANGUAGES = ['en', 'fr', 'de', 'it', 'es'];
const KINDS = { public: 'p', bank: 'p', observance: 'o', optional: 'o', school: 'o' };
const DAY = 86_400_000;

/** All regions of a country with their names: `''` is the whole country, `BY-A` a region within a state. */
function regionsOf(holidays, country) {
  const regions = [['', '']];
  for (const [state, name] of Object.entries(holidays.getStates(country) ?? {})) {
    regions.push([state, name]);
    for (const [region, inner] of Object.entries(holidays.getRegions(country, state) ?? {}))
      regions.push([`${state}-${region}`, `${name}, ${inner}`]);
  }
  return regions;
}

/** Days of one region in one year: date, days long, kind, names by language. The stronger of two of one name counts. */
function daysOf(region, year, datesOf) {
  const found = new Map();
  for (const rule of Object.keys(region.holidays)) {
    if (!region.holidays[rule].fn) continue;
    for (const { date, start, end, type, name } of datesOf(region, year, rule)) {
      const kind = KINDS[type];
      const day = date.slice(0, 10);
      // Kept twice for a night that begins a day, a day is one all the same.
      if (kind === undefined || !day.startsWith(String(year))) continue;
      const key = `${day} ${JSON.stringify(name)}`;
      const length = Math.max(1, Math.min(14, Math.round((end - start) / DAY)));
      if (found.get(key)?.kind !== 'p') found.set(key, { day, length, kind, name });
    }
  }
  return [...found.values()];
}

/** Names in the languages the app or the country has. */
function namesOf(name, substitute, languages, substituteNames) {
  const texts = typeof name === 'string' ? { [languages[0] ?? 'en']: name } : (name ?? {});
  const wanted = Object.entries(texts).filter(([language]) => languages.includes(language));
  return Object.fromEntries(
    wanted.map(([language, text]) => {
      const said = substitute ? (substituteNames[language] ?? substituteNames.en) : undefined;
      return [language, said ? `${text} (${said})` : text];
    }),
  );
}

/** One country's file. */
function countryFile(Holidays, country, regions, [from, to]) {
  const known = new Map();
  const entries = new Map();
  const native = new Holidays(country).getLanguages().map((language) => language.slice(0, 2));
  const languages = [...new Set([...native, ...LANGUAGES])];
  /** Regions share most rules: each is worked out once. */
  const datesOf = (region, year, rule) => {
    const { name, substitute } = region.holidays[rule];
    const key = `${year} ${region.__timezone} ${rule} ${substitute} ${JSON.stringify(name)}`;
    if (!known.has(key)) {
      const substitutes = region.__data.getSubstitueNames();
      const dates = region._dateByRule(year, rule);
      known.set(
        key,
        dates.map((each) => ({ ...each, name: namesOf(each.name, each.substitute, languages, substitutes) })),
      );
    }
    // Whether a day is free is the region's own.
    return known.get(key).map((each) => ({ ...each, type: region.holidays[rule].type ?? each.type }));
  };
  regions.forEach(([code], index) => {
    const region = new Holidays(country, ...code.split('-').filter(Boolean));
    for (let year = from; year <= to; year += 1)
      for (const { day, length, kind, name } of daysOf(region, year, datesOf)) {
        const key = `${day} ${length} ${kind} ${JSON.stringify(name)}`;
        const entry = entries.get(key) ?? { day, length, kind, name, regions: [] };
        entry.regions.push(index);
        entries.set(key, entry);
      }
  });
  const names = new Map();
  const indexOf = (name) => {
    const key = JSON.stringify(name);
    if (!names.has(key)) names.set(key, { index: names.size, name });
    return names.get(key).index;
  };
  const days = [...entries.values()]
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ day, length, kind, name, regions: inside }) => [
      Number(day.replaceAll('-', '')),
      length,
      indexOf(name),
      kind,
      inside.length === regions.length ? 0 : inside,
    ]);
  return {
    country,
    native: native[0] ?? 'en',
    from,
    to,
    regions,
    names: [...names.values()].map(({ name }) => name),
    days,
  };
}

/**
 * Makes the files unless they are there already, in a folder that outlives builds.
 *
 * @param {number} year the year it is
 * @returns {Promise<string | undefined>} the folder; nothing when the package is not installed
 */
export async function makeHolidays(year) {
  let Holidays;
  try {
    ({ default: Holidays } = await import('date-holidays'));
  } catch {
    console.warn('date-holidays is not installed (npm ci): the app will have no public holidays.');
    return undefined;
  }
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/date-holidays/package.json'), 'utf8'));
  const folder = join(root, '.cache', `holidays-${FORM}-${version}-${year}`);
  if (existsSync(join(folder, 'index.json'))) return folder;
  const years = [year + YEARS[0], year + YEARS[1]];
  const holidays = new Holidays();
  const making = `${folder}.part`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const index = [];
  for (const country of Object.keys(holidays.getCountries())) {
    const regions = regionsOf(holidays, country);
    const file = countryFile(Holidays, country, regions, years);
    if (file.days.length === 0) continue;
    writeFileSync(join(making, `${country}.json`), JSON.stringify(file));
    index.push([country, file.native, regions.slice(1)]);
  }
  writeFileSync(join(making, 'index.json'), JSON.stringify({ from: years[0], to: years[1], countries: index }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeHolidays(new Date().getFullYear());
