import { z } from 'zod';
import { VALUE_KIND, type ValueColumn } from '../../../shared/simulation/log.js';
import { textOf, type Attribute } from './catalog.js';
import { columnOf, shared } from './chunks.js';
import type { Database } from './database.js';
import { readSidecar, writeSidecar } from './sidecar.js';
import { StringTableBuilder } from './strings.js';
import { valueOfText, type Value } from './values.js';

/** Where the values of an attribute lie, and where each goes. */
export interface AttributeRows {
  attribute: Attribute;
  /** A relation with the attribute's columns, in the order of `places`. */
  relation: string;
  /** For each row, its place in the column. */
  places: Uint32Array;
  /** How many places there are; those without a row are absent. */
  length: number;
}

/** Reads one property or trait out of DuckDB into a column of the simulator. */
export async function encodeColumn(db: Database, rows: AttributeRows): Promise<ValueColumn> {
  const { attribute } = rows;
  if (attribute.number && !attribute.text) return { kind: 'number', values: await numbers(db, rows, `n${attribute.id}`) };
  if (attribute.booleans === 0 && attribute.strings === 0) {
    const text = attribute.number ? `coalesce(n${attribute.id}, t${attribute.id}::DOUBLE)` : `t${attribute.id}::DOUBLE`;
    return { kind: 'number', values: await numbers(db, rows, text) };
  }
  return coded(db, rows);
}

async function numbers(db: Database, { relation, places, length }: AttributeRows, expression: string): Promise<Float64Array> {
  const values = shared(Float64Array, length).fill(NaN);
  let row = 0;
  for await (const chunk of db.chunks(`SELECT coalesce(${expression}, 'nan'::DOUBLE) FROM ${relation}`)) {
    const items = columnOf(chunk, 0, Float64Array);
    for (let i = 0; i < items.length; i++) values[places[row++] ?? 0] = items[i] ?? NaN;
  }
  return values;
}

async function coded(db: Database, { attribute, relation, places, length }: AttributeRows): Promise<ValueColumn> {
  const table = `codes_${attribute.id}`;
  const text = textOf(attribute);
  await db.run(`
    CREATE OR REPLACE TEMP TABLE ${table} AS
    SELECT text, (row_number() OVER ())::UINTEGER AS code FROM (SELECT DISTINCT ${text} AS text FROM ${relation}) WHERE text IS NOT NULL`);
  try {
    const dictionary = await mergedDictionary(db, table);
    const codes = shared(Uint32Array, length);
    let row = 0;
    const sql = `SELECT coalesce(c.code, 0)::UINTEGER FROM (SELECT ${text} AS text FROM ${relation}) v LEFT JOIN ${table} c ON c.text = v.text`;
    for await (const chunk of db.chunks(sql)) {
      const items = columnOf(chunk, 0, Uint32Array);
      for (let i = 0; i < items.length; i++) codes[places[row++] ?? 0] = dictionary.merged[items[i] ?? 0] ?? 0;
    }
    return { kind: 'coded', codes, dictionary: dictionary.values };
  } finally {
    await db.run(`DROP TABLE IF EXISTS ${table}`);
  }
}

/** Different spellings of one value (`1` and `1.0`) get one code. */
async function mergedDictionary(db: Database, table: string) {
  const { total } = await db.one(z.object({ total: z.number() }), `SELECT count(*)::DOUBLE AS total FROM ${table}`);
  const merged = new Uint32Array(total + 1);
  const known = new Map<Value, number>();
  const kinds: number[] = [];
  const texts = new StringTableBuilder();
  for await (const chunk of db.chunks(`SELECT code, text FROM ${table}`)) {
    const codes = columnOf(chunk, 0, Uint32Array);
    const spellings = chunk.getColumnVector(1);
    for (let i = 0; i < codes.length; i++) {
      const value = valueOfText(String(spellings.getItem(i)));
      let code = known.get(value);
      if (code === undefined) {
        code = kinds.push(kindOf(value));
        known.set(value, code);
        texts.add(String(value));
      }
      merged[codes[i] ?? 0] = code;
    }
  }
  const kindArray = shared(Uint8Array, kinds.length);
  kindArray.set(kinds);
  return { merged, values: { kinds: kindArray, texts: texts.build() } };
}

function kindOf(value: Value): number {
  switch (typeof value) {
    case 'number':
      return VALUE_KIND.number;
    case 'boolean':
      return VALUE_KIND.boolean;
    default:
      return VALUE_KIND.string;
  }
}

/** Keeps an encoded column for the next cold start. */
export async function writeColumn(path: string, column: ValueColumn): Promise<void> {
  if (column.kind === 'number') return writeSidecar(path, { kind: 'number' }, { values: column.values });
  const { codes, dictionary } = column;
  await writeSidecar(path, { kind: 'coded' }, { codes, kinds: dictionary.kinds, bytes: dictionary.texts.bytes, offsets: dictionary.texts.offsets });
}

/** @returns `undefined` where there is no sound file */
export async function readColumn(path: string): Promise<ValueColumn | undefined> {
  const file = await readSidecar(path);
  if (file === undefined) return undefined;
  const { kind } = z.object({ kind: z.enum(['number', 'coded']) }).parse(file.meta);
  if (kind === 'number') return { kind, values: file.array('values', 'f64') };
  return {
    kind,
    codes: file.array('codes', 'u32'),
    dictionary: { kinds: file.array('kinds', 'u8'), texts: { bytes: file.array('bytes', 'u8'), offsets: file.array('offsets', 'u32') } },
  };
}
