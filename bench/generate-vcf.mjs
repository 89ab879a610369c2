// Address books for benchmarks and tests: deterministic, shaped like what phones and webmail export.

const GIVEN = [
  'Anna',
  'Björn',
  'Chloé',
  'Dmitri',
  'Éloïse',
  'Farid',
  'Giulia',
  'Hanna',
  'Íñigo',
  'Jürgen',
  'Łucja',
  'Mei',
];
const FAMILY = [
  'Müller',
  'Ångström',
  'Rossi',
  'García',
  'Øster',
  'Nguyễn',
  'Smith',
  'Dupont',
  'Kowalski',
  'Weiß',
  'Sato',
];
const COMPANIES = ['Wurstdarm KG', 'Ostsee Reederei', 'Blue\\, Red & Co', 'Officine Rossi', 'Café Central', ''];
const STREETS = ['Hauptstraße', 'Via Roma', 'Rue de la Paix', 'Calle Mayor', 'High Street'];
const CITIES = ['Wien', 'Milano', 'Lyon', 'Sevilla', 'Leeds'];

/** Mulberry32: the same numbers for the same seed on every machine. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const type = (version, name) => (version === '2.1' ? name.toUpperCase() : `TYPE=${name}`);

/** Quoted-printable of the value when it needs it: vCard 2.1 is seven bits wide. */
function text(version, name, value) {
  if (version !== '2.1' || /^[\x20-\x7e]*$/.test(value)) return `${name}:${value}`;
  const encoded = [...new TextEncoder().encode(value)]
    .map((byte) =>
      (byte > 32 && byte < 127 && byte !== 61) || byte === 32
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
  return `${name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${encoded}`;
}

function card(index, version, random) {
  const given = GIVEN[random(GIVEN.length)];
  const family = `${FAMILY[random(FAMILY.length)]}`;
  const company = COMPANIES[random(COMPANIES.length)];
  const mail = `contact${index}@example.org`;
  const lines = ['BEGIN:VCARD', `VERSION:${version}`];
  if (version !== '2.1') lines.push(`UID:card-${index}@bench.example`);
  lines.push(text(version, 'N', `${family};${given};;;`), text(version, 'FN', `${given} ${family}`));
  if (company !== '') lines.push(text(version, 'ORG', `${company};Abteilung ${random(9)}`));
  lines.push(`EMAIL;${type(version, 'home')}:${mail}`);
  if (random(3) === 0) lines.push(`EMAIL;${type(version, 'work')}:${index}@work.example`);
  lines.push(`TEL;${type(version, 'cell')}:+43 660 ${1000000 + random(9000000)}`);
  if (random(2) === 0) lines.push(`TEL;${type(version, 'work')}:+39 02 ${100000 + random(900000)}`);
  if (random(2) === 0) {
    const at = random(CITIES.length);
    lines.push(
      text(
        version,
        `ADR;${type(version, 'home')}`,
        `;;${STREETS[at]} ${1 + random(99)};${CITIES[at]};;${10000 + random(89999)};`,
      ),
    );
  }
  if (random(4) === 0) lines.push(`BDAY:${1950 + random(60)}-0${1 + random(9)}-${10 + random(18)}`);
  if (random(5) === 0) lines.push(`NOTE:Met at the fair ${2000 + random(26)}\\, call back`);
  lines.push('X-SOMETHING-UNKNOWN;X-P=1:kept', 'END:VCARD', '');
  return lines.join('\r\n');
}

/**
 * A vCard file of `contacts` cards. The same arguments give the same text.
 *
 * @param {{ contacts: number, seed?: number, version?: '2.1' | '3.0' | '4.0' }} options
 */
export function generateVcf({ contacts, seed = 1, version = '4.0' }) {
  const random = randomFrom(seed);
  const cards = [];
  for (let index = 0; index < contacts; index += 1) cards.push(card(index, version, random));
  return cards.join('');
}
