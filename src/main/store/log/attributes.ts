import { z } from 'zod';
import type { Attribute } from './catalog.js';
import type { Database } from './database.js';
import type { NamedCell } from './source.js';
import { literal } from './sql.js';
import { NUMBER_PATTERN } from './values.js';

/** The properties of `store.events` or the traits of `store.traits`, growing with what files bring. */
export class Attributes {
  readonly #byName: Map<string, Attribute>;

  constructor(
    private readonly db: Database,
    private readonly table: 'store.events' | 'store.traits',
    known: readonly Attribute[],
  ) {
    this.#byName = new Map(known.map((attribute) => [attribute.name, { ...attribute }]));
  }

  /** Adds the columns that the cells need; answers the columns and the expressions that fill them. */
  async columnsFor(cells: readonly NamedCell[]): Promise<{ columns: string[]; values: string[] }> {
    const columns: string[] = [];
    const values: string[] = [];
    for (const { name, cell } of cells) {
      const attribute = this.#byName.get(name) ?? this.#add(name);
      if (cell.number !== null) {
        if (!attribute.number) await this.db.run(`ALTER TABLE ${this.table} ADD COLUMN n${attribute.id} DOUBLE`);
        attribute.number = true;
        columns.push(`n${attribute.id}`);
        values.push(cell.number);
      }
      if (cell.text !== null) {
        if (!attribute.text) await this.db.run(`ALTER TABLE ${this.table} ADD COLUMN t${attribute.id} VARCHAR`);
        attribute.text = true;
        columns.push(`t${attribute.id}`);
        values.push(cell.text);
      }
    }
    return { columns, values };
  }

  #add(name: string): Attribute {
    const attribute = {
      name, id: this.#byName.size, number: false, text: false, numbers: 0, booleans: 0, strings: 0, marked: false,
    };
    this.#byName.set(name, attribute);
    return attribute;
  }

  /** Counts the kinds of values in the table as it stands. */
  async counted(): Promise<Attribute[]> {
    const attributes = [...this.#byName.values()];
    if (attributes.length === 0) return [];
    const counts = attributes.flatMap(({ id, number, text }) => [
      ...(number ? [`count(n${id})::DOUBLE AS numbers${id}`] : []),
      ...(text
        ? [
            `count(t${id})::DOUBLE AS texts${id}`,
            `count(*) FILTER (t${id} IN ('true', 'false'))::DOUBLE AS booleans${id}`,
            `count(*) FILTER (t${id} < ':' AND regexp_full_match(t${id}, ${literal(NUMBER_PATTERN)}) AND isfinite(TRY_CAST(t${id} AS DOUBLE)))::DOUBLE AS numeric${id}`,
            `count(*) FILTER (t${id} < chr(2) AND starts_with(t${id}, chr(1))) > 0 AS marked${id}`,
          ]
        : []),
    ]);
    const row = await this.db.one(z.record(z.string(), z.union([z.number(), z.boolean()])), `SELECT ${counts.join(', ')} FROM ${this.table}`);
    return attributes.map((attribute) => withCounts(attribute, row));
  }
}

function withCounts(attribute: Attribute, row: Readonly<Record<string, number | boolean>>): Attribute {
  const { id } = attribute;
  const numeric = Number(row[`numeric${id}`] ?? 0);
  const booleans = Number(row[`booleans${id}`] ?? 0);
  return {
    ...attribute,
    numbers: Number(row[`numbers${id}`] ?? 0) + numeric,
    booleans,
    strings: Number(row[`texts${id}`] ?? 0) - numeric - booleans,
    marked: row[`marked${id}`] === true,
  };
}
