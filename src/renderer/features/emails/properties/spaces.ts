/** Space at the four sides of a block, in pixels: `padding` as MJML writes it. */
export interface Spaces {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Reads `10px 25px`; `undefined` for what is no list of pixels. */
export function readSpaces(text: string): Spaces | undefined {
  const parts = text.trim().split(/\s+/);
  const numbers = parts.map((part) => (/^\d+(\.\d+)?(px)?$/.test(part) ? Number.parseFloat(part) : Number.NaN));
  if (numbers.length > 4 || numbers.some(Number.isNaN)) return undefined;
  const [top = 0, right = top, bottom = top, left = right] = numbers;
  return { top, right, bottom, left };
}

/** Writes spaces as short as they can be. */
export function writeSpaces({ top, right, bottom, left }: Spaces): string {
  const px = (value: number) => (value === 0 ? '0' : `${String(value)}px`);
  if (left !== right) return [top, right, bottom, left].map(px).join(' ');
  if (top !== bottom) return [top, right, bottom].map(px).join(' ');
  return top === right ? px(top) : [top, right].map(px).join(' ');
}
