import { liquidPieces, masked, unmasked } from '../../../shared/email/liquid-text.js';

/** A fault that MJML found. `line` counts from 1. */
export interface MjmlMessage {
  line: number;
  message: string;
}

export interface CompiledMjml {
  /** HTML in which the Liquid stands as it was written. */
  html: string;
  errors: MjmlMessage[];
  /** Liquid that MJML dropped, because it stands where no text may stand; places in the source. */
  lost: { from: number; to: number }[];
}

const placeholder = (place: number): string => `wpliquid${String(place)}x`;
const PLACEHOLDER = /wpliquid(\d+)x/g;

/** MJML takes half a second to load, so it is loaded when the first template is compiled. */
async function load() {
  const [core, preset] = await Promise.all([import('mjml-core'), import('mjml-preset-core')]);
  return { mjml2html: ownDefault(core.default), preset: ownDefault(preset.default) };
}

let loaded: ReturnType<typeof load> | undefined;

/** MJML and its elements. */
export function loadMjml(): ReturnType<typeof load> {
  loaded ??= load();
  return loaded;
}

/** CommonJS seen through ESM: the default may be the module itself. */
function ownDefault<T>(value: T): T {
  if (typeof value !== 'function' && typeof value === 'object' && value !== null && 'default' in value) {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- the same value one level deeper
    return value.default as T;
  }
  return value;
}

/** MJML → HTML, with Liquid kept out of its sight: neither XML nor the styles' parser may touch it. Reads no files. */
export async function compileMjml(source: string): Promise<CompiledMjml> {
  const { mjml2html, preset } = await loadMjml();
  const pieces = liquidPieces(source);
  let hidden = '';
  let end = 0;
  pieces.forEach(({ from, to }, place) => {
    hidden += source.slice(end, from) + placeholder(place);
    end = to;
  });
  hidden += source.slice(end);
  const { html, errors } = await mjml2html(hidden, {
    presets: [preset],
    validationLevel: 'soft',
    ignoreIncludes: true,
    fonts: {},
    keepComments: false,
  });
  const seen = new Set<number>();
  const restored = html.replaceAll(PLACEHOLDER, (_, place: string) => {
    const piece = pieces[Number(place)];
    seen.add(Number(place));
    return piece ? source.slice(piece.from, piece.to) : '';
  });
  return {
    html: restored,
    errors: errors.filter(({ message }) => message.search(PLACEHOLDER) < 0),
    lost: pieces.filter((_, place) => !seen.has(place)).map(({ from, to }) => ({ from, to })),
  };
}

/** The plain text of an HTML with Liquid in it: links behind their words, pictures by their alternative text. */
export async function plainText(html: string): Promise<string> {
  const { convert } = await import('html-to-text');
  const text = convert(masked(withoutHidden(html)), {
    wordwrap: false,
    // Deeper HTML is only made to do harm.
    limits: { maxDepth: 200 },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      { selector: 'img', format: 'skip' },
      ...['h1', 'h2', 'h3'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  const lines = unmasked(text).split('\n');
  return `${lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** Without the preheader, which stands hidden at the head of the body. */
function withoutHidden(html: string): string {
  return html.replace(/<div[^>]*style="display:none[^>]*>[\s\S]*?<\/div>/, '');
}
