// Names of time zones that the platform does not know by itself. Where a name is that of a city of IANA's (Tokyo Standard
// Time), or of a zone that has another name today (US/Pacific), it needs no entry: resolve-zone.ts asks the platform.

/**
 * `city=name,name`: Windows' names without "Standard Time" (Unicode CLDR, supplemental/windowsZones.xml, territory 001;
 * Central Asia and Mountain (Mexico) follow CLDR 46: Kazakhstan and Chihuahua changed their clocks), phrases of Outlook's,
 * Exchange's and Lotus Notes' display names, where the places named beside them do not say it too.
 */
const NAMES_BY_CITY =
  'adak=aleutian;adelaide=cen. australia;amman=jordan;anchorage=alaska,alaskan;apia=samoa;araguaina=tocantins;' +
  'asuncion=paraguay;auckland=new zealand;baghdad=arabic;baku=azerbaijan;bangkok=se asia;barnaul=altai;' +
  'beirut=middle east;berlin=amsterdam,w. europe;bishkek=central asia;bogota=sa pacific;brisbane=east australia,e. australia;' +
  'bucharest=gtb;budapest=belgrade,central europe;buenos aires=argentina;cairo=egypt;cancun=eastern (mexico);' +
  'cape verde=cape verde is.;caracas=venezuela;casablanca=morocco;cayenne=georgetown,sa eastern;' +
  'chatham=chatham islands;chicago=central;chisinau=e. europe;chita=transbaikal;' +
  'colombo=sri jayawardenepura,sri lanka;cuiaba=central brazilian;damascus=syria;darwin=aus central;' +
  'denver=mountain;dhaka=bangladesh;dubai=arabian;easter=easter island;' +
  'etc/gmt+12=international date line west,dateline;eucla=aus central w.;fiji=kamchatka;' +
  'grand turk=turks and caicos;guadalcanal=central pacific;guatemala=central america;halifax=atlantic;havana=cuba;' +
  'hebron=west bank;hobart=tasmania;honolulu=hawaii,hawaiian;hovd=w. mongolia;' +
  'indianapolis=indiana (east),us eastern;irkutsk=north asia east;istanbul=turkey;jerusalem=israel;' +
  'johannesburg=south africa;juba=south sudan;kabul=afghanistan;kamchatka=russia zone 11;karachi=pakistan;' +
  'kathmandu=nepal;khartoum=sudan;kiritimati=line islands;kolkata=india;krasnoyarsk=north asia;kyiv=fle;' +
  'la paz=sa western;lagos=west central africa,w. central africa;london=gmt;los angeles=pacific;' +
  'mauritius=port louis;mazatlan=mexico 2,chihuahua,mountain (mexico);mexico city=mexico,central (mexico);' +
  'minsk=belarus;miquelon=saint pierre;moscow=russian;nairobi=e. africa;new york=eastern;noronha=mid-atlantic;' +
  'novosibirsk=n. central asia;nuuk=greenland;pago pago=midway island;paris=brussels,romance;' +
  'perth=western australia,w. australia;phoenix=arizona,us mountain;port moresby=west pacific;port-au-prince=haiti;' +
  'punta arenas=magallanes;pyongyang=north korea;regina=saskatchewan,canada central;reykjavik=greenwich;' +
  'riyadh=arab;samara=russia zone 3;santiago=pacific sa;sao paulo=brasilia,brasília,e. south america;seoul=korea;' +
  'shanghai=beijing,china;srednekolymsk=russia zone 10;st johns=newfoundland;sydney=aus eastern;tashkent=west asia;' +
  "tbilisi=georgian;tehran=iran;tijuana=pacific (mexico);tongatapu=nuku'alofa,tonga;tripoli=libya;" +
  'utc=coordinated universal,universal coordinated,z,factory;warsaw=sarajevo,central european;whitehorse=yukon;' +
  'windhoek=namibia;yangon=myanmar;yekaterinburg=ekaterinburg;yerevan=armenian,caucasus';

/** What ICU calls by a name that IANA has given up since, without the region. */
const FORMER_NAMES =
  'Asmera=Asmara;Buenos_Aires=Argentina/Buenos_Aires;Catamarca=Argentina/Catamarca;Coral_Harbour=Atikokan;' +
  'Cordoba=Argentina/Cordoba;Godthab=Nuuk;Indianapolis=Indiana/Indianapolis;Jujuy=Argentina/Jujuy;' +
  'Louisville=Kentucky/Louisville;Mendoza=Argentina/Mendoza;Calcutta=Kolkata;Katmandu=Kathmandu;Rangoon=Yangon;' +
  'Saigon=Ho_Chi_Minh;Faeroe=Faroe;Kiev=Kyiv;Enderbury=Kanton;Ponape=Pohnpei;Truk=Chuuk';

function readTable(table: string): string[][] {
  return table.split(';').map((entry) => entry.split('='));
}

const presentNames = new Map(readTable(FORMER_NAMES) as [string, string][]);
const citiesByName = new Map(
  readTable(NAMES_BY_CITY).flatMap(([city = '', names = '']) => names.split(',').map((name) => [name, city] as const)),
);

/** City of a Windows, Outlook or Notes name, all in lower case, the name without "Standard Time". */
export function cityOfDisplayName(name: string): string | undefined {
  return citiesByName.get(name);
}

/** Today's name of a zone that the platform may call by a former one, region/city. */
export function presentNameOf(zone: string): string | undefined {
  const [region, city = '', ...more] = zone.split('/');
  const present = more.length === 0 ? presentNames.get(city) : undefined;
  return present && `${region}/${present}`;
}
