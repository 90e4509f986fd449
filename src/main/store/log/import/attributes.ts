import { z } from 'zod';
import type { Attribute } from '../catalog.js';
import type { Database } from '../database.js';
import type { NamedCell } from '../files/source.js';
import { literal } from '../sql.js';
import { NUMBER_PATTERN } from '../values.js';

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
      name,
      id: this.#byName.size,
      number: false,
      text: false,
      numbers: false,
      booleans: false,
      strings: false,
      marked: false,
    };
    this.#byName.set(name, attribute);
    return attribute;
  }

  /**
   * Finds which kinds of values the table holds. Each question is one that the table's own minima and maxima mostly answer, or
   * the first rows.
   */
  async withKinds(): Promise<Attribute[]> {
    const attributes = [...this.#byName.values()];
    if (attributes.length === 0) return [];
    const questions = attributes.flatMap((attribute) => this.#questions(attribute));
    const answers = await this.db.one(z.record(z.string(), z.boolean()), `SELECT ${questions.join(', ')}`);
    return attributes.map((attribute) => {
      const { id } = attribute;
      const is = (question: string): boolean => answers[`${question}${id}`] === true;
      return {
        ...attribute,
        numbers: is('number') || is('numeric'),
        booleans: is('boolean'),
        strings: is('string'),
        marked: is('marked'),
      };
    });
  }

  #questions({ id, number, text }: Attribute): string[] {
    const t = `t${id}`;
    const numeric = `(${t} < ':' AND regexp_full_match(${t}, ${literal(NUMBER_PATTERN)}) AND isfinite(TRY_CAST(${t} AS DOUBLE)))`;
    const boolean = `${t} IN ('true', 'false')`;
    const exists = (condition: string, name: string): string =>
      `EXISTS (SELECT 1 FROM ${this.table} WHERE ${condition}) AS ${name}${id}`;
    return [
      ...(number ? [exists(`n${id} IS NOT NULL`, 'number')] : []),
      ...(text
        ? [
            exists(numeric, 'numeric'),
            exists(boolean, 'boolean'),
            exists(`${t} IS NOT NULL AND NOT (${boolean}) AND NOT coalesce(${numeric}, false)`, 'string'),
            exists(`${t} < chr(2) AND starts_with(${t}, chr(1))`, 'marked'),
          ]
        : []),
    ];
  }
}
