import { present, typeOfAttribute, type Attribute, type Catalog } from '../catalog.js';
import type { Database } from '../database.js';
import { identifier } from '../sql.js';

const FIELDS = ['userId', 'event', 'timestamp', 'messageId'];

/** Makes the views for analysts: `events` and `customers`, a column for each property and trait. */
export async function createViews(db: Database, catalog: Catalog): Promise<void> {
  const properties = namedColumns(present(catalog.properties), FIELDS);
  const traits = namedColumns(present(catalog.traits), ['userId']);
  await db.run(`
    CREATE OR REPLACE VIEW events AS
    SELECT userId, event, make_timestamp_ms(time) AS "timestamp", messageId${properties} FROM store.events`);
  await db.run(`
    CREATE OR REPLACE VIEW customers AS
    SELECT u.userId${traits} FROM store.users u LEFT JOIN store.traits t ON t.userId = u.userId ORDER BY u.code`);
}

/** SQL names know no case: `price` beside `Price` becomes `price (2)`, as does a property with the name of a field. */
function namedColumns(attributes: readonly Attribute[], taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return attributes
    .map((attribute) => {
      const base = attribute.name === '' ? '(no name)' : attribute.name;
      let name = base;
      for (let count = 2; used.has(name.toLowerCase()); count++) name = `${base} (${count})`;
      used.add(name.toLowerCase());
      return `, ${displayed(attribute)} AS ${identifier(name)}`;
    })
    .join('');
}

/** A column of one type where the values are of one kind, else text. */
function displayed(attribute: Attribute): string {
  const { id, number, text, marked } = attribute;
  const plain = marked ? `CASE WHEN starts_with(t${id}, chr(1)) THEN substr(t${id}, 2) ELSE t${id} END` : `t${id}`;
  switch (typeOfAttribute(attribute)) {
    case 'number':
      return number && text ? `coalesce(n${id}, TRY_CAST(t${id} AS DOUBLE))` : number ? `n${id}` : `TRY_CAST(t${id} AS DOUBLE)`;
    case 'boolean':
      return `TRY_CAST(t${id} AS BOOLEAN)`;
    default:
      return number ? `coalesce(${plain}, regexp_replace(n${id}::VARCHAR, '[.]0$', ''))` : plain;
  }
}
