/** Twice as many points as pixels: sharp in documents and on dense screens. */
const SCALE = 2;
/** Browsers draw no picture larger than about this on a side. */
const LARGEST = 16_000;

/**
 * An SVG as a PNG on white.
 * @param size in pixels; the picture has twice as many points, fewer where that would be too large.
 * @throws Error where the browser cannot draw it.
 */
export async function pngOf(svg: string, { width, height }: { width: number; height: number }): Promise<Uint8Array<ArrayBuffer>> {
  const scale = Math.min(SCALE, LARGEST / Math.max(width, height, 1));
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The browser cannot draw pictures.');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Error('The picture is too large to be drawn. Save it as SVG instead.');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The size in pixels that an SVG of ours states. @throws Error for one that states none. */
export function sizeOf(svg: string): { width: number; height: number } {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const [width, height] = [Number(root.getAttribute('width')), Number(root.getAttribute('height'))];
  if (width > 0 && height > 0) return { width, height };
  throw new Error('The picture has no size.');
}
