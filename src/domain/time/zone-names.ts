// Names of time zones that are not IANA's own spelling of today. Grouped by the region their zone is in, so that the
// table stays small enough for the embeddable widget; `key=Zone` without the region, keys in lower case.

type ByRegion = Readonly<Record<string, string>>;

/**
 * Windows' names without "Standard Time" (Unicode CLDR, supplemental/windowsZones.xml, territory 001, with IANA's
 * present spelling). Central Asia and Mountain (Mexico) follow CLDR 46: Kazakhstan and Chihuahua changed their clocks.
 */
const WINDOWS: ByRegion = {
  Etc: 'dateline=GMT+12',
  America:
    'aleutian=Adak, alaskan=Anchorage, pacific (mexico)=Tijuana, pacific=Los_Angeles, us mountain=Phoenix, ' +
    'mountain (mexico)=Mazatlan, mountain=Denver, yukon=Whitehorse, central america=Guatemala, central=Chicago, ' +
    'central (mexico)=Mexico_City, canada central=Regina, sa pacific=Bogota, eastern (mexico)=Cancun, ' +
    'eastern=New_York, haiti=Port-au-Prince, cuba=Havana, us eastern=Indiana/Indianapolis, ' +
    'turks and caicos=Grand_Turk, paraguay=Asuncion, atlantic=Halifax, venezuela=Caracas, central brazilian=Cuiaba, ' +
    'sa western=La_Paz, pacific sa=Santiago, newfoundland=St_Johns, tocantins=Araguaina, e. south america=Sao_Paulo, ' +
    'sa eastern=Cayenne, argentina=Argentina/Buenos_Aires, greenland=Nuuk, montevideo=Montevideo, ' +
    'magallanes=Punta_Arenas, saint pierre=Miquelon, bahia=Bahia',
  Pacific:
    'hawaiian=Honolulu, marquesas=Marquesas, easter island=Easter, west pacific=Port_Moresby, ' +
    'bougainville=Bougainville, norfolk=Norfolk, central pacific=Guadalcanal, new zealand=Auckland, fiji=Fiji, ' +
    'chatham islands=Chatham, tonga=Tongatapu, samoa=Apia, line islands=Kiritimati',
  Atlantic: 'azores=Azores, cape verde=Cape_Verde, greenwich=Reykjavik',
  Europe:
    'gmt=London, w. europe=Berlin, central europe=Budapest, romance=Paris, central european=Warsaw, gtb=Bucharest, ' +
    'e. europe=Chisinau, fle=Kyiv, kaliningrad=Kaliningrad, turkey=Istanbul, belarus=Minsk, russian=Moscow, ' +
    'astrakhan=Astrakhan, russia time zone 3=Samara, saratov=Saratov, volgograd=Volgograd',
  Africa:
    'sao tome=Sao_Tome, morocco=Casablanca, w. central africa=Lagos, egypt=Cairo, south africa=Johannesburg, ' +
    'south sudan=Juba, sudan=Khartoum, libya=Tripoli, namibia=Windhoek, e. africa=Nairobi',
  Asia:
    'jordan=Amman, middle east=Beirut, syria=Damascus, west bank=Hebron, israel=Jerusalem, arabic=Baghdad, ' +
    'arab=Riyadh, iran=Tehran, arabian=Dubai, azerbaijan=Baku, georgian=Tbilisi, caucasus=Yerevan, ' +
    'afghanistan=Kabul, west asia=Tashkent, ekaterinburg=Yekaterinburg, pakistan=Karachi, qyzylorda=Qyzylorda, ' +
    'india=Kolkata, sri lanka=Colombo, nepal=Kathmandu, central asia=Bishkek, bangladesh=Dhaka, omsk=Omsk, ' +
    'myanmar=Yangon, se asia=Bangkok, altai=Barnaul, w. mongolia=Hovd, north asia=Krasnoyarsk, ' +
    'n. central asia=Novosibirsk, tomsk=Tomsk, china=Shanghai, north asia east=Irkutsk, singapore=Singapore, ' +
    'taipei=Taipei, ulaanbaatar=Ulaanbaatar, transbaikal=Chita, tokyo=Tokyo, north korea=Pyongyang, korea=Seoul, ' +
    'yakutsk=Yakutsk, vladivostok=Vladivostok, russia time zone 10=Srednekolymsk, magadan=Magadan, ' +
    'sakhalin=Sakhalin, russia time zone 11=Kamchatka',
  Indian: 'mauritius=Mauritius',
  Australia:
    'w. australia=Perth, aus central w.=Eucla, cen. australia=Adelaide, aus central=Darwin, e. australia=Brisbane, ' +
    'aus eastern=Sydney, tasmania=Hobart, lord howe=Lord_Howe',
};

