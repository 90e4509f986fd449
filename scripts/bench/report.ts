import { z } from 'zod';

/** What the benchmark prints: one row a comparison, each against a baseline measured in the same run. */

/** A comparison. Times are medians in milliseconds unless the unit says otherwise. */
export const rowSchema = z.strictObject({
  group: z.string(),
  what: z.string(),
  ours: z.number(),
  baseline: z.number(),
  /** What the baseline is: which SQL, which page, how many workers. */
  against: z.string(),
  unit: z.enum(['ms', 'ns per event', 'bytes per event']),
  /** How much better than the baseline: above 1 is better. For a plain bound, the bound divided by ours. */
  ratio: z.number(),
  /** The least ratio that is aimed for; absent where there is no aim. */
  aim: z.number().optional(),
});
export type Row = z.infer<typeof rowSchema>;

/** A comparison of times: how many times faster than the baseline. */
export function faster(group: string, what: string, ours: number, baseline: number, against: string, aim?: number): Row {
  return { group, what, ours, baseline, against, unit: 'ms', ratio: baseline / ours, ...(aim !== undefined && { aim }) };
}

export function isMet({ ratio, aim }: Row): boolean | undefined {
  return aim === undefined ? undefined : ratio >= aim;
}

/** Three digits that matter. */
function figure(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const UNITS: Record<Row['unit'], string> = { ms: 'ms', 'ns per event': 'ns/event', 'bytes per event': 'B/event' };

function cells(row: Row): string[] {
  const verdict = isMet(row);
  const unit = UNITS[row.unit];
  return [
    row.what,
    `${figure(row.ours)} ${unit}`,
    `${figure(row.baseline)} ${unit}`,
    `× ${figure(row.ratio)}`,
    row.aim === undefined ? '' : `× ${figure(row.aim)}`,
    verdict === undefined ? '' : verdict ? 'met' : 'missed',
    row.against,
  ];
}

const HEAD = ['', 'Waypost', 'baseline', 'ratio', 'aim', '', 'the baseline is'];
/** Columns of numbers stand to the right. */
const TO_THE_RIGHT: ReadonlySet<number> = new Set([1, 2, 3, 4]);

/** The rows as a table of text, grouped. A ratio above 1 says how many times better than its baseline. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(cells);
  const widths = HEAD.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  const print = (line: readonly string[]) =>
    line
      .map((text, column) => (TO_THE_RIGHT.has(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const text = [print(HEAD)];
  let group = '';
  for (const [index, row] of rows.entries()) {
    if (row.group !== group) text.push('', row.group);
    group = row.group;
    text.push(print(lines[index] ?? []));
  }
  return `${text.join('\n')}\n`;
}
