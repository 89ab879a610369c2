// CSS colour names (RFC 7986 §5.9 takes them for COLOR) by their hue in OKLCH. Lightness and chroma are the theme's.

/** `hue name name …`. Greys have no hue and are left out. */
const NAMES_BY_HUE =
  '1 palevioletred, 7 pink, 9 lightpink, 19 rosybrown, 20 crimson, 21 lightcoral, 22 indianred, 25 mistyrose, ' +
  '26 brown, 27 firebrick, 28 salmon, 29 darkred maroon red, 32 tomato, 35 orangered, 39 darksalmon, 40 coral, ' +
  '42 lightsalmon, 45 sienna, 50 chocolate, 51 saddlebrown, 58 darkorange seashell, 60 sandybrown, 62 peru, ' +
  '64 peachpuff, 68 linen, 71 orange, 72 bisque, 73 burlywood, 75 antiquewhite tan, 77 navajowhite, ' +
  '78 blanchedalmond, 80 papayawhip, 81 moccasin, 82 darkgoldenrod, 83 oldlace wheat, 84 goldenrod, ' +
  '85 floralwhite, 95 cornsilk gold, 102 lemonchiffon, 103 khaki palegoldenrod, 105 darkkhaki, ' +
  '107 beige ivory lightgoldenrodyellow lightyellow, 110 olive yellow, 126 darkolivegreen olivedrab, ' +
  '127 yellowgreen, 130 greenyellow, 136 chartreuse lawngreen, 142 darkgreen green lime, ' +
  '143 forestgreen limegreen, 144 lightgreen palegreen, 145 darkseagreen honeydew, 151 springgreen, ' +
  '155 mediumseagreen seagreen, 157 mediumspringgreen, 165 mintcream, 169 aquamarine mediumaquamarine, ' +
  '185 turquoise, 189 lightseagreen, 192 mediumturquoise, 195 aqua cyan darkcyan teal, ' +
  '196 darkslategray darkslategrey paleturquoise, 197 azure darkturquoise lightcyan, 198 cadetblue, ' +
  '206 powderblue, 220 lightblue, 226 skyblue, 232 deepskyblue, 237 lightskyblue, 244 aliceblue, ' +
  '246 steelblue, 248 lightslategray lightslategrey slategray slategrey, 253 dodgerblue, 255 lightsteelblue, ' +
  '261 cornflowerblue, 264 blue darkblue mediumblue navy, 266 royalblue, 273 midnightblue, ' +
  '285 mediumslateblue, 286 darkslateblue ghostwhite lavender slateblue, 297 mediumpurple, 301 blueviolet, ' +
  '302 indigo, 310 darkviolet, 312 darkorchid, 319 mediumorchid, 326 thistle, 327 plum violet, ' +
  '328 darkmagenta fuchsia magenta purple, 329 orchid, 350 mediumvioletred, 352 hotpink, 355 lavenderblush, ' +
  '357 deeppink';

let hues: Map<string, number> | undefined;

function readHues(): Map<string, number> {
  const map = new Map<string, number>();
  for (const entry of NAMES_BY_HUE.split(', ')) {
    const [hue, ...names] = entry.split(' ');
    for (const name of names) map.set(name, Number(hue));
  }
  return map;
}

/** OKLCH hue 0–360 of a CSS colour name in any case; undefined for greys and unknown names. */
export function hueOfColorName(name: string): number | undefined {
  hues ??= readHues();
  return hues.get(name.trim().toLowerCase());
}
