/** Whether every word of a search occurs in a text, in any order and case; an empty search fits every text. */
export function fitsSearch(text: string, search: string): boolean {
  const folded = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
