import type { RejectedRow } from '../../../shared/contract/logs.js';

/** A field of RFC 4180: quoted where it holds a quote, a comma or the end of a line. */
function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rejected rows as the command line writes them: `file,line,reason,row`. */
export function rejectedCsv(rows: readonly RejectedRow[]): string {
  const lines = rows.map(({ file, line, reason, row }) => [file, String(line), reason, row].map(field).join(','));
  return `${['file,line,reason,row', ...lines].join('\n')}\n`;
}