/** Phrases of Outlook's, Exchange's and Lotus Notes' display names, and cities in them that IANA has no zone for. */
const DISPLAY: ByRegion = {
  Africa: 'west central africa=Lagos, harare=Johannesburg, pretoria=Johannesburg',
  America:
    'alaska=Anchorage, brasilia=Sao_Paulo, georgetown=Cayenne, indiana (east)=Indiana/Indianapolis, ' +
    'saskatchewan=Regina, mexico=Mexico_City, mexico 2=Mazatlan, mid-atlantic=Noronha, quito=Bogota, ' +
    'arizona=Phoenix, central america=Guatemala, chihuahua=Mazatlan, la paz=La_Paz',
  Asia:
    'beijing=Shanghai, abu dhabi=Dubai, armenian=Yerevan, sri jayawardenepura=Colombo, islamabad=Karachi, ' +
    'hanoi=Bangkok, chennai=Kolkata, mumbai=Kolkata, new delhi=Kolkata, astana=Dhaka, nepal=Kathmandu, osaka=Tokyo, ' +
    'ekaterinburg=Yekaterinburg, ulaan bataar=Ulaanbaatar',
  Atlantic: 'cape verde is.=Cape_Verde',
  Australia: 'canberra=Sydney, western australia=Perth, east australia=Brisbane',
  Etc: 'international date line west=GMT+12, coordinated universal=UTC, universal coordinated=UTC',
  Europe:
    'greenwich mean=London, amsterdam=Berlin, sarajevo=Warsaw, belgrade=Budapest, brussels=Paris, ' +
    'st. petersburg=Moscow',
  Indian: 'port louis=Mauritius',
  Pacific:
    'hawaii=Honolulu, kamchatka=Fiji, marshall is.=Majuro, solomon is.=Guadalcanal, new caledonia=Noumea, ' +
    "wellington=Auckland, nuku'alofa=Tongatapu, midway island=Pago_Pago",
};

