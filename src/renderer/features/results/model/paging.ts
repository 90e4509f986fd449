/** Pages of rows for a table that only holds what is on the screen. */

export const PAGE_ROWS = 200;

/** Browsers cannot scroll a box of more than some 33 million pixels; so many rows of a table stay well below. */
export const MOST_ROWS = 1_000_000;

/** The pages that hold the rows `first … last` (inclusive) of a table of `total` rows. */
export function pagesFor(first: number, last: number, total: number): number[] {
  if (total <= 0 || last < first) return [];
  const end = Math.min(last, total - 1);
  const start = Math.max(0, first);
  const pages: number[] = [];
  for (let page = Math.floor(start / PAGE_ROWS); page * PAGE_ROWS <= end; page += 1) pages.push(page);
  return pages;
}

/** Where a key moves the focused row of a table, or `undefined` for keys that do not. */
export function movedRow(key: string, row: number, total: number, rowsPerPage: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + rowsPerPage,
    PageUp: row - rowsPerPage,
    Home: 0,
    End: total - 1,
  };
  const target = steps[key];
  return target === undefined ? undefined : Math.max(0, Math.min(total - 1, target));
}
