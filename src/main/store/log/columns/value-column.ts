import { z } from 'zod';
import { VALUE_KIND, type ValueColumn, type ValueDictionary } from '../../../../shared/simulation/log.js';
import { textOf, type Attribute } from '../catalog.js';
import { columnOf, shared } from './chunks.js';
import type { Database } from '../database.js';
import { readSidecar, writeSidecar } from './sidecar.js';
import { readStrings, StringTableBuilder } from './strings.js';
import { valueOfText, type Value } from '../values.js';

/** Where the values of an attribute lie, and where each goes. */
export interface AttributeRows {
  attribute: Attribute;
  /** A relation with the attribute's columns. */
  relation: string;
  /** SQL for a row's place in the column; for rows that have none of their own, an ascending number that tells their order. */
  at: string;
  /** For each row in ascending order of `at`, its place; absent where `at` is the place. */
  places?: Uint32Array;
  /** How many places there are; those without a row are absent. */
  length: number;
}

/** Reads one property or trait out of DuckDB into a column of the simulator. */
export async function encodeColumn(db: Database, rows: AttributeRows): Promise<ValueColumn> {
  const { attribute } = rows;
  if (attribute.booleans || attribute.strings) return coded(db, rows);
  const values = shared(Float64Array, rows.length).fill(NaN);
  const number = attribute.number ? `n${attribute.id}` : 'NULL';
  const text = attribute.text ? `t${attribute.id}::DOUBLE` : 'NULL';
  const sql = `SELECT (${rows.at})::DOUBLE, coalesce(${number}, ${text}, 'nan'::DOUBLE) FROM ${rows.relation}`;
  await scatter(db, sql, rows, Float64Array, (value, place) => (values[place] = value));
  return { kind: 'number', values };
}

async function coded(db: Database, rows: AttributeRows): Promise<ValueColumn> {
  const { attribute, relation, at, length } = rows;
  const table = `codes_${attribute.id}`;
  const text = textOf(attribute);
  await db.run(`
    CREATE OR REPLACE TEMP TABLE ${table} AS
    SELECT text, (row_number() OVER ())::UINTEGER AS code FROM (SELECT DISTINCT ${text} AS text FROM ${relation}) WHERE text IS NOT NULL`);
  try {
    const { merged, dictionary } = await dictionaryOf(db, table, attribute);
    const codes = shared(Uint32Array, length);
    const sql = `
      SELECT v.at, coalesce(c.code, 0)::UINTEGER FROM (SELECT (${at})::DOUBLE AS at, ${text} AS text FROM ${relation}) v
      LEFT JOIN ${table} c ON c.text = v.text`;
    await scatter(
      db,
      sql,
      rows,
      Uint32Array,
      (code, place) => (codes[place] = merged === undefined ? code : (merged[code] ?? 0)),
    );
    return { kind: 'coded', codes, dictionary };
  } finally {
    await db.run(`DROP TABLE IF EXISTS ${table}`);
  }
}

type NumberArray = typeof Float64Array | typeof Uint32Array;

/**
 * Puts each value of a query into its place. Rows come in the order of the table as long as the query fits in memory; where
 * one comes out of order, the query is run again with the order asked for.
 */
async function scatter(
  db: Database,
  sql: string,
  { places }: AttributeRows,
  type: NumberArray,
  put: (value: number, place: number) => void,
): Promise<void> {
  for (const query of [sql, `${sql} ORDER BY 1`]) {
    if (await scatterOnce(db, query, places, type, put)) return;
  }
}

async function scatterOnce(
  db: Database,
  sql: string,
  places: Uint32Array | undefined,
  type: NumberArray,
  put: (value: number, place: number) => void,
): Promise<boolean> {
  let row = 0;
  let last = -1;
  for await (const chunk of db.chunks(sql, { whole: true })) {
    const at = columnOf(chunk, 0, Float64Array);
    const values: Float64Array | Uint32Array = columnOf<Float64Array | Uint32Array>(chunk, 1, type);
    for (let i = 0; i < at.length; i++) {
      const number = at[i] ?? 0;
      if (places === undefined) put(values[i] ?? 0, number);
      else {
        if (number <= last) return false;
        last = number;
        put(values[i] ?? 0, places[row++] ?? 0);
      }
    }
  }
  return true;
}

interface CodedTexts {
  /** The code of a value by the code of its spelling; absent where they are the same. */
  merged?: Uint32Array;
  dictionary: ValueDictionary;
}

async function dictionaryOf(db: Database, table: string, attribute: Attribute): Promise<CodedTexts> {
  const { numbers, booleans, marked } = attribute;
  if (numbers || booleans || marked) return mergedDictionary(db, table);
  const texts = await readStrings(db, table, 'text', 'code');
  return { dictionary: { kinds: shared(Uint8Array, texts.offsets.length - 1).fill(VALUE_KIND.string), texts } };
}

/** Different spellings of one value (`1` and `1.0`) get one code. */
async function mergedDictionary(db: Database, table: string): Promise<CodedTexts> {
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
  return { merged, dictionary: { kinds: kindArray, texts: texts.build() } };
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
  await writeSidecar(
    path,
    { kind: 'coded' },
    { codes, kinds: dictionary.kinds, bytes: dictionary.texts.bytes, offsets: dictionary.texts.offsets },
  );
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
    dictionary: {
      kinds: file.array('kinds', 'u8'),
      texts: { bytes: file.array('bytes', 'u8'), offsets: file.array('offsets', 'u32') },
    },
  };
}
