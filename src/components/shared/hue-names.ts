import { msg } from '@lit/localize';

/** Hues offered for calendars and address books (OKLCH), with names for those who cannot see them. */
export function hueChoices(): readonly { readonly hue: number; readonly name: string }[] {
  return [
    { hue: 265, name: msg('Indigo') },
    { hue: 230, name: msg('Blue') },
    { hue: 185, name: msg('Teal') },
    { hue: 150, name: msg('Green') },
    { hue: 115, name: msg('Lime') },
    { hue: 75, name: msg('Amber') },
    { hue: 45, name: msg('Orange') },
    { hue: 15, name: msg('Rose') },
    { hue: 340, name: msg('Pink') },
    { hue: 305, name: msg('Violet') },
  ];
}

/** The first choice nobody has yet; the one after the last otherwise. */
export function freeHue(used: readonly number[]): number {
  const hues = hueChoices().map(({ hue }) => hue);
  return hues.find((hue) => !used.includes(hue)) ?? hues[used.length % hues.length] ?? 265;
}
