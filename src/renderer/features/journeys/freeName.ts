/** A name like the given one that is not taken yet: "Copy of Cart recovery 2". */
export function freeName(wish: string, taken: readonly string[]): string {
  if (!taken.includes(wish)) return wish;
  for (let number = 2; ; number += 1) {
    const name = `${wish} ${number}`;
    if (!taken.includes(name)) return name;
  }
}