/** Former spellings and short names of the tz database's `backward` file. Zones that only share a clock stay themselves. */
const BACKWARD: ByRegion = {
  Africa: 'africa/asmera=Asmara, africa/timbuktu=Bamako, egypt=Cairo, libya=Tripoli',
  America:
    'america/argentina/comodrivadavia=Argentina/Catamarca, america/atka=Adak, ' +
    'america/buenos_aires=Argentina/Buenos_Aires, america/catamarca=Argentina/Catamarca, ' +
    'america/coral_harbour=Atikokan, america/cordoba=Argentina/Cordoba, america/ensenada=Tijuana, ' +
    'america/fort_wayne=Indiana/Indianapolis, america/godthab=Nuuk, america/indianapolis=Indiana/Indianapolis, ' +
    'america/jujuy=Argentina/Jujuy, america/knox_in=Indiana/Knox, america/louisville=Kentucky/Louisville, ' +
    'america/mendoza=Argentina/Mendoza, america/montreal=Toronto, america/nipigon=Toronto, ' +
    'america/pangnirtung=Iqaluit, america/porto_acre=Rio_Branco, america/rainy_river=Winnipeg, ' +
    'america/rosario=Argentina/Cordoba, america/santa_isabel=Tijuana, america/shiprock=Denver, ' +
    'america/thunder_bay=Toronto, america/virgin=St_Thomas, america/yellowknife=Edmonton, brazil/acre=Rio_Branco, ' +
    'brazil/denoronha=Noronha, brazil/east=Sao_Paulo, brazil/west=Manaus, canada/atlantic=Halifax, ' +
    'canada/central=Winnipeg, canada/eastern=Toronto, canada/mountain=Edmonton, canada/newfoundland=St_Johns, ' +
    'canada/pacific=Vancouver, canada/saskatchewan=Regina, canada/yukon=Whitehorse, chile/continental=Santiago, ' +
    'cst6cdt=Chicago, cuba=Havana, est=Panama, est5edt=New_York, jamaica=Jamaica, mexico/bajanorte=Tijuana, ' +
    'mexico/bajasur=Mazatlan, mexico/general=Mexico_City, mst=Phoenix, mst7mdt=Denver, navajo=Denver, ' +
    'pst8pdt=Los_Angeles, us/alaska=Anchorage, us/aleutian=Adak, us/arizona=Phoenix, us/central=Chicago, ' +
    'us/east-indiana=Indiana/Indianapolis, us/eastern=New_York, us/indiana-starke=Indiana/Knox, ' +
    'us/michigan=Detroit, us/mountain=Denver, us/pacific=Los_Angeles, us/pacific-new=Los_Angeles',
  Arctic: 'atlantic/jan_mayen=Longyearbyen',
  Asia:
    'asia/ashkhabad=Ashgabat, asia/calcutta=Kolkata, asia/chongqing=Shanghai, asia/chungking=Shanghai, ' +
    'asia/dacca=Dhaka, asia/harbin=Shanghai, asia/kashgar=Urumqi, asia/katmandu=Kathmandu, asia/macao=Macau, ' +
    'asia/rangoon=Yangon, asia/saigon=Ho_Chi_Minh, asia/tel_aviv=Jerusalem, asia/thimbu=Thimphu, ' +
    'asia/ujung_pandang=Makassar, asia/ulan_bator=Ulaanbaatar, hongkong=Hong_Kong, iran=Tehran, israel=Jerusalem, ' +
    'japan=Tokyo, prc=Shanghai, roc=Taipei, rok=Seoul, singapore=Singapore',
  Atlantic: 'atlantic/faeroe=Faroe, iceland=Reykjavik',
  Australia:
    'australia/act=Sydney, australia/canberra=Sydney, australia/currie=Hobart, australia/lhi=Lord_Howe, ' +
    'australia/north=Darwin, australia/nsw=Sydney, australia/queensland=Brisbane, australia/south=Adelaide, ' +
    'australia/tasmania=Hobart, australia/victoria=Melbourne, australia/west=Perth, ' +
    'australia/yancowinna=Broken_Hill',
  Etc:
    'etc/gmt+0=GMT, etc/gmt-0=GMT, etc/gmt0=GMT, etc/greenwich=GMT, etc/uct=UTC, etc/universal=UTC, etc/utc=UTC, ' +
    'etc/zulu=UTC, factory=UTC, gmt=GMT, gmt+0=GMT, gmt-0=GMT, gmt0=GMT, greenwich=GMT, uct=UTC, universal=UTC, ' +
    'utc=UTC, z=UTC, zulu=UTC',
  Europe:
    'asia/istanbul=Istanbul, cet=Brussels, eet=Athens, eire=Dublin, europe/belfast=London, europe/kiev=Kyiv, ' +
    'europe/tiraspol=Chisinau, europe/uzhgorod=Kyiv, europe/zaporozhye=Kyiv, gb=London, ' +
    'gb-eire=London, met=Brussels, poland=Warsaw, portugal=Lisbon, turkey=Istanbul, w-su=Moscow, wet=Lisbon',
  Pacific:
    'chile/easterisland=Easter, hst=Honolulu, kwajalein=Kwajalein, nz=Auckland, nz-chat=Chatham, ' +
    'pacific/enderbury=Kanton, pacific/johnston=Honolulu, pacific/ponape=Pohnpei, pacific/samoa=Pago_Pago, ' +
    'pacific/truk=Chuuk, pacific/yap=Chuuk, us/hawaii=Honolulu, us/samoa=Pago_Pago',
};

function unpack(into: Map<string, string>, table: ByRegion): void {
  for (const [region, entries] of Object.entries(table)) {
    for (const entry of entries.split(', ')) {
      const at = entry.lastIndexOf('=');
      const zone = `${region}/${entry.slice(at + 1)}`;
      into.set(entry.slice(0, at), zone === 'Etc/UTC' ? 'UTC' : zone);
    }
  }
}

let formerNames: Map<string, string> | undefined;
let displayNames: Map<string, string> | undefined;

/** Present IANA name of a former one, in lower case; the UTC family is `UTC`. */
export function zoneOfFormerName(lowerCase: string): string | undefined {
  if (formerNames === undefined) {
    formerNames = new Map();
    unpack(formerNames, BACKWARD);
  }
  return formerNames.get(lowerCase);
}

/** IANA name for a Windows, Outlook or Notes name, in lower case and without "Standard Time". */
export function zoneOfDisplayName(lowerCase: string): string | undefined {
  if (displayNames === undefined) {
    displayNames = new Map();
    unpack(displayNames, DISPLAY);
    unpack(displayNames, WINDOWS);
  }
  return displayNames.get(lowerCase);
}
