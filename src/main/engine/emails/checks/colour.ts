/** Red, green and blue, 0 … 255. */
export interface Colour {
  r: number;
  g: number;
  b: number;
}

/** The sixteen names of HTML; other names are rare in messages. */
const NAMES: Readonly<Record<string, string>> = {
  black: '000000',
  silver: 'c0c0c0',
  gray: '808080',
  grey: '808080',
  white: 'ffffff',
  maroon: '800000',
  red: 'ff0000',
  purple: '800080',
  fuchsia: 'ff00ff',
  green: '008000',
  lime: '00ff00',
  olive: '808000',
  yellow: 'ffff00',
  navy: '000080',
  blue: '0000ff',
  teal: '008080',
  aqua: '00ffff',
  orange: 'ffa500',
};

/** The first colour of a CSS value; absent where there is none that is known, or one that lets the background through. */
export function parseColour(value: string): Colour | undefined {
  const text = value.trim().toLowerCase();
  const [, hex] = /#([\da-f]{6}|[\da-f]{3})\b/.exec(text) ?? [];
  if (hex !== undefined) return fromHex(hex);
  const [, r, g, b, alpha] = /rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?\s*\)/.exec(text) ?? [];
  if (r !== undefined)
    return alpha === undefined || Number(alpha) === 1 ? { r: Number(r), g: Number(g), b: Number(b) } : undefined;
  const [word = ''] = text.split(/\s/);
  const named = Object.hasOwn(NAMES, word) ? NAMES[word] : undefined;
  return named === undefined ? undefined : fromHex(named);
}

function fromHex(hex: string): Colour {
  const six = hex.length === 3 ? hex.replaceAll(/./g, '$&$&') : hex;
  const part = (from: number): number => Number.parseInt(six.slice(from, from + 2), 16);
  return { r: part(0), g: part(2), b: part(4) };
}

function luminance({ r, g, b }: Colour): number {
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** The contrast of WCAG 2.2: 1 (none) to 21. */
export function contrastRatio(first: Colour, second: Colour): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
