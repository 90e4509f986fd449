/** Liquid inside MJML: found by its delimiters alone, so that it can be kept out of the way of XML. */

export interface LiquidPiece {
  kind: 'output' | 'tag';
  from: number;
  to: number;
  /** Between the delimiters, trimmed of them and of the dashes that trim white space. */
  inner: string;
}

const PIECE = /\{\{-?([\s\S]*?)-?\}\}|\{%-?([\s\S]*?)-?%\}/g;

/** The outputs and tags of a text, in order. */
export function liquidPieces(text: string): LiquidPiece[] {
  return [...text.matchAll(PIECE)].map((match) => ({
    kind: match[1] === undefined ? 'tag' : 'output',
    from: match.index,
    to: match.index + match[0].length,
    inner: (match[1] ?? match[2] ?? '').trim(),
  }));
}

const HIDDEN = '<>"\'&';
const FIRST = 0xe000;

/** The same text, as long, with the characters inside Liquid that mean something in XML hidden. */
export function masked(text: string): string {
  return text.replaceAll(PIECE, (piece) =>
    piece.replaceAll(/[<>"'&]/g, (character) => String.fromCharCode(FIRST + HIDDEN.indexOf(character))),
  );
}

/** Takes `masked` back. */
export function unmasked(text: string): string {
  return text.replaceAll(/[\uE000-\uE004]/g, (character) => HIDDEN[character.charCodeAt(0) - FIRST] ?? '');
}
