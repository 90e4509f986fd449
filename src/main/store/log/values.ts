import type { PropertyType } from '../../../shared/contract/logs.js';
import { literal } from './sql.js';

/**
 * How a property's values lie in DuckDB. A property has up to two columns: `n…` (DOUBLE) for numbers and `t…` (VARCHAR)
 * for the rest. A text is read by its spelling, as a cell of a CSV is (semantics §1): a JSON number is a number,
 * `true`/`false` are booleans, anything else is a string. A string whose spelling would mislead (the string '5' of a JSON
 * file) is marked by a leading U+0001. So a CSV's columns are stored as they are read, whatever the mix of kinds in them.
 */
const STRING_MARK = '\u0001';

/** A JSON number, for DuckDB's RE2 and for JavaScript. */
export const NUMBER_PATTERN = '-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?';
const NUMBER = new RegExp(`^${NUMBER_PATTERN}$`);

export type Value = string | number | boolean;

/** The value of a stored text. */
export function valueOfText(text: string): Value {
  if (text.startsWith(STRING_MARK)) return text.slice(1);
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (NUMBER.test(text)) {
    const number = Number(text);
    if (Number.isFinite(number)) return number;
  }
  return text;
}

/** Two SQL expressions, of which at most one is not NULL in a row; `null` where a source can have none. */
export interface Cell {
  number: string | null;
  text: string | null;
}

/** A finite DOUBLE where the text is exactly a JSON number, else NULL. */
export function numberOf(text: string): string {
  return `CASE WHEN regexp_full_match(${text}, ${literal(NUMBER_PATTERN)}) AND isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`;
}

/** Whether the spelling of a text would make it a number or a boolean, or hides its mark. The first test settles most rows. */
function misleading(text: string): string {
  return (
    `((${text} < ':' AND regexp_full_match(${text}, ${literal(NUMBER_PATTERN)}))` +
    ` OR ${text} IN ('true', 'false') OR starts_with(${text}, chr(1)))`
  );
}

/** A text that must stay a string, marked where needed. */
export function stringText(text: string): string {
  return `CASE WHEN ${misleading(text)} THEN chr(1) || ${text} ELSE ${text} END`;
}

/** A CSV cell as it is, empty as NULL; a cell that begins with the mark gets another. The first test settles nearly every row. */
function plainText(cell: string): string {
  return `CASE WHEN ${cell} >= chr(2) THEN ${cell} WHEN ${cell} = '' THEN NULL WHEN starts_with(${cell}, chr(1)) THEN chr(1) || ${cell} ELSE ${cell} END`;
}

/**
 * A text cell typed as semantics §1 says, or forced to one type: what cannot be read as that type is absent.
 * @param looksNumeric whether the head of the file shows only numbers; it chooses the layout, never the value.
 */
export function cellOfText(cell: string, type: PropertyType, looksNumeric: boolean): Cell {
  const trimmed = `trim(${cell})`;
  switch (type) {
    case 'string':
      return { number: null, text: `CASE WHEN ${cell} <> '' THEN ${stringText(cell)} END` };
    case 'number':
      return {
        number: `CASE WHEN isfinite(TRY_CAST(${trimmed} AS DOUBLE)) THEN TRY_CAST(${trimmed} AS DOUBLE) END`,
        text: null,
      };
    case 'boolean':
      return {
        number: null,
        text: `CASE WHEN lower(${trimmed}) IN ('true', '1', 'yes', 'y', 't') THEN 'true' WHEN lower(${trimmed}) IN ('false', '0', 'no', 'n', 'f') THEN 'false' END`,
      };
    case 'auto':
      return looksNumeric
        ? { number: numberOf(cell), text: `CASE WHEN (${numberOf(cell)}) IS NULL THEN ${plainText(cell)} END` }
        : { number: null, text: plainText(cell) };
  }
}
