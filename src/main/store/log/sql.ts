/** Text for SQL statements. Names and values come from hostile files, so nothing reaches a statement but through here. */

/** A string literal. NUL cannot stand in a statement, so it is put together from pieces. */
export function literal(text: string): string {
  return text
    .split('\0')
    .map((part) => `'${part.replaceAll("'", "''")}'`)
    .join(' || chr(0) || ');
}

/** A quoted identifier. NUL becomes a visible sign, since no identifier can hold it. */
export function identifier(name: string): string {
  return `"${name.replaceAll('\0', '\u2400').replaceAll('"', '""')}"`;
}

/** A file path for DuckDB's readers, which would otherwise take `*`, `?` and `[` for wildcards. */
export function filePath(path: string): string {
  return literal(path.replace(/[*?[]/g, '[$&]'));
}

/** `CASE expression WHEN key THEN value … ELSE expression END`; the expression itself where there is nothing to rename. */
export function renamed(expression: string, names: Readonly<Record<string, string>>): string {
  const cases = Object.entries(names).map(([from, to]) => `WHEN ${literal(from)} THEN ${literal(to)}`);
  return cases.length === 0 ? expression : `CASE ${expression} ${cases.join(' ')} ELSE ${expression} END`;
}
