import type { LogColumns } from '../simulation/log.js';
import { liquidPieces } from './liquid-text.js';
import { CUSTOMER_NAMES, ORDER_NAMES, plainNameOf, PRODUCT_NAMES, type UsualName } from './names.js';

/** The words that a text's Liquid uses, in plain form; `everything` where it may name anything. */
export interface LiquidWords {
  words: ReadonlySet<string>;
  everything: boolean;
}

const WORD = /[\p{L}_][\p{L}\p{N}_-]*/gu;
/** Names that are worked out while rendering, and filters that write whole objects. */
const ANYTHING = /\[\s*[\p{L}_]|\|\s*(json|inspect)\b/u;

export function liquidWords(texts: readonly string[]): LiquidWords {
  const words = new Set<string>();
  let everything = false;
  for (const { inner } of texts.flatMap(liquidPieces)) {
    everything ||= ANYTHING.test(inner);
    for (const [word] of inner.matchAll(WORD)) {
      words.add(plainNameOf(word));
      if (word.startsWith('product_')) words.add(plainNameOf(word.slice('product_'.length)));
    }
  }
  if (words.has('category_discount')) words.add('category');
  if (words.has('cart')) for (const name of ['price', 'quantity', 'currency']) words.add(name);
  if (words.has('orders')) for (const name of ['total', 'currency', 'price', 'quantity']) words.add(name);
  return { words, everything };
}

/** A list that was flattened gives so many columns at the most: things past this are left out. */
const MOST_PLACES = 20;

/**
 * The columns of the log that Liquid's words may name, of those that there are. What tells products apart is always among them. A
 * superset is harmless.
 */
export function neededByLiquid({ words, everything }: LiquidWords, present: LogColumns): LogColumns {
  const wanted = (name: string, tables: readonly UsualName[], always: readonly string[]): boolean => {
    const parts = name.split('.');
    const place = parts.find((part) => /^\d+$/.test(part));
    if (place !== undefined && Number(place) >= MOST_PLACES) return false;
    if (everything) return true;
    const plain = plainNameOf(parts.at(-1) ?? '');
    const own = tables.filter(({ spellings }) => spellings.includes(plain));
    if (own.some(({ name: usual }) => words.has(usual) || always.includes(usual))) return true;
    return parts.some((part) => words.has(plainNameOf(part)));
  };
  return {
    properties: present.properties.filter((name) => wanted(name, [...PRODUCT_NAMES, ...ORDER_NAMES], ['id', 'name'])),
    traits: present.traits.filter((name) => name === 'timezone' || wanted(name, CUSTOMER_NAMES, [])),
  };
}

/** All columns of both. */
export function unitedColumns(...all: readonly LogColumns[]): LogColumns {
  const united = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort();
  return { properties: united(all.map(({ properties }) => properties)), traits: united(all.map(({ traits }) => traits)) };
}
