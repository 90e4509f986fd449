import type { OutputOf } from '../../../shared/contract/index.js';

export type SqlRows = OutputOf<'logs.sql'>;

/** A text as SQL writes it. NUL cannot stand in a statement, so it is put together from pieces. */
export function sqlText(text: string): string {
  return text
    .split('\0')
    .map((part) => `'${part.replaceAll("'", "''")}'`)
    .join(' || chr(0) || ');
}

/** Everything that a customer did, the latest first. */
export function eventsOfCustomer(userId: string): string {
  return `select * from events where "userId" = ${sqlText(userId)} order by "timestamp" desc`;
}

/** The trait record of a customer: one row or none. */
export function traitsOfCustomer(userId: string): string {
  return `select * from customers where "userId" = ${sqlText(userId)}`;
}

/** The cells of a row that hold something, but those of the columns to leave out (in lower case). */
export function factsOf({ columns, rows }: SqlRows, row: number, leaveOut: readonly string[]): { name: string; value: string }[] {
  return columns.flatMap((name, place) => {
    const value = rows[row]?.[place];
    return value === null || value === undefined || leaveOut.includes(name.toLowerCase()) ? [] : [{ name, value: String(value) }];
  });
}
