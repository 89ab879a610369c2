// Addresses in the style sheets of mail. They are taken out to be counted; what keeps them from being asked for is the
// frame's policy, so that nothing depends on CSS being understood here to the last escape.

/** `url(…)` with what is in it, quoted or not. */
const URL_TOKEN = /url\(\s*(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^)"'\s]{0,4000}))\s*\)/gi;
const IMPORT = /@import\b[^;{}]{0,4000};?/gi;

/**
 * Puts another address, or nothing, in the place of each.
 *
 * @param replace - Gets an address as it stands in the sheet; `undefined` leaves no picture there.
 */
export function replaceCssUrls(css: string, replace: (url: string) => string | undefined): string {
  return css.replace(IMPORT, '').replace(URL_TOKEN, (_all, double?: string, single?: string, plain?: string) => {
    const url = replace((double ?? single ?? plain ?? '').trim());
    // What ends a string in CSS cannot be in an address that was parsed: it is percent-encoded there.
    return url === undefined ? 'none' : `url("${url.replace(/["\\\n\r]/g, encodeURIComponent)}")`;
  });
}
