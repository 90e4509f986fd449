import type { StringTable } from './log.js';

const REPLACEMENT = 0xfffd;

/** The UTF-8 bytes of a string; an unpaired surrogate becomes U+FFFD, as everywhere else. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? REPLACEMENT;
    pushCodePoint(bytes, point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point);
  }
  return Uint8Array.from(bytes);
}

function pushCodePoint(bytes: number[], point: number): void {
  if (point < 0x80) bytes.push(point);
  else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
  else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
  else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
}

/** Reads valid UTF-8 from `start` to `end`. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let at = start;
  while (at < end) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    let point = length === 1 ? first : first & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f);
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
}

/** String `index` of a table. */
export function stringAt(table: StringTable, index: number): string {
  return decodeUtf8(table.bytes, table.offsets[index] ?? 0, table.offsets[index + 1] ?? 0);
}

/** How many strings a table holds. */
export function stringCount(table: StringTable): number {
  return table.offsets.length - 1;
}

/** A table of the given strings, in order. */
export function stringTable(strings: readonly string[]): StringTable {
  const encoded = strings.map(encodeUtf8);
  const offsets = new Uint32Array(strings.length + 1);
  encoded.forEach((bytes, i) => (offsets[i + 1] = (offsets[i] ?? 0) + bytes.length));
  const bytes = new Uint8Array(offsets[strings.length] ?? 0);
  encoded.forEach((part, i) => bytes.set(part, offsets[i] ?? 0));
  return { bytes, offsets };
}
