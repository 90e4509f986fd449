/** Reading of settings that may be unfinished or wrong: whatever is not what it should be reads as if it were not there. */
export type Loose = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The record with a key set, or without it when the value is `undefined`; the other keys keep their places. */
export function withKey(record: Loose, key: string, value: unknown): Loose {
  if (value === undefined) return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
  return { ...record, [key]: value };
}

/** The list with one entry replaced. */
export function withEntry(list: readonly unknown[], index: number, value: unknown): readonly unknown[] {
  return list.map((entry, at) => (at === index ? value : entry));
}

/** The list without one entry. */
export function withoutEntry(list: readonly unknown[], index: number): readonly unknown[] {
  return list.filter((_, at) => at !== index);
}
