import type { RejectedRow } from '../../../shared/contract/logs.js';
import { csvLine } from '../../../shared/csv.js';

/** Rejected rows as the command line writes them: `file,line,reason,row`. */
export function rejectedCsv(rows: readonly RejectedRow[]): string {
  const lines = rows.map(({ file, line, reason, row }) => csvLine([file, line, reason, row]));
  return [csvLine(['file', 'line', 'reason', 'row']), ...lines].join('');
}
