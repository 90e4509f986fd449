import { RECENT_LISTS } from './history.js';
import { CUSTOMER_NAMES, ORDER_NAMES, plainNameOf, PRODUCT_NAMES, type UsualName } from './names.js';

/** What a name may stand for: a value, a record of names, or a list of things of one shape. */
export type Shape = 'value' | 'anything' | RecordShape | { of: Shape };

export interface RecordShape {
  fields: ReadonlyMap<string, Shape>;
  /** Whether other names may occur, because nothing is known of the log. */
  open: boolean;
}

/** What is known of a project's log and journeys. */
export interface KnownNames {
  traits: readonly string[];
  properties: readonly string[];
  /** Whether there is a log at all: without one, any trait and property may come. */
  hasLog: boolean;
}

/** Everything that Liquid may name in a project. */
export function vocabularyOf({ traits, properties, hasLog }: KnownNames): RecordShape {
  const open = !hasLog;
  const record = (entries: Iterable<[string, Shape]>, isOpen = false): RecordShape => ({
    fields: new Map(entries),
    open: isOpen,
  });
  const values = (...names: string[]): [string, Shape][] => names.map((name) => [name, 'value']);
  const usual = (names: readonly UsualName[]): [string, Shape][] => values(...names.map(({ name }) => name));
  const ofCustomer = [...usual(CUSTOMER_NAMES), ...nestedShapes(traits)];
  const ofEvent = nestedShapes(properties);
  const product = record([...ofEvent, ...usual(PRODUCT_NAMES)], open);
  const products: Shape = { of: product };
  const lastOrder = record([...ofEvent, ...usual(ORDER_NAMES), ...values('time'), ['items', products]], open);
  return record(
    [
      ...ofCustomer,
      ['customer', record([...ofCustomer, ...values('id')], open)],
      ['trigger', record([...usual(PRODUCT_NAMES), ...ofEvent, ...values('event', 'time', 'by')], open)],
      ['product', product],
      ...values(...PRODUCT_NAMES.map(({ name }) => `product_${name}`), 'category_discount', 'unsubscribe_url'),
      ['recent', record(RECENT_LISTS.map((list) => [list, products]))],
      ['cart', record([['items', products], ...values('count', 'total', 'currency')])],
      ['orders', record([...values('count', 'total', 'average'), ['last', lastOrder]])],
      ['journey', record(values('name'))],
      ['step', record(values('name'))],
      ['message', record(values('time'))],
      ['sender', record(values('name', 'postal_address', 'website'))],
      ['links', record(values('unsubscribe'))],
    ],
    open,
  );
}

/** The shapes of flat names with dots, as they are before they are flattened (`nested` does the same to values). */
function nestedShapes(names: readonly string[]): [string, Shape][] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const [first = '', ...rest] = name.split('.');
    groups.set(first, [...(groups.get(first) ?? []), ...(rest.length > 0 ? [rest.join('.')] : [])]);
  }
  return [...groups].map(([name, rest]) => [name, shapeOf(rest)]);
}

function shapeOf(names: readonly string[]): Shape {
  if (names.length === 0) return 'value';
  const inside = nestedShapes(names);
  if (!inside.every(([name]) => /^\d+$/.test(name))) return { fields: new Map(inside), open: false };
  const [[, first] = ['', 'anything' as Shape]] = inside;
  return {
    of:
      typeof first === 'object' && 'fields' in first ? { fields: merged(inside.map(([, shape]) => shape)), open: false } : first,
  };
}

function merged(shapes: readonly Shape[]): Map<string, Shape> {
  return new Map(shapes.flatMap((shape) => (typeof shape === 'object' && 'fields' in shape ? [...shape.fields] : [])));
}

/** What every value has in Liquid. */
const OF_ANY = new Set(['size', 'first', 'last']);

/** Where a path leads; or the part of it that is not known, with what it could have been. */
export type Resolution = { shape: Shape } | { unknown: number; among: RecordShape | undefined };

/** Follows a path of names: `['cart', 'items', 0, 'name']`. A name that is worked out while rendering may be anything. */
export function resolve(root: RecordShape, path: readonly (string | number | undefined)[]): Resolution {
  let shape: Shape = root;
  for (const [place, name] of path.entries()) {
    if (shape === 'anything' || name === undefined) return { shape: 'anything' };
    if (shape !== 'value' && 'of' in shape) {
      if (name === 'size') shape = 'value';
      else if (typeof name === 'number' || OF_ANY.has(name)) shape = shape.of;
      else return { unknown: place, among: undefined };
      continue;
    }
    const next: Shape | undefined = shape === 'value' ? undefined : shape.fields.get(String(name));
    if (next !== undefined) shape = next;
    else if (shape !== 'value' && shape.open) return { shape: 'anything' };
    else if (place > 0 && OF_ANY.has(String(name))) shape = 'value';
    else return { unknown: place, among: shape === 'value' ? undefined : shape };
  }
  return { shape };
}

/** The known name that was most likely meant by a path that leads nowhere; written as a path. */
export function meant(
  root: RecordShape,
  path: readonly (string | number | undefined)[],
  { unknown, among }: { unknown: number; among: RecordShape | undefined },
): string | undefined {
  const name = String(path[unknown] ?? '');
  const stem = path.slice(0, unknown).join('.');
  const candidates = [...(among?.fields.keys() ?? [])].map((field) => ({
    field,
    path: stem === '' ? field : `${stem}.${field}`,
  }));
  const elsewhere = [...root.fields].flatMap(([group, shape]) =>
    typeof shape === 'object' && 'fields' in shape
      ? [...shape.fields.keys()].map((field) => ({ field, path: `${group}.${field}` }))
      : [],
  );
  const ranked = [...candidates, ...elsewhere]
    .map((each) => ({ ...each, distance: distance(plainNameOf(name), plainNameOf(each.field)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (!best || best.distance > Math.max(1, Math.floor(name.length / 3))) return undefined;
  const whole = [...best.path.split('.'), ...path.slice(unknown + 1)];
  return 'shape' in resolve(root, whole) ? whole.join('.') : best.path;
}

/** Longer names are cut before they are compared. */
const LONGEST = 40;

/** How many letters must be added, taken away, changed or swapped with their neighbour (optimal string alignment). */
export function distance(first: string, second: string): number {
  const [a, b] = [first.slice(0, LONGEST), second.slice(0, LONGEST)];
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const at = (x: number, y: number): number => (x === i ? row[y] : rows[x]?.[y]) ?? Infinity;
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
