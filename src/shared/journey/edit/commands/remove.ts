/** Takes what matches out of a list in place; a list in which nothing matches is left untouched and records no patch. */
export function removeFrom<T>(list: T[], matches: (entry: T) => boolean): void {
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const entry = list[index];
    if (entry !== undefined && matches(entry)) list.splice(index, 1);
  }
}
