// Names of time zones that the platform does not know by itself. Where a name is that of a city of IANA's (Tokyo Standard
// Time), or of a zone that has another name today (US/Pacific), it needs no entry: resolve-zone.ts asks the platform.

/**
 * `city=name,name`: Windows' names without "Standard Time" (Unicode CLDR, supplemental/windowsZones.xml, territory 001;
 * Central Asia and Mountain (Mexico) follow CLDR 46: Kazakhstan and Chihuahua changed their clocks), phrases of Outlook's,
 * Exchange's and Lotus Notes' display names, and cities in them that IANA has no zone for.
 */
const NAMES_BY_CITY =
  'adak=aleutian; adelaide=cen. australia; amman=jordan; anchorage=alaska,alaskan; apia=samoa; ' +
  'araguaina=tocantins; asuncion=paraguay; auckland=wellington,new zealand; baghdad=arabic; baku=azerbaijan; ' +
  'bangkok=hanoi,se asia; barnaul=altai; beirut=middle east; berlin=amsterdam,w. europe; bishkek=central asia; ' +
  'bogota=quito,sa pacific; brisbane=east australia,e. australia; bucharest=gtb; budapest=belgrade,central europe; ' +
  'buenos aires=argentina; cairo=egypt; cancun=eastern (mexico); cape verde=cape verde is.; caracas=venezuela; ' +
  'casablanca=morocco; cayenne=georgetown,sa eastern; chatham=chatham islands; chicago=central; ' +
  'chisinau=e. europe; chita=transbaikal; colombo=sri jayawardenepura,sri lanka; cuiaba=central brazilian; ' +
  'damascus=syria; darwin=aus central; denver=mountain; dhaka=astana,bangladesh; dubai=abu dhabi,arabian; ' +
  'easter=easter island; etc/gmt+12=international date line west,dateline; eucla=aus central w.; fiji=kamchatka; ' +
  'grand turk=turks and caicos; guadalcanal=solomon is.,central pacific; guatemala=central america; ' +
  'halifax=atlantic; havana=cuba; hebron=west bank; hobart=tasmania; honolulu=hawaii,hawaiian; hovd=w. mongolia; ' +
  'indianapolis=indiana (east),us eastern; irkutsk=north asia east; istanbul=turkey; jerusalem=israel; ' +
  'johannesburg=harare,pretoria,south africa; juba=south sudan; kabul=afghanistan; kamchatka=russia zone 11; ' +
  'karachi=islamabad,pakistan; kathmandu=nepal; khartoum=sudan; kiritimati=line islands; ' +
  'kolkata=chennai,mumbai,new delhi,india; krasnoyarsk=north asia; kyiv=fle; la paz=sa western; ' +
  'lagos=west central africa,w. central africa; london=greenwich mean,gmt; los angeles=pacific; ' +
  'majuro=marshall is.; mauritius=port louis; mazatlan=mexico 2,chihuahua,mountain (mexico); ' +
  'mexico city=mexico,central (mexico); minsk=belarus; miquelon=saint pierre; moscow=st. petersburg,russian; ' +
  'nairobi=e. africa; new york=eastern; noronha=mid-atlantic; noumea=new caledonia; novosibirsk=n. central asia; ' +
  'nuuk=greenland; pago pago=midway island; paris=brussels,romance; perth=western australia,w. australia; ' +
  'phoenix=arizona,us mountain; port moresby=west pacific; port-au-prince=haiti; punta arenas=magallanes; ' +
  'pyongyang=north korea; regina=saskatchewan,canada central; reykjavik=greenwich; riyadh=arab; ' +
  'samara=russia zone 3; santiago=pacific sa; sao paulo=brasilia,e. south america; seoul=korea; ' +
  'shanghai=beijing,china; srednekolymsk=russia zone 10; st johns=newfoundland; sydney=canberra,aus eastern; ' +
  'tashkent=west asia; tbilisi=georgian; tehran=iran; tijuana=pacific (mexico); tokyo=osaka; ' +
  "tongatapu=nuku'alofa,tonga; tripoli=libya; ulaanbaatar=ulaan bataar; " +
  'utc=coordinated universal,universal coordinated,z,factory; warsaw=sarajevo,central european; whitehorse=yukon; ' +
  'windhoek=namibia; yangon=myanmar; yekaterinburg=ekaterinburg; yerevan=armenian,caucasus';

/** What ICU calls by a name that IANA has given up since. */
const FORMER_NAMES =
  'Africa/Asmera=Asmara, America/Buenos_Aires=Argentina/Buenos_Aires, America/Catamarca=Argentina/Catamarca, ' +
  'America/Coral_Harbour=Atikokan, America/Cordoba=Argentina/Cordoba, America/Godthab=Nuuk, ' +
  'America/Indianapolis=Indiana/Indianapolis, America/Jujuy=Argentina/Jujuy, America/Louisville=Kentucky/Louisville, ' +
  'America/Mendoza=Argentina/Mendoza, Asia/Calcutta=Kolkata, Asia/Katmandu=Kathmandu, Asia/Rangoon=Yangon, ' +
  'Asia/Saigon=Ho_Chi_Minh, Atlantic/Faeroe=Faroe, Europe/Kiev=Kyiv, Pacific/Enderbury=Kanton, ' +
  'Pacific/Ponape=Pohnpei, Pacific/Truk=Chuuk';

const citiesByName = new Map(
  NAMES_BY_CITY.split('; ').flatMap((entry) => {
    const [city = '', names = ''] = entry.split('=');
    return names.split(',').map((name) => [name, city] as const);
  }),
);

const presentNames = new Map(
  FORMER_NAMES.split(', ').map((entry) => {
    const [former = '', present = ''] = entry.split('=');
    return [former, former.slice(0, former.indexOf('/') + 1) + present];
  }),
);

/** City of a Windows, Outlook or Notes name, all in lower case, the name without "Standard Time". */
export function cityOfDisplayName(name: string): string | undefined {
  return citiesByName.get(name);
}

/** Today's name of a zone that the platform calls by a former one. */
export function presentNameOf(zone: string): string | undefined {
  return presentNames.get(zone);
}
