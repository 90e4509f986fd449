import { csvLine } from '../../../../shared/csv.js';
import type { TableOf } from '../../../../shared/results/figure.js';

/**
 * A table as CSV. Names come from logs and journeys of anybody, and spreadsheets take what begins like a formula for one:
 * such text is preceded by an apostrophe, which they hide.
 */
export function tableCsv({ head, rows }: TableOf): string {
  const safe = (value: string | number): string | number =>
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return [head, ...rows].map((row) => csvLine(row.map(safe))).join('');
}
