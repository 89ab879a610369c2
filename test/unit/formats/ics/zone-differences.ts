// Names whose expected zone we do not share, each with the reason; the tests hold the list exact.
export const zoneDifferences: Readonly<Record<string, string>> = {
  '(UTC+06:00) Almaty, Novosibirsk -> Asia/Novosibirsk':
    'two cities of one old Windows zone that have parted since: the first is taken; sabre-vobject expects it for the same list',
  '(UTC+11:00) Magadan, Solomon Islands, New Caledonia -> Pacific/Guadalcanal':
    'likewise: the first of the list is Magadan, which sabre-vobject expects',
  '(UTC-04:00) Manaus -> America/Cuiaba': 'Manaus has a zone of its own in IANA, without the summer time Cuiaba had',
  'Central Asia Standard Time -> Asia/Almaty':
    'Windows means UTC+06; Almaty is at UTC+05 since March 2024, and CLDR 46 has Bishkek (another source expects that)',
  'Mountain Standard Time (Mexico) -> America/Chihuahua':
    'Chihuahua is on central time since October 2022; CLDR 46 has Mazatlan (another source expects that)',
  'Mexico Standard Time 2 -> America/Chihuahua': 'likewise',
  'Canada Central -> America/Edmonton': 'Windows means Saskatchewan, which has no summer time: Regina (CLDR)',
  'Saskatchewan -> America/Edmonton': 'likewise',
  'E. South America -> America/Belem': 'Windows means Brasilia: Sao Paulo (CLDR)',
  'E. Europe -> Europe/Minsk': 'Windows means Chisinau (CLDR); Minsk has no summer time since 2011',
  'Central Pacific -> Asia/Magadan': 'Windows means the Solomon Islands (CLDR)',
};
