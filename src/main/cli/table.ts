/** Rows under a header as plain text, columns as wide as their widest cell; numbers to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  const cells = rows.map((row) => row.map(cellText));
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = header.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const lineOf = (texts: readonly string[]): string =>
    texts
      .map((text, column) => (isNumber[column] === true ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [lineOf(header), lineOf(widths.map((width) => '-'.repeat(width))), ...cells.map(lineOf)].join('\n') + '\n';
}

function cellText(value: string | number | boolean | null): string {
  // A line break inside a cell would break the table.
  return value === null ? '' : String(value).replaceAll(/[\r\n\t]+/g, ' ');
}
