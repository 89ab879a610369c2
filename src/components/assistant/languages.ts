// Languages a text can be translated into.
const TAGS =
  'ar bg ca cs da de el en es et fi fr he hi hr hu id it ja ko lt lv nb nl pl pt ro ru sk sl sr sv th tr uk vi zh'.split(
    ' ',
  );

const nameIn = (locale: string, tag: string): string => {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};

/** As a model is told. */
export const englishName = (tag: string): string => nameIn('en', tag);

/** By name in the person's language, which comes first. */
export function offeredLanguages(locale: string): readonly { readonly tag: string; readonly name: string }[] {
  const own = locale.split('-')[0]!.toLowerCase();
  const { compare } = new Intl.Collator(locale);
  const all = [...new Set([own, ...TAGS])].map((tag) => ({ tag, name: nameIn(locale, tag) }));
  return all.sort((a, b) => Number(b.tag === own) - Number(a.tag === own) || compare(a.name, b.name));
}
