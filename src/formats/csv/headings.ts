// What a column's heading says it holds, in the words of address books in English, French, German, Italian and Spanish.
import { normalizeForSearch } from '../../domain/text/fold.js';

/**
 * Where a column's values go: `<field>[:<slot>[:<part>]]`, '' for nowhere. Fields are those of a contact, and `email`
 * `phone` `url` `impp` `address` `birthYear` `birthMonth` `birthDay`. A slot is a TYPE (`home`, `work`, `cell` …) or a
 * number, whose type another column gives as `<field>:<number>:type`. Parts are those of an address.
 */
export type CsvTarget = string;

const words = (text: string) => new Set(text.split('|'));

/** Headings that are a field, without punctuation, accents and capitals. */
const NAMES: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['given', words('first name|given name|firstname|vorname|prenom|nome|nombre|forename')],
  [
    'family',
    words('last name|family name|lastname|surname|nachname|familienname|nom|nom de famille|cognome|apellido|apellidos'),
  ],
  [
    'additional',
    words('middle name|additional name|weitere vornamen|zweiter vorname|deuxieme prenom|secondo nome|segundo nombre'),
  ],
  ['prefix', words('title|name prefix|prefix|anrede|titel|titre|civilite|titolo|titulo|tratamiento')],
  ['suffix', words('suffix|name suffix|namenszusatz|suffixe|suffisso|sufijo')],
  [
    'formattedName',
    words(
      'name|display name|full name|anzeigename|vollstandiger name|nom complet|nom a afficher|nome visualizzato|nome completo|nombre completo|nombre para mostrar|file as',
    ),
  ],
  ['nickname', words('nickname|spitzname|surnom|pseudonyme|soprannome|apodo|alias')],
  [
    'organization',
    words(
      'company|organization|organisation|firma|unternehmen|societe|entreprise|azienda|societa|organizzazione|empresa|organizacion|compania|organization name|organization 1 name',
    ),
  ],
  [
    'department',
    words(
      'department|abteilung|service|departement|reparto|dipartimento|departamento|organization department|organization 1 department',
    ),
  ],
  [
    'jobTitle',
    words(
      'job title|position|arbeitstitel|stellenbezeichnung|beruf|fonction|profession|titre du poste|posizione|qualifica|cargo|puesto|organization title|organization 1 title',
    ),
  ],
  ['note', words('notes|note|notizen|bemerkungen|remarques|nota|notas|comments|commentaires')],
  ['categories', words('categories|kategorien|categorie|categorias|labels|group membership|gruppen|tags')],
  [
    'birthday',
    words(
      'birthday|birthdate|date of birth|geburtstag|geburtsdatum|anniversaire|date de naissance|compleanno|data di nascita|cumpleanos|fecha de nacimiento',
    ),
  ],
  ['anniversary', words('anniversary|jahrestag|hochzeitstag|anniversario|aniversario')],
  ['birthYear', words('birth year|geburtsjahr|annee de naissance|anno di nascita|ano de nacimiento')],
  ['birthMonth', words('birth month|geburtsmonat|mois de naissance|mese di nascita|mes de nacimiento')],
  ['birthDay', words('birth day|geburtstag tag|jour de naissance|giorno di nascita|dia de nacimiento')],
];

const SLOTS: readonly (readonly [string, RegExp])[] = [
  ['fax', /\b(?:fax\w*|telecopie)\b/],
  ['pager', /\b(?:pager|beeper|cercapersone|buscapersonas)\b/],
  ['cell', /\b(?:mobile?|mobil\w*|handy\w*|cell\w*|portable|movil)\b/],
  ['home', /\b(?:home|privat\w*|prive|personal|personnel\w*|casa|domicile|abitazione|particular)\b/],
  [
    'work',
    /\b(?:work|business|company|office|dienst\w*|geschaft\w*|firma|bureau|travail|professionnel\w*|pro|lavoro|ufficio|trabajo|oficina)\b/,
  ],
  ['other', /\b(?:other|weitere?s?|andere?s?|autre|altro|otro|otra)\b/],
];

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['email', /\b(?:e ?mail\w*|mail|courriel|correo|posta elettronica)\b/],
  ['url', /\b(?:web\w*|url|homepage|internetseite|site|sitio|sito)\b/],
  ['impp', /\b(?:im|messenger\w*|screen name|skype|jabber|xmpp)\b/],
  ['address::poBox', /\b(?:po box|post ?office box|postfach|boite postale|casella postale|apartado)\b/],
  ['address::postalCode', /\b(?:zip\w*|plz|postal code|postleitzahl|code postal|cap|codigo postal|postcode)\b/],
  ['address::country', /\b(?:country\w*|land|pays|paese|pais|nazione)\b/],
  ['address::region', /\b(?:state|bundesland|region|provincia|province|departement|kanton|canton|county|stato)\b/],
  ['address::locality', /\b(?:city|ort|stadt|ville|citta|ciudad|localita|localidad|town|poblacion|locality)\b/],
  [
    'phone',
    /\b(?:phone\w*|tel|telefon\w*|telephone\w*|tel nr|handy\w*|fax\w*|pager|mobile?|mobil\w*|cell\w*|portable|movil|celular)\b/,
  ],
  [
    'address::street',
    /\b(?:street\w*|strasse\w*|adresse?\d?|address\d?|rue|via|calle|indirizzo|direccion|domicilio)\b/,
  ],
];

const GOOGLE = /^(e ?mail|phone|address|website|im|organization|event|relation|custom field) (\d{1,3}) (.+)$/;
const GOOGLE_FIELDS = new Map([
  ['e mail', 'email'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['address', 'address'],
  ['website', 'url'],
  ['im', 'impp'],
]);
const GOOGLE_PARTS = new Map([
  ['street', 'street'],
  ['city', 'locality'],
  ['po box', 'poBox'],
  ['region', 'region'],
  ['postal code', 'postalCode'],
  ['country', 'country'],
  ['extended address', 'extended'],
]);

/** Without punctuation, accents and capitals. */
export function normalizeHeading(heading: string): string {
  return normalizeForSearch(heading)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** '' when the heading is no word we know. */
export function targetOfHeading(heading: string): CsvTarget {
  const text = normalizeHeading(heading);
  if (text === '' || text.length > 100) return '';
  const named = NAMES.find(([, known]) => known.has(text));
  if (named !== undefined) return named[0];
  const google = GOOGLE.exec(text);
  if (google !== null) return googleTarget(google[1] ?? '', google[2] ?? '', google[3] ?? '');
  // Kinds of a thing and names shown for it are no values of it.
  if (/\b(?:type|display name|yomi|assistant\w*|phonetisch)\b/.test(text)) return '';
  const kind = KINDS.find(([, pattern]) => pattern.test(text))?.[0];
  if (kind === undefined) return '';
  const [field = '', , part] = kind.split(':');
  const slot = SLOTS.find(([, pattern]) => pattern.test(text))?.[0] ?? '';
  if (field !== 'address') return slot === '' || slot === 'other' ? field : `${field}:${slot}`;
  const isSecondLine = part === 'street' && /[2-9]$/.test(text);
  return `address:${slot}:${isSecondLine ? 'extended' : part}`;
}

function googleTarget(kind: string, number: string, rest: string): CsvTarget {
  const field = GOOGLE_FIELDS.get(kind);
  if (field === undefined) return '';
  if (rest === 'type' || rest === 'label') return `${field}:${number}:type`;
  if (field !== 'address') return rest === 'value' ? `${field}:${number}` : '';
  const part = GOOGLE_PARTS.get(rest);
  return part === undefined ? '' : `address:${number}:${part}`;
}
