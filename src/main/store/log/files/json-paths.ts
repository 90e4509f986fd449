import { z } from 'zod';
import { EngineError } from '../../../../shared/contract/error.js';
import type { Database } from '../database.js';
import { literal } from '../sql.js';

/** A scalar somewhere in the objects of a file. */
export interface JsonLeaf {
  /** Flattened with dots, array elements by their index (semantics §1). */
  name: string;
  /** JSON Pointers (RFC 6901) to it: more than one where `{"a.b": 1}` and `{"a": {"b": 1}}` both occur. */
  pointers: string[];
  /** Whether numbers, and whether strings or booleans, occur there. */
  numbers: boolean;
  texts: boolean;
}

const MOST_LEAVES = 5000;

export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Finds every scalar at or below `pointer` in the objects of a relation's column `json`. */
export async function findLeaves(db: Database, relation: string, pointer: string, fileName: string): Promise<JsonLeaf[]> {
  const finder = new LeafFinder(db, relation, fileName);
  await finder.explore({ pointer });
  return finder.leaves();
}

interface Place {
  pointer: string;
  /** Absent at the root. */
  name?: string;
}

function childOf(place: Place, key: string | number): Place {
  return { pointer: pointerTo(place.pointer, key), name: place.name === undefined ? String(key) : `${place.name}.${key}` };
}

class LeafFinder {
  readonly #leaves = new Map<string, JsonLeaf>();
  /** Arrays met and not yet measured, with what their elements look like. */
  #arrays = new Map<string, { place: Place; elements: unknown[] }>();
  /** Empty objects, and elements of arrays of several shapes: `json_structure` does not tell what they are. */
  #unclear = new Map<string, Place>();

  constructor(
    private readonly db: Database,
    private readonly relation: string,
    private readonly fileName: string,
  ) {}

  leaves(): JsonLeaf[] {
    return [...this.#leaves.values()];
  }

  async explore(place: Place): Promise<void> {
    await this.#walkAll(place);
    while (this.#arrays.size > 0 || this.#unclear.size > 0) {
      await this.#measureArrays();
      const unclear = [...this.#unclear.values()];
      this.#unclear = new Map();
      for (const next of unclear) await this.#walkAll(next);
    }
  }

  async #walkAll(place: Place): Promise<void> {
    for (const structure of await this.#structuresAt(place.pointer)) {
      // Of a single value only the empty object has no structure of its own.
      if (structure !== 'JSON') this.#walk(structure, place);
    }
  }

  /** What DuckDB's `json_structure` answers: the name of a scalar type, a list of one such answer, or an object of them. */
  async #structuresAt(pointer: string): Promise<unknown[]> {
    const value = pointer === '' ? 'json' : `json_extract(json, ${literal(pointer)})`;
    const rows = await this.db.query(
      z.object({ structure: z.string() }),
      `SELECT DISTINCT json_structure(value)::VARCHAR AS structure FROM (SELECT ${value} AS value FROM ${this.relation}) WHERE value IS NOT NULL`,
    );
    return rows.map(({ structure }): unknown => JSON.parse(structure));
  }

  #walk(structure: unknown, place: Place): void {
    if (typeof structure === 'string') {
      if (structure === 'JSON') this.#unclear.set(place.pointer, place);
      else if (structure !== 'NULL') this.#addLeaf(structure, place);
    } else if (Array.isArray(structure)) {
      const known = this.#arrays.get(place.pointer) ?? { place, elements: [] };
      for (const element of structure as unknown[]) known.elements.push(element);
      this.#arrays.set(place.pointer, known);
    } else if (typeof structure === 'object' && structure !== null) {
      for (const [key, child] of Object.entries(structure)) {
        this.#walk(child, childOf(place, key));
      }
    }
  }

  #addLeaf(type: string, { name = '', pointer }: Place): void {
    const leaf = this.#leaves.get(name) ?? { name, pointers: [], numbers: false, texts: false };
    this.#leaves.set(name, leaf);
    if (!leaf.pointers.includes(pointer)) leaf.pointers.push(pointer);
    if (type === 'VARCHAR' || type === 'BOOLEAN') leaf.texts = true;
    else leaf.numbers = true;
    if (this.#leaves.size > MOST_LEAVES) {
      throw new EngineError(
        'invalid',
        `The objects of ${this.fileName} flatten to more than ${MOST_LEAVES} properties (such as "${name.slice(0, 80)}"). Name the ones you need in the mapping.`,
      );
    }
  }

  async #measureArrays(): Promise<void> {
    const arrays = [...this.#arrays.values()];
    this.#arrays = new Map();
    if (arrays.length === 0) return;
    const lengths = arrays.map(
      ({ place }, index) => `max(json_array_length(json, ${literal(place.pointer)}))::DOUBLE AS l${index}`,
    );
    const row = await this.db.one(
      z.record(z.string(), z.number().nullable()),
      `SELECT ${lengths.join(', ')} FROM ${this.relation}`,
    );
    arrays.forEach(({ place, elements }, index) => {
      const length = Math.min(row[`l${index}`] ?? 0, MOST_LEAVES + 1);
      for (let element = 0; element < length; element++) {
        for (const structure of elements) this.#walk(structure, childOf(place, element));
      }
    });
  }
}
