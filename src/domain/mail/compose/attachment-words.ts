// Whether a text speaks of an attachment (rule MC6).

/** In English, German, French, Italian, Spanish: what one writes when something is to be attached; without accents. */
const WORDS = [
  String.raw`\b(?:i(?:'ve| have)? )?attach(?:ed|ing|ments?)?\b|\benclosed\b|\bsee (?:the )?file\b`,
  String.raw`\b(?:im |als |den |die |das |der )?anhang\b|\banhange\b|\bangehangt\w*|\bbeigefugt\w*|\banbei\b|\bbeiliegend\w*|\banlagen?\b`,
  String.raw`\bpieces? jointes?\b|\bpj\b|\bci-?joints?\b|\bci-?jointes?\b|\ben annexe\b|\bjoins? (?:ici|a ce)\b`,
  String.raw`\ballegat[oiae]\b|\bin allegato\b|\ballego\b`,
  String.raw`\badjunt[oa]s?\b|\badjuntamos\b|\barchivos? adjuntos?\b`,
].join('|');
const SPEAKS = new RegExp(WORDS);
/** Characters that are looked at. */
const MAX_TEXT = 20_000;

/** @param text - What the person wrote, without the quote. */
export function mentionsAttachment(text: string): boolean {
  const own = text
    .slice(0, MAX_TEXT)
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n');
  return SPEAKS.test(
    own
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, ''),
  );
}
